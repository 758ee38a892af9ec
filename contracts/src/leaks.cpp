#include "mm/contracts/leaks.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <sstream>
#include <string_view>
#include <tuple>
#include <vector>

#include "mm/contracts/process_number.hpp"
#include "mm/contracts/registry.hpp"
#include "mm/contracts/takings.hpp"
#include "mm/spec/clauses.hpp"
#include "words.hpp"

namespace mm::contracts {
namespace {

using spec::Tier;

/// What one record held when it was looked at: other threads may change it before the report of it
/// is written, and the numbers of one report must agree.
struct Seen {
    explicit Seen(const Subject& of)
        : subject(&of),
          type(of.type.load()),
          phase(of.phase.load()),
          users(of.users.read()),
          grabs(of.grabs.read()),
          allocated(of.allocated.place()),
          allocated_by(of.allocated.thread()),
          kept(of.kept.place()) {}

    [[nodiscard]] std::uint64_t references() const {
        return std::uint64_t{users.raw} + users.aref + grabs.raw + grabs.aref;
    }
    [[nodiscard]] bool is_to_be_kept() const { return kept.file != nullptr; }

    const Subject* subject;
    TypeName type;
    Phase phase;
    Owned users;
    Owned grabs;
    Place allocated;
    std::uint32_t allocated_by;
    Place kept;
};
using Subjects = std::vector<Seen>;

/// More would hide the first ones.
constexpr std::size_t places_told = 20;
constexpr std::size_t told_of_a_place = 3;
constexpr std::size_t takings_told = 16;

[[nodiscard]] std::uint64_t references_to(const Subjects& subjects) {
    std::uint64_t sum = 0;
    for (const Seen& seen : subjects) sum += seen.references();
    return sum;
}

[[nodiscard]] std::string number_of(std::uint64_t number, std::string_view thing) {
    return std::to_string(number) + " " + std::string(thing) + (number == 1 ? "" : "s");
}

/// So many of what they are, as far as they are of one type.
[[nodiscard]] std::string in_numbers(const Subjects& subjects) {
    const std::string references = number_of(references_to(subjects), "reference") + " to ";
    const TypeName type = subjects.front().type;
    const bool alike = std::all_of(subjects.begin(), subjects.end(),
                                   [type](const Seen& seen) { return seen.type == type; });
    if (!alike) return references + number_of(subjects.size(), "object");
    if (type == mm_struct_type) return references + number_of(subjects.size(), type);
    return references + number_of(subjects.size(), "object") + " of type " + type;
}

struct Sorted {
    Subjects leaked;
    Subjects kept;
    Subjects kept_but_freed;
};

[[nodiscard]] Sorted sort_out() {
    Sorted sorted;
    for (const Subject* const subject : all_subjects()) {
        if (subject->process.load() != process_number()) continue;
        const Seen seen(*subject);
        if (seen.phase == Phase::freed) {
            if (seen.is_to_be_kept()) sorted.kept_but_freed.push_back(seen);
        } else if (seen.phase != Phase::never && seen.references() != 0) {
            (seen.is_to_be_kept() ? sorted.kept : sorted.leaked).push_back(seen);
        }
    }
    // By the place of mm_alloc: addresses differ from run to run.
    std::stable_sort(sorted.leaked.begin(), sorted.leaked.end(), [](const Seen& a, const Seen& b) {
        const auto key = [](const Seen& seen) {
            const Place place = seen.allocated;
            return std::tuple(std::string_view(place.file == nullptr ? "" : place.file), place.line,
                              seen.references());
        };
        return key(a) < key(b);
    });
    return sorted;
}

void tell_takings(std::ostringstream& out, const Seen& seen, Tier tier, Owner owner,
                  std::uint32_t left) {
    if (left == 0) return;
    out << "  " << left << (tier == Tier::users ? " of the users" : " of the grabs")
        << (owner == Owner::raw ? " of raw code" : " of ARefs") << ", taken by\n";
    const std::vector<Taking> takings = takings_of(*seen.subject, tier, owner);
    for (std::size_t number = 0; number != std::min(takings.size(), takings_told); ++number) {
        const Taking& taking = takings[number];
        out << "    " << in_words(taking.step, seen.type);
        if (taking.times != 1) out << ", " << taking.times << " times";
        out << "\n";
        for (const std::string& call : in_words(taking.stack)) out << "        " << call << "\n";
    }
    if (takings.size() > takings_told) {
        out << "    and in " << number_of(takings.size() - takings_told, "other way") << "\n";
    }
    if (takings_are_missing(*seen.subject)) {
        out << (takings.empty() ? "    an" : "    or an")
            << " operation that the history no longer holds: MMSPEC_LEAK_STACKS=1 keeps each, with "
               "its stack\n";
    }
}

void tell(std::ostringstream& out, const Seen& seen) {
    // The record's key is the inverted address.
    out << heading(seen.type) << address(std::bit_cast<const void*>(~seen.subject->key.load()))
        << ", " << name_of(seen.phase) << "\n"
        << "  users       " << in_words(seen.users) << "\n"
        << "  grabs       " << in_words(seen.grabs) << "\n"
        << "  allocated   " << in_words(seen.allocated) << " by thread " << seen.allocated_by
        << "\n";
    tell_takings(out, seen, Tier::users, Owner::raw, seen.users.raw);
    tell_takings(out, seen, Tier::users, Owner::aref, seen.users.aref);
    tell_takings(out, seen, Tier::count, Owner::raw, seen.grabs.raw);
    tell_takings(out, seen, Tier::count, Owner::aref, seen.grabs.aref);
}

/// Mms that were allocated at one place.
void tell_one_place(std::ostringstream& out, const Subjects& leaked) {
    const std::size_t told = std::min(leaked.size(), told_of_a_place);
    for (std::size_t number = 0; number != told; ++number) tell(out, leaked[number]);
    if (told == leaked.size()) return;
    const Subjects rest(leaked.begin() + static_cast<std::ptrdiff_t>(told), leaked.end());
    out << "  and " << in_numbers(rest) << " allocated at " << in_words(leaked.front().allocated)
        << "\n";
}

void tell_leaked(std::ostringstream& out, const Subjects& leaked) {
    const spec::ClauseText& clause = spec::text(spec::Clause::leak_none);
    out << "mmspec: " << clause.id << " broken: " << in_numbers(leaked) << " not given up\n"
        << "  rule        " << clause.rule << "\n"
        << "  cure        give up each reference once, or name what it keeps to "
           "mm::keep_until_exit\n";
    std::size_t places = 0;
    for (auto first = leaked.begin(); first != leaked.end(); ++places) {
        const auto last = std::find_if(first, leaked.end(), [&](const Seen& seen) {
            return seen.allocated != first->allocated;
        });
        if (places == places_told) {
            const Subjects rest(first, leaked.end());
            out << "  and " << in_numbers(rest) << " allocated at other places\n";
            return;
        }
        tell_one_place(out, {first, last});
        first = last;
    }
}

}  // namespace

Leaks find_leaks() {
    const Sorted sorted = sort_out();
    std::ostringstream report;
    if (!sorted.leaked.empty()) tell_leaked(report, sorted.leaked);
    std::ostringstream remarks;
    if (!sorted.kept.empty()) {
        remarks << "mmspec: " << in_numbers(sorted.kept)
                << " kept on purpose (mm::keep_until_exit)\n";
    }
    for (const Seen& seen : sorted.kept_but_freed) {
        remarks << "mmspec: mm::keep_until_exit at " << in_words(seen.kept) << " names "
                << (seen.type == mm_struct_type ? "an mm"
                                                : "an object of type " + std::string(seen.type))
                << " that was freed since: take the call away\n";
    }
    return {references_to(sorted.leaked), report.str(), remarks.str()};
}

}  // namespace mm::contracts
