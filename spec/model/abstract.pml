/* The abstract state of one mm and its steps (spec/abstract_state.md).
 *
 * specification.pml runs these steps by themselves; two_tier.pml takes each at the linearization
 * point of the fine-grained algorithm, where its requirement must hold.
 */

/* Bounds: references that exist at once. Operations are unbounded. */
#ifndef USERS
#define USERS 2
#endif
#ifndef GRABS
#define GRABS 2
#endif

/* The clauses (spec/clauses.md) that a run can break, by number for AIM. */
#define Count_held 1
#define Count_word 2
#define Final_no_revival 3
#define Teardown_once 4
#define Teardown_order 5
#define Free_once 6
#define Free_nothing_after 7
#define Async_deferred 8

/* With AIM only the clause of that number is judged: a wrong variant breaks several. */
#ifndef AIM
#define AIM 0
#endif

/* A condition that a clause demands; a run that breaks it says which. */
#define must(clause, condition) \
    if \
    :: (condition) || (AIM != 0 && AIM != clause) \
    :: else -> printf("breaks "); printf(#clause); printf("\n"); assert(false) \
    fi

mtype:life = { unborn, live, tearing_down, torn_down, freed };

mtype:life phase = unborn;
byte users;          /* references that keep the contents */
byte grabs;          /* references that keep the struct only */
bool contents;       /* the address space exists */
bool queued;         /* the mm waits for the worker */

/* While users live, and until teardown has ended, they hold one count together. */
#define count (grabs + (phase == live || phase == tearing_down))

/* What a creator may ask for: each choice is one step, so that a shortest run prefers none. */
inline some_references(some_users, some_grabs) {
    if
    :: some_users = 1
    :: USERS >= 2 -> some_users = 2
    :: USERS >= 3 -> some_users = 3
    fi;
    if
    :: some_grabs = 0
    :: GRABS >= 1 -> some_grabs = 1
    :: GRABS >= 2 -> some_grabs = 2
    fi
}

inline spec_mm_alloc(some_users, some_grabs) {
    phase = live; users = some_users; grabs = some_grabs; contents = true
}
inline spec_mmget() {
    must(Final_no_revival, users >= 1);
    users++
}
inline spec_mmget_not_zero(answer) {
    must(Final_no_revival, answer == (users >= 1));
    users = users + answer
}
/* A put that leaves users. */
inline spec_mmput() {
    must(Count_held, users >= 2);
    users--
}
/* The put that makes users zero: teardown begins, now or on the worker. */
inline spec_last_mmput() {
    must(Teardown_once, users == 1 && phase == live);
    users = 0; phase = tearing_down
}
inline spec_queue() {
    must(Async_deferred, phase == tearing_down && contents && !queued);
    queued = true
}
inline spec_take_from_queue() {
    must(Async_deferred, queued);
    queued = false
}
inline spec_teardown() {
    must(Teardown_order, users == 0 && phase == tearing_down);
    must(Teardown_once, contents);
    contents = false
}
inline spec_drop_users_count() {
    must(Teardown_order, phase == tearing_down && !contents);
    phase = torn_down
}
inline spec_mmgrab() {
    must(Count_held, count >= 1);
    grabs++
}
inline spec_mmdrop() {
    must(Count_held, grabs >= 1);
    grabs--
}
inline spec_free() {
    must(Free_once, phase != freed);
    must(Teardown_order, phase != live && phase != tearing_down);
    must(Free_once, count == 0);
    phase = freed
}
