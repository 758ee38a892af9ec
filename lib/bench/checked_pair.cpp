// What taking and giving up one reference costs in the checked build, alone.
#include "mm/mm.hpp"
#include "summary_reporter.hpp"

namespace {

void checked_inc_ref_and_dec_ref(benchmark::State& state) {
    mm_struct* const process = mm::mm_alloc();
    const mm::Mm& mm = mm::Mm::from_raw(process);
    for (auto _ : state) {
        mm.inc_ref();
        mm::Mm::dec_ref(&mm);
    }
    mm::mmput(process);
}

}  // namespace

BENCHMARK(checked_inc_ref_and_dec_ref);

int main(int argument_count, char** arguments) {
    return mm::bench::run(argument_count, arguments, "");
}
