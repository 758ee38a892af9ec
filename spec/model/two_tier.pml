/* The fine-grained algorithm of lib/include/mm/two_tier_count.hpp: every atomic read-modify-write is
 * one step. Beside it runs the abstract state, whose steps are taken at the linearization points.
 */
#include "abstract.pml"

#ifndef THREADS
#define THREADS 3
#endif
/* A failed mmget_not_zero leaves one more in the users word. No step depends on how many they are, so
 * the model stops counting here. */
#define STRAYS 2

/* The two words, and the worker's queue. */
byte number;         /* the number in the users word */
bool zero;           /* its flag ZERO */
byte word;           /* the count word */
bool in_queue;
bool linked;         /* the entry in the queue names the one before it */

/* References and operations in flight; no step of the algorithm reads these. */
byte user_references;
byte grab_references;
byte rescuers;       /* found 0, and have their count still to add */
byte putters;        /* took the word to 0, and have their count still to drop, the winner apart */
byte closers;        /* won the compare_exchange, and have the users' count still to drop */
bool torn;           /* code that teardown runs can use the struct */
byte latest;         /* the thread of the latest 1 -> 0 */
bool gone;           /* the struct was freed */

#define users_word_is(value) (!zero && number == value)
/* Owned.upgrade, Owned.alive: the caller has a reference, or is code that teardown runs. */
#define kept (user_references + grab_references >= 1 || torn)
#define room_for_a_user (user_references + rescuers < USERS)

/* Before each step on the struct. */
#define touch() must(Free_nothing_after, !gone)

/* With STEPS each step is held against steps.md as well (check_steps). */
#ifdef STEPS
c_decl { \#include "steps_check.h" }
#define word_of(number, zero) (number + (zero ? flag : 0))
byte at[THREADS + 2] = 255;      /* where each thread stands in its operation */
byte number_before, word_before; /* as they are between two steps */
bool zero_before, linked_before, in_queue_before, users_before;
hidden byte by;
hidden byte in_table;
#define judged(step) \
    by = _pid; \
    c_code { \
        const int then = judge_step(#step, now.at[by], now.latest != by, now.users_before, now.gone, \
            (struct words){word_of(now.number_before, now.zero_before), now.word_before, \
                           now.linked_before, now.in_queue_before}, \
            (struct words){word_of(now.number, now.zero), now.word, now.linked, now.in_queue}); \
        in_table = then >= 0; \
        now.at[by] = then; \
    }; \
    assert(in_table); \
    number_before = number; zero_before = zero; word_before = word; \
    linked_before = linked; in_queue_before = in_queue; users_before = users >= 1;
#else
#define judged(step)
#endif

/* After each step: how the words stand for the abstract state, and what the replay of a run prints. */
#define after(step) \
    printf("run %d ", _pid); printf(#step); printf(" %d %d %d\n", number, zero, word); judged(step) \
    related()

inline related() {
    must(Count_word, word < 200 && (zero || number < 200));
    must(Count_held, users == user_references + rescuers + users_word_is(0));
    must(Count_held, grabs == grab_references);
    must(Final_no_revival, zero == (users == 0));
    must(Count_word, word + rescuers + users_word_is(0) == count + putters);
    must(Free_once, gone == (phase == freed));
    must(Free_once, !gone || word == 0)
}

/* count.fetch_sub(1); true if it returned 1. */
inline drop_count(last) { touch(); last = (word == 1); word-- }

/* count.load(acquire), and the struct is given back. */
inline free_if(last) {
    if
    :: last -> d_step { touch(); gone = true; spec_free(); last = false; after(load_and_free) }
    :: else
    fi
}

inline mmget() {
    d_step {
        user_references >= 1 && room_for_a_user ->
        touch(); number++;
        user_references++; spec_mmget(); after(mmget_fetch_add)
    }
}

inline mmgrab() {
    d_step {
        kept && grab_references < GRABS ->
        touch(); word++;
        grab_references++; spec_mmgrab(); after(mmgrab_fetch_add)
    }
}

/* The grab on which a rescue relies stays until that call has returned (Owned.upgrade). */
inline mmdrop(last) {
    d_step {
        grab_references > (rescuers >= 1) ->
        drop_count(last);
        grab_references--; spec_mmdrop(); after(mmdrop_fetch_sub)
    }
    free_if(last)
}

/* users.fetch_add(1): it found users, or ZERO, or exactly 0. */
inline mmget_not_zero() {
    if
    :: d_step {
           kept && room_for_a_user && !zero && number >= 1 ->
           touch(); number++;
           user_references++; spec_mmget_not_zero(true); after(mmget_not_zero_fetch_add)
       }
    :: d_step {
           kept && zero ->
           touch(); number = (number < STRAYS -> number + 1 : number);
           spec_mmget_not_zero(false); after(mmget_not_zero_fetch_add)
       }
    :: d_step {
           kept && room_for_a_user && users_word_is(0) ->
           touch(); number++;
           rescuers++;
           /* The put that this overtakes takes effect right after it. */
           spec_mmget_not_zero(true); spec_mmput(); after(mmget_not_zero_fetch_add)
       };
       d_step {
           touch(); word++;
           rescuers--; user_references++; after(mmget_not_zero_count_fetch_add)
       }
    fi
}

/* users.fetch_sub(1); true if it returned 1: the caller owns the users' count from here. */
inline put_user(was_one) {
    touch(); was_one = users_word_is(1); number--;
    user_references--;
    if
    :: was_one -> putters++; latest = _pid
    :: else -> spec_mmput()
    fi
}

/* users.compare_exchange_strong(0, ZERO) ... */
inline close_wins() {
    touch(); zero = true;
    putters--; closers++; spec_last_mmput()
}
/* ... fails if the word is not 0, or if it reads an older value: only the thread of the latest 1 -> 0
 * may not, since it wrote the 0 that is there. */
#define close_fails (!users_word_is(0) || latest != _pid)

inline overtaken(last) {
    d_step { drop_count(last); putters--; after(mmput_fetch_sub_count) };
    free_if(last)
}

inline mmput(was_one, last) {
    d_step { user_references >= 1 -> put_user(was_one); after(mmput_fetch_sub) };
    if
    :: was_one -> was_one = false;
        if
        :: d_step { users_word_is(0) -> close_wins(); torn = true; after(mmput_compare_exchange) };
           d_step { touch(); torn = false; spec_teardown(); after(mmput_teardown) };
           d_step {
               drop_count(last);
               closers--; spec_drop_users_count(); after(mmput_fetch_sub_count)
           };
           free_if(last)
        :: d_step { close_fails -> touch(); after(mmput_compare_exchange) };
           overtaken(last)
        fi
    :: else
    fi
}

inline mmput_async(was_one, last) {
    d_step { user_references >= 1 -> put_user(was_one); after(mmput_async_fetch_sub) };
    if
    :: was_one -> was_one = false;
        if
        :: d_step { users_word_is(0) -> close_wins(); after(mmput_async_compare_exchange) };
           d_step { touch(); in_queue = true; spec_queue(); after(mmput_async_exchange) };
           d_step { touch(); linked = true; after(mmput_async_link) }
        :: d_step { close_fails -> touch(); after(mmput_async_compare_exchange) };
           overtaken(last)
        fi
    :: else
    fi
}

/* Nobody is at an end before the struct is freed: a state in which everybody waits is an error. */
active [THREADS] proctype Caller() {
    bool was_one, last;
    do
    :: mmget()
    :: mmget_not_zero()
    :: mmgrab()
    :: mmdrop(last)
    :: mmput(was_one, last)
    :: mmput_async(was_one, last)
    :: gone -> break
    od
}

active proctype Worker() {
    bool last;
    do
    :: d_step { in_queue -> in_queue = false; spec_take_from_queue(); after(worker_exchange) };
       d_step { linked -> touch(); torn = true; after(worker_load) };
       d_step { touch(); torn = false; spec_teardown(); after(worker_teardown) };
       d_step {
           drop_count(last);
           closers--; spec_drop_users_count(); after(worker_fetch_sub_count)
       };
       free_if(last)
    :: gone -> break
    od
}

init {
    byte some_users, some_grabs;
    atomic {
        some_references(some_users, some_grabs);
        user_references = some_users; number = some_users;
        grab_references = some_grabs; word = some_grabs + 1;
        spec_mm_alloc(some_users, some_grabs); after(mm_alloc)
    }
}

#define given_up (phase != unborn && user_references + grab_references + rescuers == 0)

/* Once every reference has been given up for good, the struct is freed. */
ltl Given_up_is_freed { [] <> (gone || !given_up) }
/* What was queued is torn down. */
ltl Queued_is_torn_down { [] (in_queue -> <> (phase == torn_down || phase == freed)) }
