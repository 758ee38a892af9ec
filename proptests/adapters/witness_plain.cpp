#include "adapters/witness.hpp"
#include "implementations/watched_delete.hpp"

namespace mm::proptests {

Witness::Witness() = default;

Witness::~Witness() = default;

bool Witness::refuses_misuse() noexcept {
    return false;
}

void Witness::listen(SystemUnderTest::Result& /*result*/, bool /*flushes*/,
                     const std::function<void()>& work) {
    work();
}

SystemUnderTest::Result* Witness::exchange_listener(SystemUnderTest::Result* result) noexcept {
    return result;
}

void Witness::watch(const mm_struct* mm, LifeWatch& watch) {
    watch_delete_of(mm, watch);
}

SystemUnderTest::Life Witness::look(const mm_struct* mm, const LifeWatch& watch) {
    SystemUnderTest::Life life{.teardowns = watch.teardowns()};
    if (watch.is_freed()) {
        life.phase = SystemUnderTest::Phase::freed;
        return life;
    }
    const Counters read = read_counters(mm);
    life.counters = {read.users, read.count};
    if (life.teardowns != 0) {
        life.phase = SystemUnderTest::Phase::torn_down;
    } else if (read.users == 0) {
        life.phase = SystemUnderTest::Phase::tearing_down;
    } else {
        life.phase = SystemUnderTest::Phase::live;
    }
    return life;
}

CallSite Witness::call_site(Place /*place*/) noexcept {
    return {};
}

}  // namespace mm::proptests
