// What each build of this library lets a test see: witness_checked.cpp and witness_plain.cpp.
#pragma once

#include <functional>

#include "adapters/system_under_test.hpp"
#include "concurrent/life_watch.hpp"
#include "mm/mm.hpp"

namespace mm::proptests {

/// While it exists, the checked library's reports come here.
class Witness {
 public:
    Witness();
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;
    // NOLINTNEXTLINE(performance-trivially-destructible): of the plain build alone.
    ~Witness();

    [[nodiscard]] static bool refuses_misuse() noexcept;

    /// Does `work`; what the library reports meanwhile on this thread goes into `result`, and what
    /// it reports on the worker's as well if the work `flushes`.
    static void listen(SystemUnderTest::Result& result, bool flushes,
                       const std::function<void()>& work);

    /// Exchanges where reports of this thread go: a stage that has its threads on one puts it away.
    static SystemUnderTest::Result* exchange_listener(SystemUnderTest::Result* result) noexcept;

    /// *Requires*: `mm` is new. From now on its free is seen.
    static void watch(const mm_struct* mm, LifeWatch& watch);

    /// What there is to see of an mm that was made, whether or not it is freed.
    [[nodiscard]] static SystemUnderTest::Life look(const mm_struct* mm, const LifeWatch& watch);

    [[nodiscard]] static CallSite call_site(Place place) noexcept;

 private:
#if MMSPEC_CHECKED
    ViolationHandler handler_before_;
#endif
};

}  // namespace mm::proptests
