// The property of initialisers alone: what a wrong variant of them is run under.
#include <iostream>

#include "properties/initialisers.hpp"
#include "properties/rapidcheck_run.hpp"

int main() {
    mm::proptests::Tally tally;
    mm::proptests::Situations situations;
    mm::proptests::InitialiserPrograms programs{tally, situations};
    auto run = mm::proptests::RapidcheckRun::prepare({.seed = 1});
    if (!run) return 2;
    const bool held = run->repeat([&](int number) {
        return run->holds(
            "initialisers", [&] { one_initialiser_program(programs); }, number);
    });
    std::cout << programs.programs << " programs of initialisations, seed 1: "
              << (held ? "library and reference agree" : "the property failed") << "\n";
    if (!held) return 1;
    for (const auto clause :
         {mm::spec::Clause::init_all_or_nothing, mm::spec::Clause::init_reverse_order,
          mm::spec::Clause::init_error, mm::spec::Clause::init_storage, mm::spec::Clause::init_once,
          mm::spec::Clause::init_held, mm::spec::Clause::init_pinned,
          mm::spec::Clause::init_contents}) {
        std::cout << "  " << mm::spec::text(clause).id << " exercised " << tally.times(clause)
                  << " times\n";
        if (tally.times(clause) == 0) return 1;
    }
    return 0;
}
