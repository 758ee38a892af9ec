/* What a search compiles in to hold each step of two_tier.pml against steps.md (check_steps). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steps.h"

enum { row_count = sizeof rows / sizeof rows[0], idle = 255, flag = 1000 };
static int taken[row_count];

/* Each step of the table is one of the model's too. */
static void tell_untaken(void) {
    for (int row = 0; row < row_count; ++row)
        if (!taken[row])
            printf("not taken: %s, at %s, seeing %s\n", rows[row].step, places[rows[row].at],
                   rows[row].sees);
}

static int begins_there(int place) {
    for (int row = 0; row < row_count; ++row)
        if (rows[row].then == place) return 0;
    return 1;
}

static int is(const char* a, const char* b) {
    return strcmp(a, b) == 0;
}

/* The words as the model has them: a number, and `flag` if ZERO is set; whether the entry in the
 * queue is linked; whether there is one. */
struct words {
    int users, count, linked, in_queue;
};

/* A compare_exchange of another thread than the latest may read an older value than the one that is
 * there. */
static int sees(const struct row* row, struct words words, int older) {
    if (row->word == 'l') return is(row->sees, words.linked ? "linked" : "unlinked");
    if (is(row->sees, "any")) return 1;
    if (row->word != 'u' && row->word != 'c') return 0;
    const int word = row->word == 'u' ? words.users : words.count;
    if (is(row->sees, "none")) return word == 0;
    if (is(row->sees, "one")) return word == 1;
    if (is(row->sees, "some")) return word >= 1 && word < flag;
    if (is(row->sees, "many")) return word >= 2 && word < flag;
    if (is(row->sees, "ZERO")) return word >= flag;
    if (is(row->sees, "other")) return word != 0 || older;
    return 0;
}

/* Strays under ZERO are counted up to a bound. */
static int changes(const char* does, int before, int after) {
    if (is(does, "adds")) return after == before + 1 || (before > flag && after == before);
    if (is(does, "takes")) return after == before - 1;
    if (is(does, "closes")) return before == 0 && after == flag;
    if (is(does, "loads") || is(does, "fails")) return after == before;
    return is(does, "stores") || is(does, "exchanges") ? after != before : 0;
}

/* What the row does to its word, and nothing to the others. */
static int leaves(const struct row* row, struct words before, struct words after) {
    const char* const others = "loads";
    return changes(row->word == 'u' ? row->does : others, before.users, after.users) &&
           changes(row->word == 'c' ? row->does : others, before.count, after.count) &&
           changes(row->word == 'l' ? row->does : others, before.linked, after.linked) &&
           changes(row->word == 'q' ? row->does : others, before.in_queue, after.in_queue);
}

/* mmget_not_zero answers whether there were users; the struct is gone exactly after `freed`. */
static int ends(const struct row* row, int had_users, int gone) {
    if (is(row->end, "freed") != gone) return 0;
    if (is(row->end, "") || gone) return 1;
    if (strncmp(row->step, "mmget_not_zero", strlen("mmget_not_zero")) == 0)
        return is(row->end, had_users ? "yes" : "no");
    return is(row->end, "done");
}

/* The place of a thread after a step, or -1 if the table does not allow the step. */
static int judge_step(const char* step, int place, int older, int had_users, int gone,
                      struct words before, struct words after) {
    static int told;
    if (!told) atexit(tell_untaken);
    told = 1;
    if (is(step, "mm_alloc")) return idle;
    for (int row = 0; row < row_count; ++row) {
        const struct row* found = &rows[row];
        if (!is(found->step, step)) continue;
        if (place == idle ? !begins_there(found->at) : found->at != place) continue;
        if (!sees(found, before, older) || !leaves(found, before, after)) continue;
        if (!ends(found, had_users, gone)) continue;
        taken[row] = 1;
        return is(found->end, "") ? found->then : idle;
    }
    printf("not in the table: %s, at %s, users %d -> %d, count %d -> %d (%d is ZERO)%s%s\n", step,
           place == idle ? "its beginning" : places[place], before.users, after.users, before.count,
           after.count, flag, before.linked ? ", linked" : "", gone ? ", freed" : "");
    return -1;
}
