// A process that ends with teardowns pending, in the way that its argument names, and writes down
// what runs. async_exit_test.cpp runs it.
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "mm/mm.hpp"
#include "support/deadline.hpp"
#include "support/deferred_mm.hpp"

namespace mm {
namespace {

using tests::mm_with_teardown;

/// Written at once: no stream has to be alive at the end of the process.
void say(std::string text) {
    text += '\n';
    if (write(STDOUT_FILENO, text.data(), text.size()) < 0) std::_Exit(4);
}

[[nodiscard]] mm_struct* mm_that_says(const char* text) {
    return mm_with_teardown([text] { say(text); });
}

/// Teardowns wait for the end of the process.
void hold_for_ever() {
    static const HoldAsyncTeardowns* const held = new HoldAsyncTeardowns;
    static_cast<void>(held);
}

/// A global reference is given up by the destructor of a static object.
std::optional<ARef<MmWithUserAsync>> global;

/// What runs after the destructors of all static objects, and so after the worker has ended.
void (*afterwards)() = nullptr;
[[gnu::destructor]] void run_afterwards() {
    if (afterwards != nullptr) afterwards();
}

void queue_first() {
    hold_for_ever();
    mmput_async(mm_that_says("first"));
}

void end_by_return() {
    queue_first();
    mmput_async(mm_that_says("second"));
}

[[noreturn]] void end_by_exit() {
    queue_first();
    say("exit");
    std::exit(0);
}

[[noreturn]] void end_by_exit_on_another_thread() {
    queue_first();
    std::thread([] { std::exit(0); }).join();
    std::abort();
}

void push_in_a_handler() {
    queue_first();
    std::atexit([] {
        mmput_async(mm_that_says("of the handler"));
        say("handler");
    });
}

void flush_in_a_handler() {
    queue_first();
    std::atexit([] {
        flush_mmput_async();
        say("flushed");
    });
}

void push_in_a_static_destructor() {
    queue_first();
    global = ARef<MmWithUserAsync>::from_raw(mm_that_says("of the global"));
}

void push_in_a_teardown() {
    hold_for_ever();
    mm_struct* const inner = mm_that_says("inner");
    mmput_async(mm_with_teardown([inner] {
        mmput_async(inner);
        say("outer");
    }));
}

void push_after_the_worker() {
    queue_first();
    afterwards = [] {
        mmput_async(mm_that_says("in place"));
        say("returned");
        flush_mmput_async();
        say("flushed");
    };
}

/// Contents that keep the next mm of a chain.
struct Chained : AddressSpace {
    std::optional<ARef<MmWithUserAsync>> next;
};

void push_a_long_chain() {
    constexpr int length = 200'000;
    hold_for_ever();
    auto chain = ARef<MmWithUserAsync>::from_raw(mm_that_says("the last of the chain"));
    for (int link = 0; link != length; ++link) {
        auto contents = std::make_unique<Chained>();
        contents->next.emplace(std::move(chain));
        chain = ARef<MmWithUserAsync>::from_raw(mm_alloc(std::move(contents)));
    }
}

/// A teardown ends the process while another teardown is queued.
[[noreturn]] void end_in_a_teardown_and_then(void (*what_runs_afterwards)()) {
    afterwards = what_runs_afterwards;
    {
        const HoldAsyncTeardowns held;
        mmput_async(mm_with_teardown([] {
            say("exit");
            std::exit(3);
        }));
        mmput_async(mm_that_says("next"));
    }
    for (;;) pause();
}

[[noreturn]] void end_in_a_teardown() {
    end_in_a_teardown_and_then([] { mmput_async(mm_that_says("in place")); });
}

[[noreturn]] void end_in_a_teardown_of_threads() {
    end_in_a_teardown_and_then([] {
        std::thread([] {
            mmput_async(mm_that_says("on another thread"));
            flush_mmput_async();
        }).join();
    });
}

/// Threads that queue and flush all the time, while the worker ends and after it.
std::atomic<bool> enough{false};
std::atomic<unsigned> queued{0};
std::atomic<unsigned> torn_down{0};
std::array<std::thread, 3>& threads() {
    static auto* const never_destroyed = new std::array<std::thread, 3>;
    return *never_destroyed;
}

void go_on_beyond_the_worker() {
    for (std::thread& thread : threads()) {
        thread = std::thread([] {
            while (!enough) {
                ++queued;
                mmput_async(mm_with_teardown([] { ++torn_down; }));
                flush_mmput_async();
            }
        });
    }
    while (torn_down < 100) std::this_thread::yield();
    afterwards = [] {
        const unsigned before = queued;
        while (queued < before + 10) std::this_thread::yield();
        enough = true;
        for (std::thread& thread : threads()) thread.join();
        say(queued == torn_down ? "all" : "some are lost");
    };
}

#if MMSPEC_CHECKED
/// The checks of a teardown that the end of the process has waited for.
void misuse_in_a_teardown() {
    hold_for_ever();
    set_violation_handler(
        [](const Violation& violation) { say(std::string(spec::text(violation.clause).id)); });
    mmput_async(mm_with_teardown([] {
        mm_struct* const other = mm_alloc();
        mmdrop(other);
        mmput(other);
        say("torn down");
    }));
}
#endif

struct Way {
    std::string_view name;
    void (*end)();
};
constexpr std::array ways {
    Way{"return", end_by_return}, Way{"exit", end_by_exit},
        Way{"exit on another thread", end_by_exit_on_another_thread},
        Way{"handler pushes", push_in_a_handler}, Way{"handler flushes", flush_in_a_handler},
        Way{"static destructor pushes", push_in_a_static_destructor},
        Way{"teardown pushes", push_in_a_teardown},
        Way{"push after the worker", push_after_the_worker}, Way{"long chain", push_a_long_chain},
        Way{"exit in a teardown", end_in_a_teardown},
        Way{"exit in a teardown of threads", end_in_a_teardown_of_threads},
        Way{"threads go on", go_on_beyond_the_worker},
#if MMSPEC_CHECKED
        Way{"misuse in a teardown", misuse_in_a_teardown},
#endif
};

}  // namespace
}  // namespace mm

int main(int argument_count, char** arguments) {
    // So that a process which hangs at its end is killed, and seen to be.
    alarm(mm::tests::deadline_in_seconds());
    for (const mm::Way& way : mm::ways) {
        if (argument_count != 2 || way.name != arguments[1]) continue;
        way.end();
        return 0;
    }
    std::cerr << "usage: " << arguments[0] << " WAY, one of:\n";
    for (const mm::Way& way : mm::ways) std::cerr << "  '" << way.name << "'\n";
    return 2;
}
