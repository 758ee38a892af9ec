// The life of an mm as a C program sees it, in both builds.
#include <mm/mm_struct.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "expect.h"

struct pages {
    int mapped;
    int teardowns;
    bool count_was_held;
    pthread_t torn_down_by;
    struct mm_struct* mm;
};

static void unmap(void* contents) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-cstyle-cast): C has no other.
    struct pages* const pages = (struct pages*)contents;
    ++pages->teardowns;
    pages->torn_down_by = pthread_self();
    pages->count_was_held = mmspec_read_counters(pages->mm).count >= 1;
}

static struct mm_struct* map(struct pages* pages) {
    memset(pages, 0, sizeof *pages);
    pages->mm = mmspec_alloc(pages, unmap, 1, 0);
    return pages->mm;
}

static void expect_counters(const struct mm_struct* mm, uint64_t users, uint64_t count,
                            const char* what) {
    const struct mmspec_counters now = mmspec_read_counters(mm);
    expect(now.users == users && now.count == count, what);
}

static void one_without_contents(void) {
    struct mm_struct* const mm = mm_alloc();
    expect(mm != NULL, "mm_alloc makes an mm");
    expect_counters(mm, 1, 1, "a new mm has one user and one count");
    expect(mmspec_contents(mm) == NULL, "mm_alloc makes an mm without contents");
    mmput(mm);
}

static void both_counts(void) {
    struct pages pages;
    struct mm_struct* const mm = map(&pages);
    expect(mmspec_contents(mm) == &pages, "a user reaches the contents");
    mmgrab(mm);
    expect_counters(mm, 1, 2, "mmgrab takes a count");
    mmget(mm);
    expect_counters(mm, 2, 2, "mmget takes a user");
    expect(mmget_not_zero(mm), "mmget_not_zero gives a user of a live mm");
    expect_counters(mm, 3, 2, "mmget_not_zero takes a user");
    mmput(mm);
    mmput(mm);
    expect(pages.teardowns == 0, "nothing is torn down while a user is left");
    mmput(mm);
    expect(pages.teardowns == 1, "the last mmput tears down, once");
    expect(pages.count_was_held, "the users' count is held during teardown");
    expect_counters(mm, 0, 1, "a grab keeps the struct of a dead mm");
    expect(!mmget_not_zero(mm), "mmget_not_zero gives no user of a dead mm");
    expect(!mmget_not_zero(mm), "mmget_not_zero gives none at a second try");
    expect(pages.teardowns == 1, "a failed mmget_not_zero tears nothing down");
    mmdrop(mm);
}

static void initial_references(void) {
    struct pages pages;
    struct mm_struct* const mm = mmspec_alloc(&pages, NULL, 2, 3);
    expect_counters(mm, 2, 4, "mmspec_alloc gives the references that were asked for");
    mmput(mm);
    mmput(mm);
    mmdrop(mm);
    mmdrop(mm);
    mmdrop(mm);
}

static void deferred_teardown(void) {
    struct pages pages;
    struct mm_struct* const mm = map(&pages);
    mmgrab(mm);
    mmget(mm);
    mmspec_atomic_enter();
    mmspec_atomic_enter();
    mmput_async(mm);
    mmspec_atomic_leave();
    mmput_async(mm);
    mmdrop(mm);
    mmspec_atomic_leave();
    flush_mmput_async();
    expect(pages.teardowns == 1, "flush_mmput_async waits for the teardown");
    expect(pages.count_was_held, "the users' count is held during a deferred teardown");
    expect(!pthread_equal(pages.torn_down_by, pthread_self()),
           "mmput_async leaves the teardown to another thread");
}

#ifndef __cplusplus
// A driver keeps such pointers in its tables of operations.
static void through_pointers(void) {
    struct mm_struct* (*const alloc)(void) = mm_alloc;
    void (*const grab)(struct mm_struct*) = mmgrab;
    void (*const drop)(struct mm_struct*) = mmdrop;
    void (*const put)(struct mm_struct*) = mmput;
    struct mm_struct* const mm = alloc();
    grab(mm);
    put(mm);
    expect_counters(mm, 0, 1, "the functions behind the macros are the same");
    drop(mm);
}
#endif

int main(void) {
    one_without_contents();
    both_counts();
    initial_references();
    deferred_teardown();
#ifndef __cplusplus
    through_pointers();
#endif
    return status_of_expectations();
}
