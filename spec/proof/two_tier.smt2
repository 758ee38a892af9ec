; The two-tier counter, proved for any number of threads.
;
; One mm_struct is a transition system. Threads are not named: the state counts how many of them
; stand at each place of the code, so one proof covers every number of threads. Each atomic
; read-modify-write of the C++ code is one step here. What is assumed is listed in README.md.
;
; The file has five parts: the state, the steps, the invariant, what the invariant is for (one
; obligation per rule of spec/clauses.md), and checks that none of it is vacuous. An obligation is
; an echo that names the clause, says what is shown and which answer must come, and a check-sat.
; A claim is shown by asking for a counterexample: `unsat` means that there is none.

(set-option :produce-models true)
(set-logic QF_UFLIA)

; ---------------------------------------------------------------------------------------------
; 1. The state
; ---------------------------------------------------------------------------------------------

(declare-sort State 0)

; The two words of the struct.
(declare-fun n (State) Int)       ; the number in the users word
(declare-fun Z (State) Bool)      ; the ZERO flag of the users word
(declare-fun m (State) Int)       ; the count word

; References, and threads between two steps of an operation.
(declare-fun H (State) Int)       ; user references held
(declare-fun K (State) Int)       ; count references held (grabs)
(declare-fun R (State) Int)       ; rescuers: mmget_not_zero found 0, its count+1 is to come
(declare-fun F (State) Int)       ; the putter of the latest 1 -> 0, before its compare_exchange
(declare-fun S (State) Int)       ; putters of older 1 -> 0, before their compare_exchange
(declare-fun E (State) Int)       ; losers of the compare_exchange, before their drop of a count
(declare-fun T (State) Int)       ; threads in teardown, the worker among them
(declare-fun V (State) Int)       ; mmput_async that set ZERO, before its exchange into the queue
(declare-fun X (State) Int)       ; mmput_async after that exchange, before its store of the link
(declare-fun Q (State) Int)       ; mms in the queue
(declare-fun D (State) Int)       ; threads after teardown, before the drop of the users' count
(declare-fun A (State) Int)       ; threads that took the count to 0, before load(acquire) and free

; What has happened so far; no step reads these.
(declare-fun L (State) Int)       ; teardowns begun (compare_exchanges won)
(declare-fun W (State) Int)       ; teardowns ended
(declare-fun frees (State) Int)   ; times the struct was freed

(define-fun one_if ((condition Bool)) Int (ite condition 1 0))
(define-fun users_word_is ((s State) (number Int)) Bool (and (not (Z s)) (= (n s) number)))

; The abstract numbers that the clauses speak of. A put that took the word to 0 is undecided until
; a compare_exchange sets ZERO or a rescue overtakes it; until then its user still counts.
(define-fun users ((s State)) Int (+ (H s) (R s) (one_if (users_word_is s 0))))
(define-fun teardown_is_to_come ((s State)) Int (+ (V s) (Q s) (T s)))
(define-fun users_hold_a_count ((s State)) Bool
  (or (not (Z s)) (>= (+ (teardown_is_to_come s) (D s)) 1)))
(define-fun count ((s State)) Int (+ (K s) (one_if (users_hold_a_count s))))

; ---------------------------------------------------------------------------------------------
; 2. The steps, from state s to state t
; ---------------------------------------------------------------------------------------------

; What a step leaves alone.
(define-fun same_users_word ((s State) (t State)) Bool (and (= (n t) (n s)) (= (Z t) (Z s))))
(define-fun same_count_word ((s State) (t State)) Bool
  (and (= (m t) (m s)) (= (A t) (A s)) (= (frees t) (frees s))))
(define-fun same_H ((s State) (t State)) Bool (= (H t) (H s)))
(define-fun same_K ((s State) (t State)) Bool (= (K t) (K s)))
(define-fun same_R ((s State) (t State)) Bool (= (R t) (R s)))
(define-fun same_putters ((s State) (t State)) Bool (and (= (F t) (F s)) (= (S t) (S s))))
(define-fun same_E ((s State) (t State)) Bool (= (E t) (E s)))
(define-fun same_queue ((s State) (t State)) Bool
  (and (= (V t) (V s)) (= (X t) (X s)) (= (Q t) (Q s))))
(define-fun same_teardown ((s State) (t State)) Bool
  (and (same_queue s t) (= (T t) (T s)) (= (D t) (D s)) (= (L t) (L s)) (= (W t) (W s))))
(define-fun same_drops ((s State) (t State)) Bool
  (and (same_E s t) (same_teardown s t)))

; count.fetch_add(1)
(define-fun count_up ((s State) (t State)) Bool
  (and (= (m t) (+ (m s) 1)) (= (A t) (A s)) (= (frees t) (frees s))))
; count.fetch_sub(1); the thread to which it returned 1 goes on to free the struct
(define-fun count_down ((s State) (t State)) Bool
  (and (= (m t) (- (m s) 1)) (= (A t) (+ (A s) (one_if (= (m s) 1)))) (= (frees t) (frees s))))

; Owned.upgrade, Owned.alive: the caller relies on a reference; code that teardown runs may too.
(define-fun caller_has_a_reference ((s State)) Bool (>= (+ (H s) (K s) (T s)) 1))

; mm_alloc(users, grabs): any numbers of references to begin with.
(define-fun mm_alloc ((s State)) Bool
  (and (>= (H s) 1) (>= (K s) 0) (= (n s) (H s)) (not (Z s)) (= (m s) (+ (K s) 1))
       (= (R s) 0) (= (F s) 0) (= (S s) 0) (= (E s) 0) (= (T s) 0)
       (= (V s) 0) (= (X s) 0) (= (Q s) 0) (= (D s) 0) (= (A s) 0)
       (= (L s) 0) (= (W s) 0) (= (frees s) 0)))

; mmget: users.fetch_add(1) by a caller that knows of a user (Owned.user).
(define-fun mmget ((s State) (t State)) Bool
  (and (>= (H s) 1)
       (= (H t) (+ (H s) 1)) (= (n t) (+ (n s) 1)) (= (Z t) (Z s))
       (same_K s t) (same_R s t) (same_putters s t) (same_drops s t) (same_count_word s t)))

; mmget_not_zero: users.fetch_add(1) returned a number of at least 1 without ZERO. Success.
(define-fun get ((s State) (t State)) Bool
  (and (caller_has_a_reference s) (not (Z s)) (>= (n s) 1)
       (= (H t) (+ (H s) 1)) (= (n t) (+ (n s) 1)) (= (Z t) (Z s))
       (same_K s t) (same_R s t) (same_putters s t) (same_drops s t) (same_count_word s t)))

; mmget_not_zero: users.fetch_add(1) returned exactly 0. Success, a count is still to be added.
(define-fun rescue_begin ((s State) (t State)) Bool
  (and (caller_has_a_reference s) (users_word_is s 0)
       (= (R t) (+ (R s) 1)) (= (n t) (+ (n s) 1)) (= (Z t) (Z s))
       (same_H s t) (same_K s t) (same_putters s t) (same_drops s t) (same_count_word s t)))

; mmget_not_zero, after a rescue: count.fetch_add(1).
(define-fun rescue_finish ((s State) (t State)) Bool
  (and (>= (R s) 1)
       (= (R t) (- (R s) 1)) (= (H t) (+ (H s) 1))
       (count_up s t)
       (same_K s t) (same_putters s t) (same_drops s t) (same_users_word s t)))

; mmget_not_zero: users.fetch_add(1) returned a number with ZERO. Failure; the 1 added stays.
(define-fun get_failed ((s State) (t State)) Bool
  (and (caller_has_a_reference s) (Z s)
       (= (n t) (+ (n s) 1)) (= (Z t) (Z s))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_drops s t)
       (same_count_word s t)))

; mmput: users.fetch_sub(1) returned anything but 1. The caller owns a user (Owned.release).
(define-fun put ((s State) (t State)) Bool
  (and (>= (H s) 1) (not (users_word_is s 1))
       (= (H t) (- (H s) 1)) (= (n t) (- (n s) 1)) (= (Z t) (Z s))
       (same_K s t) (same_R s t) (same_putters s t) (same_drops s t) (same_count_word s t)))

; mmput: users.fetch_sub(1) returned 1. This putter owns the users' count from now on.
(define-fun put_to_zero ((s State) (t State)) Bool
  (and (>= (H s) 1) (users_word_is s 1)
       (= (H t) (- (H s) 1)) (= (n t) 0) (= (Z t) (Z s))
       (= (F t) 1) (= (S t) (+ (S s) (F s)))
       (same_K s t) (same_R s t) (same_E s t) (same_teardown s t) (same_count_word s t)))

; The winner's part of the next steps: the word becomes ZERO. Teardown begins: in an mmput right away,
; in an mmput_async on the worker.
(define-fun becomes_zero ((s State) (t State)) Bool
  (and (users_word_is s 0) (Z t) (= (n t) 0)
       (= (T t) (+ (T s) 1)) (= (V t) (V s)) (= (X t) (X s)) (= (Q t) (Q s))
       (= (L t) (+ (L s) 1)) (= (D t) (D s)) (= (W t) (W s))))
(define-fun becomes_zero_async ((s State) (t State)) Bool
  (and (users_word_is s 0) (Z t) (= (n t) 0)
       (= (T t) (T s)) (= (V t) (+ (V s) 1)) (= (X t) (X s)) (= (Q t) (Q s))
       (= (L t) (+ (L s) 1)) (= (D t) (D s)) (= (W t) (W s))))

; mmput: users.compare_exchange_strong(0, ZERO) succeeds, for the putter of the latest 1 -> 0 ...
(define-fun cas_win ((s State) (t State)) Bool
  (and (>= (F s) 1) (= (F t) (- (F s) 1)) (= (S t) (S s))
       (becomes_zero s t)
       (same_H s t) (same_K s t) (same_R s t) (same_E s t) (same_count_word s t)))

; ... or for an older one: the compare_exchange cannot tell one 0 from another.
(define-fun cas_win_older ((s State) (t State)) Bool
  (and (>= (S s) 1) (= (S t) (- (S s) 1)) (= (F t) (F s))
       (becomes_zero s t)
       (same_H s t) (same_K s t) (same_R s t) (same_E s t) (same_count_word s t)))

; mmput_async: the same, for the putter of the latest 1 -> 0 and for an older one.
(define-fun cas_win_async ((s State) (t State)) Bool
  (and (>= (F s) 1) (= (F t) (- (F s) 1)) (= (S t) (S s))
       (becomes_zero_async s t)
       (same_H s t) (same_K s t) (same_R s t) (same_E s t) (same_count_word s t)))
(define-fun cas_win_async_older ((s State) (t State)) Bool
  (and (>= (S s) 1) (= (S t) (- (S s) 1)) (= (F t) (F s))
       (becomes_zero_async s t)
       (same_H s t) (same_K s t) (same_R s t) (same_E s t) (same_count_word s t)))

; mmput_async, winner: the exchange that puts the mm into the queue ...
(define-fun enqueue ((s State) (t State)) Bool
  (and (>= (V s) 1) (= (V t) (- (V s) 1)) (= (X t) (+ (X s) 1)) (= (Q t) (+ (Q s) 1))
       (= (T t) (T s)) (= (D t) (D s)) (= (L t) (L s)) (= (W t) (W s))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_E s t)
       (same_users_word s t) (same_count_word s t)))

; ... and the store that links it to the older entry, which lies in the struct.
(define-fun link ((s State) (t State)) Bool
  (and (>= (X s) 1) (= (X t) (- (X s) 1)) (= (V t) (V s)) (= (Q t) (Q s))
       (= (T t) (T s)) (= (D t) (D s)) (= (L t) (L s)) (= (W t) (W s))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_E s t)
       (same_users_word s t) (same_count_word s t)))

; The worker: takes the mm from the queue, once it is linked, and begins the teardown.
(define-fun take ((s State) (t State)) Bool
  (and (>= (Q s) 1) (= (X s) 0) (= (Q t) (- (Q s) 1)) (= (V t) (V s)) (= (X t) (X s))
       (= (T t) (+ (T s) 1)) (= (D t) (D s)) (= (L t) (L s)) (= (W t) (W s))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_E s t)
       (same_users_word s t) (same_count_word s t)))

; mmput: compare_exchange fails since the word is not 0: the latest putter was overtaken ...
(define-fun cas_lose ((s State) (t State)) Bool
  (and (>= (F s) 1) (not (users_word_is s 0))
       (= (F t) (- (F s) 1)) (= (S t) (S s)) (= (E t) (+ (E s) 1))
       (same_H s t) (same_K s t) (same_R s t) (same_teardown s t)
       (same_users_word s t) (same_count_word s t)))

; ... or an older one was.
(define-fun cas_lose_older ((s State) (t State)) Bool
  (and (>= (S s) 1) (not (users_word_is s 0))
       (= (S t) (- (S s) 1)) (= (F t) (F s)) (= (E t) (+ (E s) 1))
       (same_H s t) (same_K s t) (same_R s t) (same_teardown s t)
       (same_users_word s t) (same_count_word s t)))

; mmput: compare_exchange fails although the word is 0, since C++ lets it read an older value.
; Only an older putter can: the latest one wrote the 0 that is there and may read nothing before.
(define-fun cas_lose_stale ((s State) (t State)) Bool
  (and (>= (S s) 1) (users_word_is s 0)
       (= (S t) (- (S s) 1)) (= (F t) (F s)) (= (E t) (+ (E s) 1))
       (same_H s t) (same_K s t) (same_R s t) (same_teardown s t)
       (same_users_word s t) (same_count_word s t)))

; mmput, loser: count.fetch_sub(1), the count that it took over with its 1 -> 0.
(define-fun loser_drop ((s State) (t State)) Bool
  (and (>= (E s) 1) (= (E t) (- (E s) 1))
       (count_down s t)
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_teardown s t)
       (same_users_word s t)))

; The winner of an mmput, or the worker: the address space has been destroyed.
(define-fun teardown_end ((s State) (t State)) Bool
  (and (>= (T s) 1) (= (T t) (- (T s) 1)) (= (D t) (+ (D s) 1))
       (same_queue s t) (= (L t) (L s)) (= (W t) (+ (W s) 1))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_E s t)
       (same_users_word s t) (same_count_word s t)))

; The same thread: count.fetch_sub(1), the users' count.
(define-fun users_drop ((s State) (t State)) Bool
  (and (>= (D s) 1) (= (D t) (- (D s) 1))
       (count_down s t)
       (same_queue s t) (= (T t) (T s)) (= (L t) (L s)) (= (W t) (W s))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_E s t)
       (same_users_word s t)))

; mmgrab: count.fetch_add(1).
(define-fun grab ((s State) (t State)) Bool
  (and (caller_has_a_reference s) (= (K t) (+ (K s) 1))
       (count_up s t)
       (same_H s t) (same_R s t) (same_putters s t) (same_drops s t) (same_users_word s t)))

; mmdrop: count.fetch_sub(1). The caller owns a grab (Owned.release), and it is not the one on
; which a rescuer relies until its call returns (Owned.upgrade).
(define-fun drop ((s State) (t State)) Bool
  (and (>= (K s) 1) (=> (>= (R s) 1) (>= (K s) 2))
       (= (K t) (- (K s) 1))
       (count_down s t)
       (same_H s t) (same_R s t) (same_putters s t) (same_drops s t) (same_users_word s t)))

; Whoever took the count to 0: count.load(acquire), then the memory is given back.
(define-fun free ((s State) (t State)) Bool
  (and (>= (A s) 1) (= (A t) (- (A s) 1)) (= (frees t) (+ (frees s) 1)) (= (m t) (m s))
       (same_H s t) (same_K s t) (same_R s t) (same_putters s t) (same_drops s t)
       (same_users_word s t)))

; The steps by the word that they touch.
(define-fun sets_zero ((s State) (t State)) Bool
  (or (cas_win s t) (cas_win_older s t) (cas_win_async s t) (cas_win_async_older s t)))
(define-fun compare_exchange ((s State) (t State)) Bool
  (or (sets_zero s t) (cas_lose s t) (cas_lose_older s t) (cas_lose_stale s t)))
(define-fun touches_users ((s State) (t State)) Bool
  (or (mmget s t) (get s t) (rescue_begin s t) (get_failed s t) (put s t) (put_to_zero s t)
      (compare_exchange s t)))
(define-fun touches_count ((s State) (t State)) Bool
  (or (rescue_finish s t) (loser_drop s t) (users_drop s t) (grab s t) (drop s t)))
(define-fun touches_link ((s State) (t State)) Bool
  (or (enqueue s t) (link s t) (take s t)))
(define-fun step ((s State) (t State)) Bool
  (or (touches_users s t) (touches_count s t) (touches_link s t) (teardown_end s t) (free s t)))

; ---------------------------------------------------------------------------------------------
; 3. The invariant
; ---------------------------------------------------------------------------------------------

; I1. Nothing is negative.
(define-fun I1 ((s State)) Bool
  (and (>= (n s) 0) (>= (m s) 0) (>= (H s) 0) (>= (K s) 0) (>= (R s) 0) (>= (F s) 0) (>= (S s) 0)
       (>= (E s) 0) (>= (T s) 0) (>= (V s) 0) (>= (X s) 0) (>= (Q s) 0) (>= (D s) 0) (>= (A s) 0)
       (>= (L s) 0) (>= (W s) 0) (>= (frees s) 0)))
; I2. Without ZERO the users word counts the users, and no teardown has begun.
(define-fun I2 ((s State)) Bool (=> (not (Z s)) (and (= (n s) (+ (H s) (R s))) (= (L s) 0))))
; I3. With ZERO there are no users, and one teardown has begun.
(define-fun I3 ((s State)) Bool (=> (Z s) (and (= (+ (H s) (R s)) 0) (= (L s) 1))))
; I4. Where the users word is 0, the putter of the latest 1 -> 0 is still to come to its
;     compare_exchange; there is at most one such putter.
(define-fun I4 ((s State)) Bool (and (<= (F s) 1) (=> (users_word_is s 0) (= (F s) 1))))
; I5. There is at most one rescuer: it found 0 and made it 1.
(define-fun I5 ((s State)) Bool (<= (R s) 1))
; I6. The grab on which a rescuer relies is still held.
(define-fun I6 ((s State)) Bool (=> (>= (R s) 1) (>= (K s) 1)))
; I7. The count word: one for each grab, for each thread that owes a drop, and for the users
;     while their word is at least 1; less the one that a rescuer has still to add.
(define-fun I7 ((s State)) Bool
  (= (m s) (- (+ (K s) (F s) (S s) (E s) (teardown_is_to_come s) (D s)
                 (one_if (and (not (Z s)) (>= (n s) 1))))
              (R s))))
; I8. A teardown that began is queued, running or ended; only an ended one leaves a drop to do, and an
;     entry without its link is in the queue.
(define-fun I8 ((s State)) Bool
  (and (= (+ (teardown_is_to_come s) (W s)) (L s)) (<= (D s) (W s)) (<= (X s) (Q s))))
; I9. The struct is freed, or about to be, exactly if the count word is 0; and only once.
(define-fun I9 ((s State)) Bool (= (+ (A s) (frees s)) (one_if (= (m s) 0))))

(define-fun invariant ((s State)) Bool
  (and (I1 s) (I2 s) (I3 s) (I4 s) (I5 s) (I6 s) (I7 s) (I8 s) (I9 s)))

(declare-const s State)
(declare-const t State)

(push 1) (echo "Invariant: holds after mm_alloc -- expect unsat")
(assert (and (mm_alloc s) (not (invariant s)))) (check-sat) (pop 1)

; From here on s satisfies the invariant, and t is a state that one step reaches from it.
(assert (invariant s))

(push 1) (echo "Invariant: mmget keeps it -- expect unsat")
(assert (and (mmget s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: get keeps it -- expect unsat")
(assert (and (get s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: rescue_begin keeps it -- expect unsat")
(assert (and (rescue_begin s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: rescue_finish keeps it -- expect unsat")
(assert (and (rescue_finish s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: get_failed keeps it -- expect unsat")
(assert (and (get_failed s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: put keeps it -- expect unsat")
(assert (and (put s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: put_to_zero keeps it -- expect unsat")
(assert (and (put_to_zero s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_win keeps it -- expect unsat")
(assert (and (cas_win s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_win_older keeps it -- expect unsat")
(assert (and (cas_win_older s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_lose keeps it -- expect unsat")
(assert (and (cas_lose s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_lose_older keeps it -- expect unsat")
(assert (and (cas_lose_older s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_lose_stale keeps it -- expect unsat")
(assert (and (cas_lose_stale s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_win_async keeps it -- expect unsat")
(assert (and (cas_win_async s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: cas_win_async_older keeps it -- expect unsat")
(assert (and (cas_win_async_older s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: enqueue keeps it -- expect unsat")
(assert (and (enqueue s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: link keeps it -- expect unsat")
(assert (and (link s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: take keeps it -- expect unsat")
(assert (and (take s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: loser_drop keeps it -- expect unsat")
(assert (and (loser_drop s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: teardown_end keeps it -- expect unsat")
(assert (and (teardown_end s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: users_drop keeps it -- expect unsat")
(assert (and (users_drop s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: grab keeps it -- expect unsat")
(assert (and (grab s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: drop keeps it -- expect unsat")
(assert (and (drop s t) (not (invariant t)))) (check-sat) (pop 1)
(push 1) (echo "Invariant: free keeps it -- expect unsat")
(assert (and (free s t) (not (invariant t)))) (check-sat) (pop 1)

; ---------------------------------------------------------------------------------------------
; 4. What it is for: the clauses
; ---------------------------------------------------------------------------------------------

; t is where a life begins or where a step leads: what holds of every such t holds always.
(define-fun reached ((s State) (t State)) Bool (or (mm_alloc t) (step s t)))

; How much the abstract numbers change in a step.
(define-fun changes ((s State) (t State) (users_by Int) (count_by Int)) Bool
  (and (= (- (users t) (users s)) users_by) (= (- (count t) (count s)) count_by)))
; Each operation changes them as its description says, at the step where it linearizes. A rescue
; is a get and, right after it, the put that it overtakes: together they change nothing.
(define-fun changes_as_specified ((s State) (t State)) Bool
  (and (=> (or (mmget s t) (get s t)) (changes s t 1 0))
       (=> (or (put s t) (sets_zero s t)) (changes s t (- 1) 0))
       (=> (or (put_to_zero s t) (rescue_begin s t) (rescue_finish s t) (get_failed s t)
               (cas_lose s t) (cas_lose_older s t) (cas_lose_stale s t) (loser_drop s t)
               (touches_link s t) (teardown_end s t) (free s t))
           (changes s t 0 0))
       (=> (grab s t) (changes s t 0 1))
       (=> (or (drop s t) (users_drop s t)) (changes s t 0 (- 1)))))

(push 1) (echo "Count.held: a step changes users and count as its operation says -- expect unsat")
(assert (and (step s t) (not (changes_as_specified s t)))) (check-sat) (pop 1)
(push 1) (echo "Count.held: with users at least 1, count is grabs and one more -- expect unsat")
(assert (and (reached s t) (>= (users t) 1) (not (= (count t) (+ (K t) 1))))) (check-sat) (pop 1)
(push 1) (echo "Count.held: with count at least 1 the struct is not freed -- expect unsat")
(assert (and (reached s t) (>= (count t) 1) (not (and (= (frees t) 0) (= (A t) 0) (>= (m t) 1)))))
(check-sat) (pop 1)

; Nobody is inside an operation; an mm may wait in the queue.
(define-fun quiet ((s State)) Bool
  (= (+ (R s) (F s) (S s) (E s) (V s) (X s) (T s) (D s) (A s)) 0))

(push 1) (echo "Count.word: the count word is count and the operations in flight -- expect unsat")
(assert (and (reached s t)
             (not (= (m t) (- (+ (count t) (F t) (S t) (E t))
                              (+ (R t) (one_if (users_word_is t 0)))))))) (check-sat) (pop 1)
(push 1) (echo "Count.word: at rest it is grabs, and one more until torn down -- expect unsat")
(assert (and (reached s t) (quiet t) (not (= (m t) (+ (K t) (one_if (= (W t) 0)))))))
(check-sat) (pop 1)
(push 1) (echo "Count.word: at rest the users word is users, if at least 1 -- expect unsat")
(assert (and (reached s t) (quiet t) (>= (users t) 1) (not (users_word_is t (users t)))))
(check-sat) (pop 1)
(push 1) (echo "Count.word: no word falls below zero -- expect unsat")
(assert (and (reached s t) (not (and (>= (n t) 0) (>= (m t) 0))))) (check-sat) (pop 1)

(push 1) (echo "Count.held: no abstract number falls below zero -- expect unsat")
(assert (and (reached s t) (not (and (>= (users t) 0) (>= (K t) 0) (>= (count t) 0))))) (check-sat) (pop 1)

(push 1) (echo "Final.no_revival: users at zero stays at zero -- expect unsat")
(assert (and (step s t) (= (users s) 0) (not (= (users t) 0)))) (check-sat) (pop 1)
(push 1) (echo "Final.no_revival: mmget_not_zero succeeds only above zero -- expect unsat")
(assert (and (or (get s t) (rescue_begin s t)) (not (>= (users s) 1)))) (check-sat) (pop 1)
(push 1) (echo "Final.no_revival: mmget_not_zero fails only at users zero -- expect unsat")
(assert (and (get_failed s t) (not (= (users s) 0)))) (check-sat) (pop 1)

(push 1) (echo "Teardown.once: it begins where users becomes zero, nowhere else -- expect unsat")
(assert (and (step s t)
             (not (= (- (L t) (L s)) (one_if (and (>= (users s) 1) (= (users t) 0)))))))
(check-sat) (pop 1)
(push 1) (echo "Teardown.once: the mmput that made users zero begins it -- expect unsat")
(assert (and (step s t) (not (= (L t) (L s))) (not (sets_zero s t)))) (check-sat) (pop 1)
(push 1) (echo "Teardown.once: one at users zero, none before -- expect unsat")
(assert (and (reached s t) (not (= (L t) (one_if (= (users t) 0)))))) (check-sat) (pop 1)

(push 1) (echo "Teardown.order: it runs only at users zero -- expect unsat")
(assert (and (reached s t) (>= (T t) 1) (not (= (users t) 0)))) (check-sat) (pop 1)
(push 1) (echo "Teardown.order: the users' count is dropped only after it ended -- expect unsat")
(assert (and (reached s t) (not (users_hold_a_count t))
             (not (and (= (W t) 1) (= (teardown_is_to_come t) 0))))) (check-sat) (pop 1)
(push 1) (echo "Teardown.order: nothing is freed before it ended -- expect unsat")
(assert (and (reached s t) (>= (+ (A t) (frees t)) 1)
             (not (and (= (W t) 1) (= (teardown_is_to_come t) 0))))) (check-sat) (pop 1)

(push 1) (echo "Free.once: the struct is freed at most once -- expect unsat")
(assert (and (step s t) (not (and (<= (+ (A t) (frees t)) 1) (>= (frees t) (frees s))))))
(check-sat) (pop 1)
(push 1) (echo "Free.once: only after the last count is gone -- expect unsat")
(assert (and (reached s t) (>= (+ (A t) (frees t)) 1) (not (= (count t) 0)))) (check-sat) (pop 1)

(push 1) (echo "Free.nothing_after: a step on the users word finds it alive -- expect unsat")
(assert (and (touches_users s t) (not (and (= (frees s) 0) (>= (m s) 1))))) (check-sat) (pop 1)
(push 1) (echo "Free.nothing_after: a step on the count word finds it alive -- expect unsat")
(assert (and (touches_count s t) (not (and (= (frees s) 0) (>= (m s) 1))))) (check-sat) (pop 1)
(push 1) (echo "Free.nothing_after: teardown finds it alive to its end -- expect unsat")
(assert (and (teardown_end s t) (not (and (= (frees s) 0) (>= (m s) 1))))) (check-sat) (pop 1)
(push 1) (echo "Free.nothing_after: a step on the queue finds it alive -- expect unsat")
(assert (and (touches_link s t) (not (and (= (frees s) 0) (>= (m s) 1))))) (check-sat) (pop 1)
(push 1) (echo "Free.nothing_after: the last load of the count precedes the free -- expect unsat")
(assert (and (free s t) (not (= (frees s) 0)))) (check-sat) (pop 1)
(push 1) (echo "Free.nothing_after: whoever may still touch it keeps it alive -- expect unsat")
(assert (and (reached s t)
             (>= (+ (H t) (K t) (R t) (F t) (S t) (E t) (V t) (X t) (Q t) (T t) (D t)) 1)
             (not (and (= (frees t) 0) (= (A t) 0) (>= (m t) 1))))) (check-sat) (pop 1)

(push 1) (echo "Liveness.freed: all given up, no operation in flight: it is freed -- expect unsat")
(assert (and (step s t) (= (H t) 0) (= (K t) 0) (quiet t) (= (Q t) 0) (not (= (frees t) 1))))
(check-sat) (pop 1)

; Giving everything up: nobody takes a reference any more. Then a measure falls with every step, and
; until the struct is freed some step can be taken, so the last of them is the one free.
(define-fun takes ((s State) (t State)) Bool
  (or (mmget s t) (get s t) (rescue_begin s t) (get_failed s t) (grab s t)))
(define-fun measure ((s State)) Int
  (+ (* 9 (R s)) (* 8 (H s)) (* 2 (K s)) (* 7 (F s)) (* 7 (S s)) (* 2 (E s))
     (* 6 (V s)) (X s) (* 4 (Q s)) (* 3 (T s)) (* 2 (D s)) (A s)))
; What the steps ask of s; what they do to t is an assignment, which can always be made.
(define-fun can_go_on ((s State)) Bool
  (or (>= (+ (H s) (R s) (F s) (S s) (E s) (V s) (X s) (T s) (D s) (A s)) 1)
      (and (>= (Q s) 1) (= (X s) 0))
      (and (>= (K s) 1) (=> (>= (R s) 1) (>= (K s) 2)))))

(push 1) (echo "Liveness.freed: each step that takes no reference lowers a measure -- expect unsat")
(assert (and (step s t) (not (takes s t)) (not (< (measure t) (measure s))))) (check-sat) (pop 1)
(push 1) (echo "Liveness.freed: the measure is never below zero -- expect unsat")
(assert (and (reached s t) (< (measure t) 0))) (check-sat) (pop 1)
(push 1) (echo "Liveness.freed: until the struct is freed a step can be taken -- expect unsat")
(assert (and (reached s t) (= (frees t) 0) (not (can_go_on t)))) (check-sat) (pop 1)
(push 1) (echo "Liveness.freed: the measure is zero exactly when it is freed -- expect unsat")
(assert (and (reached s t) (not (= (= (measure t) 0) (= (frees t) 1))))) (check-sat) (pop 1)

(push 1) (echo "Async.deferred: mmput_async itself tears nothing down -- expect unsat")
(assert (and (or (cas_win_async s t) (cas_win_async_older s t) (enqueue s t) (link s t))
             (not (and (= (T t) (T s)) (= (W t) (W s)))))) (check-sat) (pop 1)
(push 1) (echo "Async.deferred: from users zero on there is one teardown, to come or ended -- expect unsat")
(assert (and (reached s t) (= (users t) 0) (not (= (+ (teardown_is_to_come t) (W t)) 1))))
(check-sat) (pop 1)
(push 1) (echo "Async.deferred: the users' count keeps what is queued -- expect unsat")
(assert (and (reached s t) (>= (+ (V t) (X t) (Q t)) 1)
             (not (and (= (frees t) 0) (= (count t) (+ (K t) 1)) (>= (m t) 1))))) (check-sat) (pop 1)
(push 1) (echo "Async.deferred: the worker takes nothing that is not linked -- expect unsat")
(assert (and (take s t) (not (= (X t) 0)))) (check-sat) (pop 1)

; Steps that the operations in flight have still to take at most, teardown counted as one. The worker's
; are its own: it begins with the step that takes an mm from the queue.
(define-fun steps_left ((s State)) Int
  (+ (R s) (* 4 (F s)) (* 4 (S s)) (* 2 (E s)) (* 2 (V s)) (X s) (* 3 (T s)) (* 2 (D s)) (A s)))
(define-fun steps_left_grow ((s State) (t State) (by Int)) Bool
  (<= (- (steps_left t) (steps_left s)) by))
(define-fun inside_an_operation ((s State) (t State)) Bool
  (or (rescue_finish s t) (compare_exchange s t) (enqueue s t) (link s t) (loser_drop s t)
      (teardown_end s t) (users_drop s t) (free s t)))

(push 1) (echo "Progress.bounded: each step inside an operation leaves fewer -- expect unsat")
(assert (and (inside_an_operation s t) (not (steps_left_grow s t (- 1))))) (check-sat) (pop 1)
(push 1) (echo "Progress.bounded: the first step of mmput leaves at most 4 -- expect unsat")
(assert (and (or (put s t) (put_to_zero s t)) (not (steps_left_grow s t 4)))) (check-sat) (pop 1)
(push 1) (echo "Progress.bounded: that of mmget_not_zero or mmdrop at most 1 -- expect unsat")
(assert (and (or (get s t) (rescue_begin s t) (get_failed s t) (drop s t))
             (not (steps_left_grow s t 1)))) (check-sat) (pop 1)
(push 1) (echo "Progress.bounded: that of the worker at most 3 -- expect unsat")
(assert (and (take s t) (not (steps_left_grow s t 3)))) (check-sat) (pop 1)
(push 1) (echo "Progress.bounded: that of mmget or mmgrab none -- expect unsat")
(assert (and (or (mmget s t) (grab s t)) (not (steps_left_grow s t 0)))) (check-sat) (pop 1)

; ---------------------------------------------------------------------------------------------
; 5. None of it is vacuous
; ---------------------------------------------------------------------------------------------

(push 1) (echo "Vacuity: an initial state exists -- expect sat")
(assert (mm_alloc s)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: live, with a rescuer under way -- expect sat")
(assert (and (not (Z s)) (= (R s) 1))) (check-sat) (pop 1)
(push 1) (echo "Vacuity: live, with two older putters before their compare_exchange -- expect sat")
(assert (and (not (Z s)) (>= (S s) 2))) (check-sat) (pop 1)
(push 1) (echo "Vacuity: in teardown, with grabs held and losers still to drop -- expect sat")
(assert (and (= (T s) 1) (>= (K s) 2) (>= (E s) 1))) (check-sat) (pop 1)
(push 1) (echo "Vacuity: queued and not yet linked, with grabs held -- expect sat")
(assert (and (= (Q s) 1) (= (X s) 1) (>= (K s) 2))) (check-sat) (pop 1)
(push 1) (echo "Vacuity: torn down, kept by a grab, with strays of failed gets -- expect sat")
(assert (and (= (W s) 1) (= (D s) 0) (= (K s) 1) (>= (n s) 2))) (check-sat) (pop 1)
(push 1) (echo "Vacuity: freed -- expect sat")
(assert (= (frees s) 1)) (check-sat) (pop 1)

(push 1) (echo "Vacuity: mmget can happen -- expect sat")
(assert (mmget s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: get can happen -- expect sat")
(assert (get s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: rescue_begin can happen -- expect sat")
(assert (rescue_begin s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: rescue_finish can happen -- expect sat")
(assert (rescue_finish s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: get_failed can happen -- expect sat")
(assert (get_failed s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: put can happen -- expect sat")
(assert (put s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: put_to_zero can happen -- expect sat")
(assert (put_to_zero s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_win can happen -- expect sat")
(assert (cas_win s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_win_older can happen -- expect sat")
(assert (cas_win_older s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_lose can happen -- expect sat")
(assert (cas_lose s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_lose_older can happen -- expect sat")
(assert (cas_lose_older s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_lose_stale can happen -- expect sat")
(assert (cas_lose_stale s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_win_async can happen -- expect sat")
(assert (cas_win_async s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: cas_win_async_older can happen -- expect sat")
(assert (cas_win_async_older s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: enqueue can happen -- expect sat")
(assert (enqueue s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: link can happen -- expect sat")
(assert (link s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: take can happen -- expect sat")
(assert (take s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: loser_drop can happen -- expect sat")
(assert (loser_drop s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: teardown_end can happen -- expect sat")
(assert (teardown_end s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: users_drop can happen -- expect sat")
(assert (users_drop s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: grab can happen -- expect sat")
(assert (grab s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: drop can happen -- expect sat")
(assert (drop s t)) (check-sat) (pop 1)
(push 1) (echo "Vacuity: free can happen -- expect sat")
(assert (free s t)) (check-sat) (pop 1)

; The run that breaks the naive counter (naive.smt2), here from mm_alloc to the free. The putter
; that was overtaken comes to its compare_exchange last, finds the struct alive, and frees it.
(declare-const r0 State) (declare-const r1 State) (declare-const r2 State)
(declare-const r3 State) (declare-const r4 State) (declare-const r5 State)
(declare-const r6 State) (declare-const r7 State) (declare-const r8 State)
(declare-const r9 State) (declare-const r10 State) (declare-const r11 State)
(push 1) (echo "Vacuity: the run that breaks the naive counter ends in one free -- expect sat")
(assert (and (mm_alloc r0) (= (H r0) 1) (= (K r0) 1)
             (put_to_zero r0 r1) (rescue_begin r1 r2) (rescue_finish r2 r3) (put_to_zero r3 r4)
             (cas_win_older r4 r5) (teardown_end r5 r6) (users_drop r6 r7) (drop r7 r8)
             (cas_lose r8 r9) (loser_drop r9 r10) (free r10 r11) (= (frees r11) 1)))
(check-sat) (pop 1)
