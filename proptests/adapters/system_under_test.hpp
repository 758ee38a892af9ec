// What the sequential comparison wants of a system under test.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "operations/operation.hpp"

namespace mm::proptests {

/// Where an operation stands, for reports: a trace, whose name stays valid until the process ends,
/// and a line of it. `file` is null for an operation that stands nowhere.
struct Place {
    const char* file = nullptr;
    std::uint32_t line = 0;
};

/// Does operations and tells what came out. One runs at a time, on whatever thread; others may be
/// stopped in their middle.
class SystemUnderTest {
 public:
    /// What one call gave.
    struct Result {
        std::optional<spec::Clause> refused{};
        std::optional<bool> answer{};
        /// The system's own report of the refusal, if it is wanted.
        bool wants_report = false;
        std::string report{};
        /// What no run may show: a clause found broken after the fact, or a wrong pointer.
        std::optional<spec::Clause> broken{};
        std::string trouble{};

        /// The first thing found is the one that is told.
        void found(spec::Clause clause, std::string what) {
            if (broken) return;
            broken = clause;
            trouble = std::move(what);
        }
    };

    /// `tearing_down`: the teardown has been queued, and has not happened.
    enum class Phase : std::uint8_t { never, live, tearing_down, torn_down, freed };

    /// References of one tier by their owner, for a system that keeps such an account.
    struct Owners {
        std::uint64_t arefs = 0;
        std::uint64_t raw = 0;
        friend bool operator==(const Owners&, const Owners&) = default;
    };

    /// What can be seen of one mm. An operation that is refused leaves all of it as it is.
    struct Life {
        Phase phase = Phase::never;
        unsigned teardowns = 0;
        /// Empty if it is freed, or if the system does not tell.
        std::optional<CounterPair> counters{};
        Owners users{};
        Owners grabs{};
        friend bool operator==(const Life&, const Life&) = default;
    };
    struct Snapshot {
        std::array<Life, mm_names> mms{};
        /// The addresses that the ARefs hold, null for none.
        std::array<std::array<const void*, aref_names>, aref_kinds.size()> arefs{};
        friend bool operator==(const Snapshot&, const Snapshot&) = default;
        [[nodiscard]] const Life& of(MmName name) const {
            return mms[static_cast<std::size_t>(name)];
        }
    };

    SystemUnderTest() = default;
    SystemUnderTest(const SystemUnderTest&) = delete;
    SystemUnderTest& operator=(const SystemUnderTest&) = delete;
    virtual ~SystemUnderTest() = default;

    /// Misuse is refused. Another system is given legal operations only.
    [[nodiscard]] virtual bool refuses_misuse() const = 0;
    [[nodiscard]] virtual bool tells_counters() const = 0;

    /// *Requires*: possible as the reference model has it, known to the system (`can_do` of its
    /// kind of system), and legal unless misuse is refused.
    virtual Result call(const Operation& operation, Place place) = 0;

    [[nodiscard]] virtual Snapshot snapshot() const = 0;

    /// Whether it is a word of an mm that is freed, which no step may touch (Free.nothing_after).
    /// Empty if the system does not know where its mms lie.
    [[nodiscard]] virtual std::optional<bool> is_in_freed(const void* address) const = 0;

    [[nodiscard]] virtual bool is_in_atomic_context(std::uint8_t thread) const = 0;

    /// Reads users and then count of an mm that is alive, and nothing else of it; for a system
    /// whose atomic steps are judged (Protocol.steps).
    virtual void look_at_counters(MmName /*mm*/) const {}

    /// *Requires*: called on that thread (Threads.guards).
    virtual void leave_atomic_contexts(std::uint8_t thread) = 0;
};

}  // namespace mm::proptests
