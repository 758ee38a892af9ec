#include "properties/initialisers.hpp"

#include <rapidcheck.h>

#include <ostream>
#include <string>
#include <utility>

#include "initialisers/situations.hpp"
#include "properties/numbers.hpp"
#include "properties/rapidcheck_run.hpp"

namespace mm::proptests {
namespace {

/// What bytes a program is made of, and for a person nothing of them: the failure shows what they
/// mean.
struct ProgramBytes {
    std::vector<std::uint8_t> bytes;
};

[[maybe_unused]] std::ostream& operator<<(std::ostream& out, const ProgramBytes& program) {
    return out << program.bytes.size() << " bytes";
}

/// Long enough for a few trees.
constexpr std::uint32_t longest = 300;

/// Of these remainders a part fails (initialisers/program.cpp).
[[nodiscard]] bool is_fault(std::uint8_t byte) {
    return byte % 18 >= 1 && byte % 18 <= 3;
}

[[nodiscard]] rc::Seq<ProgramBytes> shrinks(const ProgramBytes& program) {
    auto fewer = rc::seq::concat(rc::shrink::removeChunks(program.bytes),
                                 rc::shrink::eachElement(program.bytes, [](std::uint8_t byte) {
                                     return rc::shrink::towards<std::uint8_t>(byte, 0);
                                 }));
    return rc::seq::map(std::move(fewer), [](std::vector<std::uint8_t>&& bytes) {
        return ProgramBytes{std::move(bytes)};
    });
}

/// Most of them with few faults, so that whole trees are made too.
[[nodiscard]] rc::Gen<ProgramBytes> programs() {
    return [](const rc::Random& random, int size) {
        Numbers numbers(random);
        const std::uint32_t most = longest * static_cast<std::uint32_t>(size) / rc::kNominalSize;
        ProgramBytes program;
        program.bytes.resize(numbers.below(most + 1));
        const bool mild = !numbers.one_in(3);
        for (std::uint8_t& byte : program.bytes) {
            do {
                byte = static_cast<std::uint8_t>(numbers.below(256));
            } while (mild && is_fault(byte) && !numbers.one_in(8));
        }
        return rc::shrinkable::shrinkRecur(
            std::move(program), [](const ProgramBytes& smaller) { return shrinks(smaller); });
    };
}

}  // namespace

void one_initialiser_program(InitialiserPrograms& run) {
    if (interrupted()) return;
    const std::vector<std::uint8_t> bytes = (*programs()).bytes;
    ++run.programs;
    initialisers::InitialiserSituations situations(run.situations);
    auto found = initialisers::try_program(
        bytes, run.tally,
        [&](const auto& statement, const auto& outcome) { situations.after(statement, outcome); });
    if (!found) return;
    // RapidCheck goes on from each failure that is smaller: the last one kept is the smallest.
    const std::string text = "broken: " + std::string(spec::text(found->clause).id) + ": " +
                             found->text + "\n" + found->program;
    run.finding = std::move(found);
    run.bytes = bytes;
    RC_FAIL(text);
}

}  // namespace mm::proptests
