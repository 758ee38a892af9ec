// The abstract state of several mms, run one operation at a time. Shares nothing with the library.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "operations/operation.hpp"

namespace mm::proptests {

/// What every operation does, by the clauses: the judge of the library in sequential runs, and in
/// runs in which operations are stopped in their middle.
class ReferenceModel {
 public:
    static constexpr std::uint64_t limit = 2147483647;

    /// Why this operation cannot be written in a program at all; empty if it can, misuse included.
    [[nodiscard]] std::optional<std::string_view> impossible(const Operation& operation) const;

    /// The clause under which the operation is refused; empty if it is granted.
    /// *Requires*: not impossible.
    [[nodiscard]] std::optional<spec::Clause> refusal(const Operation& operation) const;

    /// *Requires*: not impossible.
    Outcome apply(const Operation& operation);

    /// Operations that give every remaining reference up, in an order that is legal, except those
    /// of an mm with more than `most_given_up`.
    [[nodiscard]] std::vector<Operation> release_all() const;

    [[nodiscard]] bool is_freed(MmName name) const { return at(name).phase == Phase::freed; }
    [[nodiscard]] bool was_made(MmName name) const { return at(name).phase != Phase::never; }
    /// Its address space is gone.
    [[nodiscard]] bool is_torn_down(MmName name) const {
        return at(name).phase >= Phase::torn_down;
    }
    /// An operation on it is stopped, so that its count word is in flight (Count.word).
    [[nodiscard]] bool is_busy(MmName name) const { return at(name).stopped != 0; }
    /// A teardown waits for a flush.
    [[nodiscard]] bool has_queued() const { return !queued_.empty(); }
    /// How many teardowns wait for a flush, and whether that of this mm does.
    [[nodiscard]] std::size_t queued() const { return queued_.size(); }
    [[nodiscard]] bool is_queued(MmName name) const;
    /// What a thread is stopped in; empty if it is not.
    [[nodiscard]] std::optional<Operation> stopped_in(std::uint8_t thread) const;
    /// An operation on it is stopped there.
    [[nodiscard]] bool is_stopped_before(Stop stop, MmName name) const;
    /// Who owns references to it; those that a stopped operation gives up belong to nobody.
    struct Owners {
        std::uint64_t users_of_arefs = 0;
        std::uint64_t grabs_of_arefs = 0;
        std::uint64_t users_of_raw = 0;
        std::uint64_t grabs_of_raw = 0;
        [[nodiscard]] std::uint64_t users() const { return users_of_arefs + users_of_raw; }
        [[nodiscard]] std::uint64_t grabs() const { return grabs_of_arefs + grabs_of_raw; }
    };
    [[nodiscard]] Owners owners(MmName name) const;
    /// Empty if it is freed or was never made.
    [[nodiscard]] std::optional<CounterPair> counters(MmName name) const;
    /// How many atomic contexts a thread is in.
    [[nodiscard]] unsigned atomic_depth(std::uint8_t thread) const {
        return atomic_depths_[thread];
    }
    /// The reference that a refused operation hands to raw code (Sleep.orphan); empty if none.
    [[nodiscard]] std::optional<ARefName> orphaned(const Operation& operation) const;
    /// *Requires*: the ARef refers to something.
    [[nodiscard]] MmName referred_to(ARefName name) const { return at(name).mm; }
    /// The mm that an operation works on, through its ARef if need be; empty if none.
    [[nodiscard]] std::optional<MmName> subject(const Operation& operation) const;

 private:
    enum class Phase : std::uint8_t { never, live, tearing_down, torn_down, freed };

    /// References that exist, and who owns them. A put that is stopped has left its pool but not
    /// yet the number of users.
    struct Mm {
        Phase phase = Phase::never;
        std::uint64_t users = 0;
        std::uint64_t grabs = 0;
        std::uint64_t raw_users = 0;
        std::uint64_t raw_grabs = 0;
        /// Puts that saw users go to zero and have not ended: each keeps the struct.
        unsigned holders = 0;
        unsigned stopped = 0;
    };
    struct ARef {
        enum class State : std::uint8_t { none, refers, moved_from } state = State::none;
        MmName mm = MmName::a;
    };
    /// A thread that is stopped inside an operation.
    struct Stopped {
        Operation operation{};
        MmName mm = MmName::a;
    };

    [[nodiscard]] const Mm& at(MmName name) const { return mms_[static_cast<std::size_t>(name)]; }
    [[nodiscard]] Mm& at(MmName name) { return mms_[static_cast<std::size_t>(name)]; }
    [[nodiscard]] const ARef& at(ARefName name) const;
    [[nodiscard]] ARef& at(ARefName name);

    [[nodiscard]] std::optional<std::string_view> impossible_operands(
        const Operation& operation) const;
    [[nodiscard]] std::optional<spec::Clause> judge_pointer(const Operation& operation) const;
    /// Where the operation would sleep in an atomic context (Sleep.may_sleep).
    [[nodiscard]] bool sleeps_wrongly(const Operation& operation) const;
    /// A stopped operation uses the variable: no other may, as no two threads may use one at once.
    [[nodiscard]] bool is_in_flight(ARefName name) const;
    [[nodiscard]] static bool reaches(const Operation& operation, const Mm& mm);

    void stop(const Operation& operation, MmName name);
    void claim(const Operation& operation);
    void orphan(const Operation& operation);
    Outcome effect(const Operation& operation, MmName name);
    Outcome resume(const Operation& operation);
    void take(Mm& mm, Tier tier, bool raw);
    void give_up(const Operation& operation, MmName name, Outcome& outcome);
    /// Empty unless the move replaces a reference, which it then gives up.
    std::optional<MmName> move(const Operation& operation);
    void finish_put(MmName name, bool deferring, Outcome& outcome);
    void queue(MmName name, Outcome& outcome);
    void tear_down(MmName name, Outcome& outcome);
    void free_if_unheld(MmName name, Outcome& outcome);

    std::array<Mm, mm_names> mms_{};
    std::array<std::array<ARef, aref_names>, aref_kinds.size()> arefs_{};
    std::array<std::optional<Stopped>, threads + 1> stopped_{};
    std::array<unsigned, threads + 1> atomic_depths_{};
    /// Those whose teardown waits for a flush, oldest first.
    std::vector<MmName> queued_{};
};

}  // namespace mm::proptests
