// This library in C++ as a system under test, plain or checked as the program is built.
#pragma once

#include <array>
#include <list>
#include <optional>

#include "adapters/system_under_test.hpp"
#include "adapters/witness.hpp"
#include "concurrent/clock.hpp"
#include "concurrent/life_watch.hpp"
#include "mm/mm.hpp"
#include "operations/operation.hpp"

namespace mm::proptests {

/// Knows every operation.
class MmspecSystem final : public SystemUnderTest {
 public:
    /// Reports of refusals are put into words only if they are wanted: that takes longer than the
    /// operation.
    explicit MmspecSystem(bool wants_reports = false);
    /// *Requires*: no atomic context is left (`leave_atomic_contexts`).
    ~MmspecSystem() override;

    [[nodiscard]] bool refuses_misuse() const override { return Witness::refuses_misuse(); }
    [[nodiscard]] bool tells_counters() const override { return true; }
    Result call(const Operation& operation, Place place) override;
    [[nodiscard]] Snapshot snapshot() const override;
    [[nodiscard]] std::optional<bool> is_in_freed(const void* address) const override;
    [[nodiscard]] bool is_in_atomic_context(std::uint8_t thread) const override {
        return !atomic_contexts_[thread].empty();
    }
    void look_at_counters(MmName mm) const override;
    void leave_atomic_contexts(std::uint8_t thread) override;

    /// Whether a program may hold it: misuse only where it is refused, and where it is not, no life
    /// that starts too high to be ended.
    [[nodiscard]] static bool can_do(const Operation& operation);

 private:
    class Space;
    struct Named {
        mm_struct* pointer = nullptr;
        Space* space = nullptr;
        LifeWatch* watch = nullptr;
    };
    template <typename T>
    using Variables = std::array<std::optional<ARef<T>>, aref_names>;

    void perform(const Operation& operation, CallSite site, Result& result);
    void perform_alone(const Operation& operation, CallSite site);
    void perform_on_mm(const Operation& operation, CallSite site, Result& result);
    void make(const Operation& operation, CallSite site);
    void perform_on_arefs(ARefKind kind, const Operation& operation, CallSite site, Result& result);
    template <typename T>
    void perform_on_aref(Variables<T>& variables, const Operation& operation, CallSite site,
                         Result& result);
    /// Pointers that name no mm and stale ones too.
    [[nodiscard]] mm_struct* pointer(MmName name) const;
    [[nodiscard]] Life look(const Named& named) const;
    /// A teardown waits for a flush.
    [[nodiscard]] bool has_queued() const;

    Witness witness_;
    Clock clock_;
    /// Of every life, since a wrong one may be told of late.
    std::list<LifeWatch> watches_;
    std::array<Named, mm_names> named_{};
    std::atomic<bool> torn_down_wrongly_{false};
    /// A teardown may be queued.
    bool defers_ = false;
    /// Calls that have begun and not ended: one, and those that are stopped.
    unsigned running_ = 0;
    Variables<Mm> grabs_{};
    Variables<MmWithUser> users_{};
    Variables<MmWithUserAsync> asyncs_{};
    std::array<std::list<AtomicContext>, threads + 1> atomic_contexts_{};
    bool wants_reports_;
};

}  // namespace mm::proptests
