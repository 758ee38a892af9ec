# Makes the question for a shortest run: awk -v clause=CLAUSE -v steps_wanted=N -f unroll.awk FILE
#
# Prints the state and the steps of FILE (two_tier.smt2 or an edited copy) and then asks whether a run
# of that many steps from mm_alloc breaks the clause visibly in its last step, and whether a shorter one
# does. An obligation says what must come out; the values that make up the run follow.

BEGIN {
    quiet = "(= (+ (R t) (F t) (S t) (E t) (V t) (X t) (Q t) (T t) (D t) (A t)) 0)"
    breaks["Count.held"] = "(and (>= (+ (H t) (K t)) 1) (>= (frees t) 1))"
    breaks["Count.word"] = "(or (< (m t) 0) (and " quiet " (not (= (m t) (+ (K t) (one_if (= (W t) 0)))))))"
    breaks["Final.no_revival"] = "(or (and (>= (L s) 1) (> (+ (H t) (R t)) (+ (H s) (R s))))" \
        " (and (get_failed s t) (= (L s) 0)))"
    breaks["Teardown.once"] = "(>= (L t) 2)"
    breaks["Teardown.order"] = "(or (and (>= (frees t) 1) (not (= (W t) 1)))" \
        " (and (>= (T t) 1) (>= (+ (H t) (R t)) 1)))"
    breaks["Free.once"] = "(>= (frees t) 2)"
    breaks["Free.nothing_after"] = "(>= (frees s) 1)"
    breaks["Liveness.freed"] = "(and (= (H t) 0) (= (K t) 0) " quiet " (= (frees t) 0))"
    breaks["Async.deferred"] = "(>= (+ (teardown_is_to_come t) (W t)) 2)"
    if (!(clause in breaks)) {
        print "unroll: no run can show that " clause " is broken" > "/dev/stderr"
        failed = 1
        exit 2
    }
}

/^; 3\. The invariant/ { done = 1 }
done { next }
{ print }
/^\(define-fun [a-z_]+ \(\(s State\) \(t State\)\) Bool$/ && $2 !~ /^(same|count|becomes|touches|compare|sets|step)/ {
    names[++number] = $2
}

END {
    if (failed) {
        exit 2
    }
    print "(define-fun breaks ((s State) (t State)) Bool " breaks[clause] ")"
    for (k = 0; k <= steps_wanted; k++) {
        print "(declare-const s" k " State)"
    }
    # Few references are enough, and make a story that one can follow.
    print "(assert (and (mm_alloc s0) (<= (H s0) 2) (<= (K s0) 1)))"
    for (k = 1; k <= steps_wanted; k++) {
        pair = "s" (k - 1) " s" k
        print "(assert (step " pair "))"
        print "(push 1) (echo \"" clause ": " (k < steps_wanted ? "no" : "a") " run of " k \
            " steps breaks it -- expect " (k < steps_wanted ? "unsat" : "sat") "\")"
        print "(assert (breaks " pair ")) (check-sat)"
        if (k == steps_wanted) {
            values()
        }
        print "(pop 1)"
    }
}



function values(    k, i, all) {
    for (k = 0; k <= steps_wanted; k++) {
        all = all " (n s" k ") (Z s" k ") (m s" k ")"
        for (i = 1; i <= number && k < steps_wanted; i++) {
            all = all " (" names[i] " s" k " s" (k + 1) ")"
        }
    }
    print "(get-value (" all "))"
}
