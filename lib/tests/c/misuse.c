// Misuse from C, in the checked build: reported with its place, refused, and nothing changed.
#include <mm/mm_struct.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "expect.h"

// What the handler was told, kept beyond its call.
static struct {
    int times;
    bool refused;
    char clause[64];
    char operation[64];
    const char* file;
    uint32_t line;
    const void* mm;
    char report[4096];
} told;

static void remember(const struct mmspec_violation* violation) {
    ++told.times;
    told.refused = violation->refused;
    snprintf(told.clause, sizeof told.clause, "%s", violation->clause);
    snprintf(told.operation, sizeof told.operation, "%s", violation->operation);
    told.file = violation->file;
    told.line = violation->line;
    told.mm = violation->mm;
    snprintf(told.report, sizeof told.report, "%s", violation->report);
}

static void forget(void) {
    memset(&told, 0, sizeof told);
}

static void expect_text(const char* part) {
    if (strstr(told.report, part) != NULL) return;
    expect(false, "the report has the text that follows");
    printf("  %s\n  in\n%s\n", part, told.report);
}

// `line` is that of the call, 0 if the call cannot tell its place.
static void expect_refused(const char* clause, const char* operation, const struct mm_struct* mm,
                           int line) {
    char place[256];
    const int before = failures;
    expect(told.times == 1, "the handler is told once");
    expect(told.refused, "the operation is refused");
    expect(strcmp(told.clause, clause) == 0, "the clause is the one that is broken");
    expect(strcmp(told.operation, operation) == 0, "the operation is the one that was called");
    expect(told.mm == mm, "the violation names the mm");
    expect_text(clause);
    if (line != 0) {
        expect(told.file != NULL && strcmp(told.file, __FILE__) == 0, "the file is this one");
        expect(told.line == (uint32_t)line, "the line is that of the call");
        snprintf(place, sizeof place, "at          %s:%d on thread ", __FILE__, line);
        expect_text(place);
    } else {
        expect(told.file == NULL, "a call through a pointer tells no file");
        expect_text("at          a destructor, an operator or a pointer to a function on thread ");
    }
    if (failures != before) printf("  that was %s under %s\n", operation, clause);
    forget();
}

static void expect_counters(const struct mm_struct* mm, uint64_t users, uint64_t count) {
    const struct mmspec_counters now = mmspec_read_counters(mm);
    expect(now.users == users && now.count == count, "a refused operation changes no count");
}

static int teardowns;

static void tear_down(void* contents) {
    (void)contents;
    ++teardowns;
}

static void references_that_nobody_owns(void) {
    struct mm_struct* const mm = mm_alloc();
    mmdrop(mm);
    expect_refused("Owned.release", "mmdrop", mm, __LINE__ - 1);
    expect_counters(mm, 1, 1);
    mmgrab(mm);
    mmput(mm);
    mmput(mm);
    expect_refused("Owned.release", "mmput", mm, __LINE__ - 1);
    mmput_async(mm);
    expect_refused("Owned.release", "mmput_async", mm, __LINE__ - 1);
    mmget(mm);
    expect_refused("Owned.user", "mmget", mm, __LINE__ - 1);
    expect(mmspec_contents(mm) == NULL, "no contents are reached without a user");
    expect_refused("Owned.user", "MmWithUser::from_raw", mm, __LINE__ - 1);
    expect_counters(mm, 0, 1);
    mmdrop(mm);
    mmgrab(mm);
    expect_refused("Owned.alive", "mmgrab", mm, __LINE__ - 1);
    expect(!mmget_not_zero(mm), "no user is given of a freed mm");
    expect_refused("Owned.upgrade", "mmget_not_zero", mm, __LINE__ - 1);
}

static void no_mm(void) {
    mmgrab(NULL);
    expect_refused("Owned.alive", "mmgrab", NULL, __LINE__ - 1);
    expect(!mmget_not_zero(NULL), "no user is given of null");
    expect_refused("Owned.alive", "mmget_not_zero", NULL, __LINE__ - 1);
    expect(mmspec_contents(NULL) == NULL, "null has no contents");
    expect_refused("Owned.alive", "MmWithUser::from_raw", NULL, __LINE__ - 1);
    void* const memory = malloc(256);
    mmput((struct mm_struct*)memory);
    expect_refused("Owned.alive", "mmput", (struct mm_struct*)memory, __LINE__ - 1);
    free(memory);
}

static void initial_references_out_of_range(void) {
    int contents = 0;
    teardowns = 0;
    expect(mmspec_alloc(&contents, tear_down, 0, 0) == NULL, "no mm is made without a user");
    expect_refused("Bound.limit", "mm_alloc", NULL, __LINE__ - 1);
    expect(teardowns == 0, "contents that were not taken are not torn down");
    expect(mmspec_alloc(&contents, tear_down, UINT64_MAX, 0) == NULL, "no mm is made at the limit");
    expect_refused("Bound.limit", "mm_alloc", NULL, __LINE__ - 1);
}

static void sleep_in_atomic_context(void) {
    struct mm_struct* const mm = mm_alloc();
    mmspec_atomic_enter();
    mmspec_atomic_enter();
    mmspec_atomic_leave();
    mmput(mm);
    expect_refused("Sleep.may_sleep", "mmput", mm, __LINE__ - 1);
    flush_mmput_async();
    expect_refused("Sleep.may_sleep", "flush_mmput_async", NULL, __LINE__ - 1);
    expect_counters(mm, 1, 1);
    mmspec_atomic_leave();
    mmspec_atomic_leave();
    expect_refused("Threads.guards", "AtomicContext::leave", NULL, __LINE__ - 1);
    mmput(mm);
    expect(told.times == 0, "mmput is granted after the context");
}

static void* leave_on_this_thread(void* unused) {
    mmspec_atomic_leave();
    expect_refused("Threads.guards", "AtomicContext::leave", NULL, __LINE__ - 1);
    return unused;
}

static void atomic_context_of_another_thread(void) {
    pthread_t other;
    mmspec_atomic_enter();
    if (pthread_create(&other, NULL, leave_on_this_thread, NULL) == 0) {
        pthread_join(other, NULL);
    } else {
        expect(false, "a thread starts");
    }
    mmspec_atomic_leave();
    expect(told.times == 0, "the thread that entered may leave");
}

static void through_a_pointer(void) {
    void (*const drop)(struct mm_struct*) = mmdrop;
    void (*const leave)(void) = mmspec_atomic_leave;
    struct mm_struct* const mm = mm_alloc();
    drop(mm);
    expect_refused("Owned.release", "mmdrop", mm, 0);
    leave();
    expect_refused("Threads.guards", "AtomicContext::leave", NULL, 0);
    mmput(mm);
}

static void another(const struct mmspec_violation* violation) {
    (void)violation;
}

static void handlers_are_given_back(void) {
    expect(mmspec_set_violation_handler(remember) == NULL, "there was no handler of C before");
    expect(mmspec_set_violation_handler(another) == remember, "a handler is given back");
    expect(mmspec_set_violation_handler(NULL) == another, "the default takes a handler's place");
    expect(mmspec_set_violation_handler(NULL) == NULL, "the default is no handler of C");
    mmspec_set_violation_handler(remember);
}

int main(void) {
    handlers_are_given_back();
    references_that_nobody_owns();
    no_mm();
    initial_references_out_of_range();
    sleep_in_atomic_context();
    atomic_context_of_another_thread();
    through_a_pointer();
    return status_of_expectations();
}
