; The naive two-tier counter, and the run in which it touches a freed struct.
;
; Naive means: the published sticky counter, put under a second count as it is. The mmput whose
; compare_exchange wins tears down and drops the users' count; one that loses does nothing more.
; Nobody owns the users' count between 1 -> 0 and the compare_exchange, and a get that finds 0 adds
; nothing to the count. two_tier.smt2 has the protocol that mends this.
;
; Two threads, every choice of the references that they own at first, and runs of a given length.
; The clause Free.nothing_after must fail here: the solver finds the run, and none is shorter.

(set-option :produce-models true)
(set-logic ALL)

; ---------------------------------------------------------------------------------------------
; 1. The state
; ---------------------------------------------------------------------------------------------

(declare-datatypes ((Thread 0)) (((A) (B))))
(declare-datatypes ((Place 0))
  (((outside) (before_compare_exchange) (in_teardown) (before_users_drop) (before_free))))
(declare-datatypes ((Step 0))
  (((idle) (mmget_fetch_add) (mmget_not_zero_fetch_add) (mmgrab_fetch_add) (mmput_fetch_sub)
    (mmput_compare_exchange) (mmput_teardown) (mmput_fetch_sub_count) (mmdrop_fetch_sub)
    (load_and_free))))
(declare-sort State 0)

(declare-fun n (State) Int)               ; the number in the users word
(declare-fun Z (State) Bool)              ; the ZERO flag of the users word
(declare-fun m (State) Int)               ; the count word
(declare-fun freed (State) Bool)
(declare-fun user_refs (Thread State) Int)
(declare-fun grabs (Thread State) Int)
(declare-fun place (Thread State) Place)  ; where in an operation the thread stands
(declare-fun who (State) Thread)          ; the thread that takes the next step ...
(declare-fun did (State) Step)            ; ... and the step that it takes

(define-fun users_word_is ((s State) (number Int)) Bool (and (not (Z s)) (= (n s) number)))
(define-fun owns_a_reference ((x Thread) (s State)) Bool
  (>= (+ (user_refs x s) (grabs x s)) 1))

(define-fun nothing_owned_is_negative ((x Thread) (s State)) Bool
  (and (>= (user_refs x s) 0) (>= (grabs x s) 0)))
(define-fun mm_alloc ((s State)) Bool
  (and (nothing_owned_is_negative A s) (nothing_owned_is_negative B s)
       (= (n s) (+ (user_refs A s) (user_refs B s))) (>= (n s) 1) (not (Z s))
       (= (m s) (+ (grabs A s) (grabs B s) 1)) (not (freed s))
       (= (place A s) outside) (= (place B s) outside)))

; ---------------------------------------------------------------------------------------------
; 2. The steps of a thread x, from state s to state t. Each but idle touches the struct.
; ---------------------------------------------------------------------------------------------

(define-fun same_users_word ((s State) (t State)) Bool (and (= (n t) (n s)) (= (Z t) (Z s))))
(define-fun same_thread ((x Thread) (s State) (t State)) Bool
  (and (= (user_refs x t) (user_refs x s)) (= (grabs x t) (grabs x s))
       (= (place x t) (place x s))))
(define-fun same_other_thread ((x Thread) (s State) (t State)) Bool
  (ite (= x A) (same_thread B s t) (same_thread A s t)))
(define-fun owned_change ((x Thread) (s State) (t State) (users_by Int) (grabs_by Int)) Bool
  (and (= (user_refs x t) (+ (user_refs x s) users_by)) (= (grabs x t) (+ (grabs x s) grabs_by))))
; count.fetch_sub(1)
(define-fun count_down ((x Thread) (s State) (t State)) Bool
  (and (= (m t) (- (m s) 1)) (= (place x t) (ite (= (m s) 1) before_free outside))))

(define-fun does_idle ((x Thread) (s State) (t State)) Bool
  (and (= (did s) idle)
       (same_thread x s t) (same_users_word s t) (= (m t) (m s)) (= (freed t) (freed s))))

; mmget: users.fetch_add(1) by a caller that owns a user.
(define-fun does_mmget ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmget_fetch_add)
       (= (place x s) outside) (>= (user_refs x s) 1)
       (= (n t) (+ (n s) 1)) (= (Z t) (Z s)) (= (m t) (m s)) (= (freed t) (freed s))
       (owned_change x s t 1 0) (= (place x t) outside)))

; mmget_not_zero: users.fetch_add(1); a success unless ZERO was set.
(define-fun does_mmget_not_zero ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmget_not_zero_fetch_add)
       (= (place x s) outside) (owns_a_reference x s)
       (= (n t) (+ (n s) 1)) (= (Z t) (Z s)) (= (m t) (m s)) (= (freed t) (freed s))
       (owned_change x s t (ite (Z s) 0 1) 0) (= (place x t) outside)))

; mmgrab: count.fetch_add(1).
(define-fun does_mmgrab ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmgrab_fetch_add)
       (= (place x s) outside) (owns_a_reference x s)
       (same_users_word s t) (= (m t) (+ (m s) 1)) (= (freed t) (freed s))
       (owned_change x s t 0 1) (= (place x t) outside)))

; mmput: users.fetch_sub(1); done, unless it returned 1.
(define-fun does_mmput ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmput_fetch_sub)
       (= (place x s) outside) (>= (user_refs x s) 1)
       (= (n t) (- (n s) 1)) (= (Z t) (Z s)) (= (m t) (m s)) (= (freed t) (freed s))
       (owned_change x s t (- 1) 0)
       (= (place x t) (ite (users_word_is s 1) before_compare_exchange outside))))

; mmput: users.compare_exchange_strong(0, ZERO); the loser is done.
(define-fun does_compare_exchange ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmput_compare_exchange)
       (= (place x s) before_compare_exchange)
       (= (Z t) (or (Z s) (users_word_is s 0))) (= (n t) (n s))
       (= (place x t) (ite (users_word_is s 0) in_teardown outside))
       (= (m t) (m s)) (= (freed t) (freed s)) (owned_change x s t 0 0)))

; mmput, winner: the address space is destroyed.
(define-fun does_teardown ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmput_teardown)
       (= (place x s) in_teardown) (= (place x t) before_users_drop)
       (same_users_word s t) (= (m t) (m s)) (= (freed t) (freed s)) (owned_change x s t 0 0)))

; mmput, winner: count.fetch_sub(1), the users' count.
(define-fun does_users_drop ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmput_fetch_sub_count)
       (= (place x s) before_users_drop) (count_down x s t)
       (same_users_word s t) (= (freed t) (freed s)) (owned_change x s t 0 0)))

; mmdrop: count.fetch_sub(1).
(define-fun does_mmdrop ((x Thread) (s State) (t State)) Bool
  (and (= (did s) mmdrop_fetch_sub)
       (= (place x s) outside) (>= (grabs x s) 1) (count_down x s t)
       (same_users_word s t) (= (freed t) (freed s)) (owned_change x s t 0 (- 1))))

; Whoever took the count to 0: count.load(acquire), then the memory is given back.
(define-fun does_load_and_free ((x Thread) (s State) (t State)) Bool
  (and (= (did s) load_and_free)
       (= (place x s) before_free) (= (place x t) outside) (freed t)
       (same_users_word s t) (= (m t) (m s)) (owned_change x s t 0 0)))

(define-fun step_of ((x Thread) (s State) (t State)) Bool
  (and (same_other_thread x s t)
       (or (does_idle x s t) (does_mmget x s t) (does_mmget_not_zero x s t) (does_mmgrab x s t)
           (does_mmput x s t) (does_compare_exchange x s t) (does_teardown x s t)
           (does_users_drop x s t) (does_mmdrop x s t) (does_load_and_free x s t))))
(define-fun step ((s State) (t State)) Bool (step_of (who s) s t))

; A step that touches the struct after it was freed.
(define-fun breaks_free_nothing_after ((s State)) Bool (and (freed s) (not (= (did s) idle))))

; ---------------------------------------------------------------------------------------------
; 3. The runs
; ---------------------------------------------------------------------------------------------

(declare-const s0 State) (declare-const s1 State) (declare-const s2 State)
(declare-const s3 State) (declare-const s4 State) (declare-const s5 State)
(declare-const s6 State) (declare-const s7 State) (declare-const s8 State)
(declare-const s9 State)

; What the naive counter does keep: its words are right while the struct exists. Shown first, so
; that the solver may use it; it makes the search for the shortest run quick.
(define-fun owes_the_users_drop ((x Thread) (s State)) Bool
  (or (= (place x s) in_teardown) (= (place x s) before_users_drop)))
(define-fun words_are_right ((s State)) Bool
  (and (nothing_owned_is_negative A s) (nothing_owned_is_negative B s)
       (= (+ (user_refs A s) (user_refs B s)) (ite (Z s) 0 (n s)))
       (= (m s) (+ (grabs A s) (grabs B s)
                   (ite (or (not (Z s)) (owes_the_users_drop A s) (owes_the_users_drop B s)) 1 0)))
       (not (and (owes_the_users_drop A s) (owes_the_users_drop B s)))
       (=> (or (owes_the_users_drop A s) (owes_the_users_drop B s)) (Z s))
       (=> (or (freed s) (= (place A s) before_free) (= (place B s) before_free)) (= (m s) 0))))
(push 1) (echo "Naive: the words are right after mm_alloc -- expect unsat")
(assert (and (mm_alloc s0) (not (words_are_right s0)))) (check-sat) (pop 1)
(push 1) (echo "Naive: every step keeps the words right -- expect unsat")
(assert (and (words_are_right s0) (step s0 s1) (not (words_are_right s1)))) (check-sat) (pop 1)

(assert (and (words_are_right s0) (words_are_right s1) (words_are_right s2) (words_are_right s3)
             (words_are_right s4) (words_are_right s5) (words_are_right s6) (words_are_right s7)
             (words_are_right s8)))
(assert (and (mm_alloc s0)
             (step s0 s1) (step s1 s2) (step s2 s3) (step s3 s4)
             (step s4 s5) (step s5 s6) (step s6 s7) (step s7 s8)))

; Idle steps fill up shorter runs, so this speaks of every run of at most eight steps.
(push 1) (echo "Naive: no run of up to 8 steps touches a freed struct -- expect unsat")
(assert (breaks_free_nothing_after s7)) (check-sat) (pop 1)

; Several runs are as short as nine. This asks for the one in which A alone is held up, and B gives
; up its grab last.
(push 1) (echo "Free.nothing_after: the naive counter breaks it in 9 steps -- expect sat")
(assert (and (step s8 s9) (breaks_free_nothing_after s8) (= (who s8) A)
             (= (who s1) B) (= (who s2) B) (= (who s3) B) (= (who s4) B) (= (who s5) B)
             (= (who s6) B) (= (who s7) B) (= (did s6) mmdrop_fetch_sub))) (check-sat)
(get-value
  ((n s0) (Z s0) (m s0) (who s0) (did s0) (n s1) (Z s1) (m s1) (who s1) (did s1)
   (n s2) (Z s2) (m s2) (who s2) (did s2) (n s3) (Z s3) (m s3) (who s3) (did s3)
   (n s4) (Z s4) (m s4) (who s4) (did s4) (n s5) (Z s5) (m s5) (who s5) (did s5)
   (n s6) (Z s6) (m s6) (who s6) (did s6) (n s7) (Z s7) (m s7) (who s7) (did s7)
   (n s8) (Z s8) (m s8) (who s8) (did s8) (n s9) (Z s9) (m s9)
   (freed s0) (freed s1) (freed s2) (freed s3) (freed s4) (freed s5) (freed s6) (freed s7)
   (freed s8)))
(pop 1)
