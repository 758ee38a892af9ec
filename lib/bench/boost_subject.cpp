// Boost's shared_ptr, weak_ptr and intrusive_ptr, the last with its atomic counter.
#include <atomic>
#include <boost/smart_ptr/atomic_shared_ptr.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <boost/smart_ptr/make_shared.hpp>
#include <boost/smart_ptr/shared_ptr.hpp>
#include <boost/smart_ptr/weak_ptr.hpp>

#include "benchmark_of.hpp"
#include "subjects.hpp"

namespace mm::bench {
namespace {

const boost::shared_ptr<Contents> kept = boost::make_shared<Contents>();
const boost::weak_ptr<Contents> observer = kept;
const boost::weak_ptr<Contents> expired = boost::make_shared<Contents>();

void clone_and_drop() {
    const boost::shared_ptr<Contents> clone = kept;
}

void clone_and_drop_an_observer() {
    const boost::weak_ptr<Contents> clone = observer;
}

void lock_and_drop() {
    const boost::shared_ptr<Contents> locked = observer.lock();
}

void failed_lock() {
    const boost::shared_ptr<Contents> locked = expired.lock();
    benchmark::DoNotOptimize(locked.get());
}

void create_to_free() {
    const boost::shared_ptr<Contents> created = boost::make_shared<Contents>();
    benchmark::DoNotOptimize(created.get());
}

OwnLine<boost::atomic_shared_ptr<Contents>> slot;

void hand_over() {
    const boost::shared_ptr<Contents> taken = slot.value.exchange(kept);
}

struct Counted : boost::intrusive_ref_counter<Counted, boost::thread_safe_counter>, Contents {};
using Intrusive = boost::intrusive_ptr<Counted>;

const Intrusive kept_intrusively(new Counted);

void clone_and_drop_intrusively() {
    const Intrusive clone = kept_intrusively;
}

void create_to_free_intrusively() {
    const Intrusive created(new Counted);
    benchmark::DoNotOptimize(created.get());
}

OwnLine<std::atomic<Counted*>> intrusive_slot;

void hand_over_intrusively() {
    Counted* const given = Intrusive(kept_intrusively).detach();
    const Intrusive taken(intrusive_slot.value.exchange(given, std::memory_order_acq_rel), false);
}

}  // namespace

void add_boost() {
    add<clone_and_drop>(operation::clone_and_drop, "boost::shared_ptr");
    add<clone_and_drop_an_observer>(operation::clone_and_drop, "boost::weak_ptr");
    add<clone_and_drop_intrusively>(operation::clone_and_drop, "boost::intrusive_ptr");
    add<lock_and_drop>(operation::upgrade_and_put, "boost::weak_ptr::lock");
    add<failed_lock>(operation::failed_upgrade, "boost::weak_ptr::lock");
    add<create_to_free>(operation::create_to_free, "boost::make_shared");
    add<create_to_free_intrusively>(operation::create_to_free, "boost::intrusive_ptr");
    add<hand_over>(operation::hand_over, "boost::atomic_shared_ptr");
    add<hand_over_intrusively>(operation::hand_over, "boost::intrusive_ptr");
}

}  // namespace mm::bench
