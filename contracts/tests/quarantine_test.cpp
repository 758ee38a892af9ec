#include "mm/contracts/quarantine.hpp"

#include <gtest/gtest.h>

#include <new>
#include <thread>
#include <vector>

#include "delete_watch.hpp"
#include "sanitizer.hpp"

namespace mm::contracts {
namespace {

using tests::deletes_of_watched;
using tests::has_address_sanitizer;
using tests::watch_deletes_of;

constexpr std::size_t size = 96;

// Each test on a thread of its own, whose quarantine is empty at first and gone at the end.
template <typename F>
void on_its_own_thread(F&& work) {
    std::thread(work).join();
}

TEST(Quarantine, KeepsAnAddressFromReuseWithinItsDepth) {
    on_its_own_thread([] {
        void* const first = ::operator new(size);
        watch_deletes_of(first);
        quarantine(first);
        if (has_address_sanitizer) {
            EXPECT_EQ(deletes_of_watched(), 1U) << "AddressSanitizer has its own quarantine";
            return;
        }
        std::vector<void*> fresh;
        for (std::size_t number = 1; number != quarantine_depth; ++number) {
            quarantine(::operator new(size));
            fresh.push_back(::operator new(size));
            EXPECT_NE(fresh.back(), first) << number;
        }
        EXPECT_EQ(deletes_of_watched(), 0U);
        quarantine(::operator new(size));
        EXPECT_EQ(deletes_of_watched(), 1U) << "the oldest goes when one more comes";
        for (void* memory : fresh) ::operator delete(memory);
    });
}

TEST(Quarantine, IsEmptiedWhenItsThreadEnds) {
    void* const memory = ::operator new(size);
    watch_deletes_of(memory);
    on_its_own_thread([&] { quarantine(memory); });
    EXPECT_EQ(deletes_of_watched(), 1U);
}

// What a drop in the destructor of another thread-local object does.
TEST(Quarantine, AnswersAfterItsThreadLocalIsGone) {
    struct Late {
        void* memory = nullptr;
        ~Late() {
            if (memory != nullptr) quarantine(memory);
        }
    };
    void* const memory = ::operator new(size);
    watch_deletes_of(memory);
    on_its_own_thread([&] {
        // Made before the quarantine of this thread is, and therefore destroyed after it.
        thread_local Late late;
        late.memory = memory;
        quarantine(::operator new(size));
    });
    EXPECT_EQ(deletes_of_watched(), 1U);
}

}  // namespace
}  // namespace mm::contracts
