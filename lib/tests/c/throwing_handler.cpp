// A C program under a handler that throws: nothing that it throws reaches C.
#include <cstdio>
#include <stdexcept>

#include "mm/mm.hpp"
#include "wrong_calls.h"

namespace {

int told = 0;

void throw_it(const mm::Violation& /*violation*/) {
    ++told;
    throw std::runtime_error("from the handler");
}

}  // namespace

int main() {
    mm::set_violation_handler(throw_it);
    try {
        const int returned = make_wrong_calls();
        if (returned == number_of_wrong_calls && told == number_of_wrong_calls) {
            std::puts("all calls returned");
            return 0;
        }
        std::printf("WRONG: of %d calls %d returned as refused, and %d were reported\n",
                    static_cast<int>(number_of_wrong_calls), returned, told);
    } catch (const std::runtime_error& error) {
        std::printf("WRONG: an exception came out of a C call: %s\n", error.what());
    }
    return 1;
}
