/* The atomic specification: threads that take the steps of abstract.pml, one at a time.
 *
 * mmput is up to three steps, since teardown and free take time; everything else is one. References
 * are a pool: any thread may use and give up any of them, as raw code may.
 */
#include "abstract.pml"

#ifndef THREADS
#define THREADS 3
#endif

#ifdef LIST_STATES
/* Told at every step of the search, not only in a replay: the states that were reached. */
#define reached() c_code { \
    printf("state phase=%d users=%d grabs=%d queued=%d\n", now.phase, now.users, now.grabs, now.queued); }
#else
#define reached() skip
#endif

/* The caller has a reference, or is code that teardown runs. */
#define kept (users + grabs >= 1 || (phase == tearing_down && contents && !queued))

active [THREADS] proctype Caller() {
end:
    do
    :: d_step { phase == live && users < USERS -> spec_mmget(); reached() }
    :: d_step { kept && users >= 1 && users < USERS -> spec_mmget_not_zero(true); reached() }
    :: d_step { kept && users == 0 -> spec_mmget_not_zero(false); reached() }
    :: d_step { kept && grabs < GRABS -> spec_mmgrab(); reached() }
    :: d_step { grabs >= 1 -> spec_mmdrop(); reached() }
    :: d_step { users >= 2 -> spec_mmput(); reached() }
    :: d_step { users == 1 -> spec_last_mmput(); reached() };
       if
       :: d_step { spec_teardown(); reached() };
          d_step { spec_drop_users_count(); reached() }
       :: d_step { spec_queue(); reached() }
       fi
    od
}

/* The worker, which has one mm to tear down at most. */
active proctype Worker() {
end:
    d_step { queued -> spec_take_from_queue(); reached() };
    d_step { spec_teardown(); reached() };
    d_step { spec_drop_users_count(); reached() }
}

/* Whoever gave up the last count frees the struct, sooner or later. */
active proctype Free() {
end:
    d_step { phase == torn_down && grabs == 0 -> spec_free(); reached() }
}

init {
    byte some_users, some_grabs;
    atomic {
        some_references(some_users, some_grabs);
        spec_mm_alloc(some_users, some_grabs); reached()
    }
}

#define given_up (phase != unborn && users == 0 && grabs == 0)

/* Once every reference has been given up for good, the struct is freed. */
ltl Given_up_is_freed { [] <> (phase == freed || !given_up) }
/* What was queued is torn down. */
ltl Queued_is_torn_down { [] (queued -> <> (phase == torn_down || phase == freed)) }
