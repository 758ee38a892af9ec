#include "implementations/mmspec_mm.hpp"
#include "properties/linearizability.hpp"

int main(int count, char** values) {
    return mm::proptests::check_linearizability<mm::proptests::MmspecMm>(count, values);
}
