# Writes the run that run.awk prints as an operation trace (spec/operations.md, Text form).
#
# The operations and their order are those of the run. The events are those of the repaired
# protocol, which a library under test must show: teardown where the run has it, and the free at
# the end of the putter that is held up, since that one owns a count until then.

BEGIN {
    name["A"] = "T1"
    name["B"] = "T2"
    opens["mmget_fetch_add"] = "mmget"
    opens["mmget_not_zero_fetch_add"] = "mmget_not_zero"
    opens["mmgrab_fetch_add"] = "mmgrab"
    opens["mmdrop_fetch_sub"] = "mmdrop"
    opens["mmput_fetch_sub"] = "mmput"
    stop["mmput_compare_exchange"] = "compare_exchange"
    stop["mmput_teardown"] = "teardown"
    stop["mmput_fetch_sub_count"] = "fetch_sub"
    stop["load_and_free"] = "load"
}

$1 == "step" {
    steps = $2
    thread[steps] = $3
    did[steps] = $4
    users[steps] = $5
    count[steps] = $7
}

function next_of(k,    j) {
    for (j = k + 1; j <= steps; j++) {
        if (thread[j] == thread[k]) {
            return j
        }
    }
    return 0
}

function line(text, outcome) {
    print text (outcome == "" ? "" : " -> " outcome)
}

END {
    print "# The run that breaks the naive counter, found by a solver (spec/proof/naive.smt2): a put"
    print "# that is overtaken comes to its compare_exchange when the struct is already freed. In"
    print "# the repaired protocol that put owns a count, so it is the one that frees."
    print name[thread[1]] " mm_alloc a users=" users[1] " grabs=" count[1] - 1
    for (k = 1; k <= steps; k = last + 1) {
        # One operation, as far as its thread goes on without another thread in between.
        text = name[thread[k]] (did[k] in opens ? " " opens[did[k]] " a" : " resume")
        outcome = ""
        if (did[k] == "mmget_not_zero_fetch_add") {
            outcome = users[k] == "ZERO" ? "no" : "yes"
        }
        for (last = k; ; last++) {
            if (did[last] == "mmput_teardown") {
                outcome = "teardown"
            }
            j = next_of(last)
            if (j != last + 1 || did[j] in opens) {
                break
            }
        }
        if (j > last + 1 && did[j] in stop) {
            text = text " before " stop[did[j]]
            outcome = "stopped"
        }
        if (last == steps) {
            outcome = outcome (outcome == "" ? "" : ", ") "free"
        }
        line(text, outcome)
    }
}
