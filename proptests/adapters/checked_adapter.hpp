// The checked library as a system under test.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "mm/mm.hpp"
#include "operations/operation.hpp"

namespace mm::proptests {

/// Runs operations on the checked library and tells what came out. One operation runs at a time,
/// on whatever thread; others may be stopped in their middle.
class CheckedAdapter {
 public:
    /// What one call gave.
    struct Result {
        std::optional<spec::Clause> refused{};
        std::optional<bool> answer{};
        /// The library's report of the refusal, if it is wanted.
        bool wants_report = false;
        std::string report{};
        /// What no run may show: a clause found broken after the fact, or a wrong pointer.
        std::optional<spec::Clause> broken{};
        std::string trouble{};
    };

    /// Everything that a refusal must leave as it is.
    struct Snapshot {
        struct Mm {
            contracts::Phase phase{};
            contracts::Owned users{};
            contracts::Owned grabs{};
            std::optional<Counters> counters{};
            unsigned teardowns = 0;
            friend bool operator==(const Mm&, const Mm&) = default;
        };
        std::array<Mm, mm_names> mms{};
        std::array<std::array<const void*, aref_names>, 2> arefs{};
        friend bool operator==(const Snapshot&, const Snapshot&) = default;
    };

    /// Reports of refusals are put into words only if they are wanted: that takes longer than the
    /// operation.
    explicit CheckedAdapter(bool wants_reports);
    CheckedAdapter(const CheckedAdapter&) = delete;
    CheckedAdapter& operator=(const CheckedAdapter&) = delete;
    ~CheckedAdapter();

    /// *Requires*: possible as the reference model has it.
    Result call(const Operation& operation, CallSite site);

    [[nodiscard]] std::optional<CounterPair> counters(MmName name) const;
    [[nodiscard]] unsigned teardowns(MmName name) const;
    [[nodiscard]] bool is_freed(MmName name) const;
    /// A word of an mm that is freed: no step may touch it (Free.nothing_after).
    [[nodiscard]] bool is_in_freed(const void* address) const;
    [[nodiscard]] Snapshot snapshot() const;

 private:
    class Space;
    struct Life {
        mm_struct* pointer = nullptr;
        Space* space = nullptr;
        std::atomic<unsigned> teardowns{0};
        std::atomic<bool> torn_down_wrongly{false};
    };
    template <typename T>
    using Variables = std::array<std::optional<ARef<T>>, aref_names>;

    void perform(const Operation& operation, CallSite site, Result& result);
    void perform_on_mm(const Operation& operation, CallSite site, Result& result);
    void make(const Operation& operation, CallSite site);
    template <typename T>
    void perform_on_aref(Variables<T>& variables, const Operation& operation, CallSite site,
                         Result& result);
    [[nodiscard]] mm_struct* pointer(MmName name) const;
    [[nodiscard]] const Life& life(MmName name) const {
        return lives_[static_cast<std::size_t>(name)];
    }

    std::array<Life, mm_names> lives_{};
    Variables<Mm> grabs_{};
    Variables<MmWithUser> users_{};
    bool wants_reports_;
    ViolationHandler handler_before_;
};

}  // namespace mm::proptests
