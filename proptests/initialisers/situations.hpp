// Which situations a program of initialisations comes across.
#pragma once

#include <array>

#include "initialisers/expectation.hpp"
#include "initialisers/program.hpp"
#include "runner/situations.hpp"

namespace mm::proptests::initialisers {

/// Watches one program.
class InitialiserSituations {
 public:
    explicit InitialiserSituations(Situations& reached) noexcept : reached_(reached) {}

    void after(const Statement& statement, const Outcome& outcome);

 private:
    void made(const Statement& statement, const Outcome& outcome);
    void failed(const Statement& statement, const Outcome& outcome);
    void refused(spec::Clause clause);

    Situations& reached_;
    std::array<Holds, slots> held_{};
    std::array<bool, slots> last_failed_{};
};

}  // namespace mm::proptests::initialisers
