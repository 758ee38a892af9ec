// The life of the worker, apart from its work: a linker may take any object of an archive for a
// template that it happens to hold, and this one must come into those programs alone that need it.
#include <pthread.h>

#include "teardown_worker.hpp"

namespace mm::internal {
namespace {

/// Starts the thread with the program, so that no push has to (Sleep.never), and ends it with the
/// program. Constructed before, and so destroyed after, every static object of ordinary priority;
/// but destroyed before what the checks need (101), so that the last teardowns are judged too.
class Lifetime {
 public:
    Lifetime() {
        pthread_atfork(nullptr, nullptr, [] { teardown_worker().after_fork_in_child(); });
        teardown_worker().start();
    }
    Lifetime(const Lifetime&) = delete;
    Lifetime& operator=(const Lifetime&) = delete;
    ~Lifetime() { teardown_worker().stop(); }
};
[[gnu::init_priority(102)]] Lifetime lifetime;

}  // namespace

TeardownWorker& living_teardown_worker() noexcept {
    return teardown_worker();
}

}  // namespace mm::internal
