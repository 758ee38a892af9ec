# Writes a run as an operation trace (spec/operations.md, Text form); needs steps.awk before it, and
# may be given -v title=TEXT.
#
# The operations and their order are those of the run. What comes out of them is what the clauses
# demand, which a library under test must show: so the trace holds on a right library, and fails on
# one with the fault of the run. A trace can stop an operation once, before its compare_exchange, its
# exchange or teardown; one that the run holds up elsewhere too runs on from there. The worker's steps
# happen in a flush. At the end everything is given up.

function refused(clause) { return "refused " clause }

function add(text, outcome) {
    output[++lines] = text (outcome == "" ? "" : " -> " outcome)
}

function join(outcome, more) {
    return outcome (outcome == "" || more == "" ? "" : ", ") more
}

# The abstract state (spec/abstract_state.md) of the one mm, a: users, grabs, phase, and the puts that
# hold the struct while they run.
function free_if_unheld() {
    if (phase != "torn down" || grabs > 0 || holders > 0) {
        return ""
    }
    phase = "freed"
    return "free"
}
function finish_put(asynchronous,    outcome) {
    if (phase == "live" && users == 0) {
        if (asynchronous) {
            phase = "tearing down"
            queued = 1
            outcome = "queued"
        } else {
            phase = "torn down"
            outcome = "teardown"
        }
    }
    holders--
    return join(outcome, free_if_unheld())
}

# operate(THREAD OPERATION STEP): runs it, up to a step if one is named.
function operate(who, name, step,    outcome) {
    if (name == "mmget") {
        if (phase == "freed") {
            outcome = refused("Owned.alive")
        } else if (users == 0) {
            outcome = refused("Owned.user")
        } else {
            users++
            raw_users++
        }
    } else if (name == "mmget_not_zero") {
        if (phase == "freed") {
            outcome = join("no", refused("Owned.upgrade"))
        } else if (phase == "live") {
            users++
            raw_users++
            outcome = "yes"
        } else {
            outcome = "no"
        }
    } else if (name == "mmgrab") {
        if (phase == "freed") {
            outcome = refused("Owned.alive")
        } else if (step != "") {
            stopped[who] = name " " step
            outcome = "stopped"
        } else {
            grabs++
        }
    } else if (name == "mmdrop") {
        if (phase == "freed" || grabs == 0) {
            outcome = refused(phase == "freed" ? "Owned.alive" : "Owned.release")
        } else {
            grabs--
            outcome = free_if_unheld()
        }
    } else if (phase == "freed" || raw_users == 0) {
        outcome = refused(phase == "freed" ? "Owned.alive" : "Owned.release")
    } else {
        raw_users--
        if (--users == 0) {
            holders++
            if (step != "") {
                stopped[who] = name " " step
                if (step != "compare_exchange") {
                    phase = "tearing down"
                }
                outcome = "stopped"
            } else {
                outcome = finish_put(name == "mmput_async")
            }
        }
    }
    add(who " " name " a" (step == "" ? "" : " before " step), outcome)
}

function resume(who,    was, outcome) {
    split(stopped[who], was, " ")
    delete stopped[who]
    if (was[1] == "mmgrab") {
        grabs++
    } else if (was[2] == "compare_exchange") {
        outcome = finish_put(was[1] == "mmput_async")
    } else if (was[2] == "exchange") {
        queued = 1
        holders--
        outcome = "queued"
    } else {
        phase = "torn down"
        holders--
        outcome = join("teardown", free_if_unheld())
    }
    add(who " resume", outcome)
}

function flush() {
    outcome = ""
    if (queued) {
        queued = 0
        phase = "torn down"
        outcome = join("teardown", free_if_unheld())
    }
    add("T4 flush_mmput_async", outcome)
}

END {
    name["A"] = "T1"
    name["B"] = "T2"
    name["C"] = "T3"
    users = raw_users = before[1]
    grabs = count_before[1] - 1
    phase = "live"
    print "# " (title == "" ? "A run that a solver or a model checker found." : title)
    add("T1 mm_alloc a users=" users " grabs=" grabs)
    for (k = 1; k <= steps; k++) {
        who = name[thread[k]]
        if (thread[k] == "worker") {
            j = next_of(k)
            if (!j || did[j] in opens) {
                flush()
            }
        } else if (did[k] in opens) {
            # The first place at which another thread comes in between, if a trace can stop there.
            step = ""
            last = k
            for (j = next_of(k); j && !(did[j] in opens) && step == ""; j = next_of(j)) {
                if (part(did[j]) in stop && thread[j - 1] != thread[j] && !(k == j - 1)) {
                    step = stop[part(did[j])]
                    resumes_at[j] = 1
                }
                last = j
            }
            if (step == "") {
                step = left_before(last)
            }
            operate(who, opens[did[k]], step)
        } else if (resumes_at[k] && who in stopped) {
            resume(who)
        }
    }
    for (letter = 1; letter <= 3; letter++) {
        who = "T" letter
        if (who in stopped) {
            resume(who)
        }
    }
    while (raw_users > 0 && phase != "freed") {
        operate("T1", "mmput", "")
    }
    while (grabs > 0 && phase != "freed") {
        operate("T1", "mmdrop", "")
    }
    if (queued) {
        flush()
    }
    for (k = 1; k <= lines; k++) {
        print output[k]
    }
}
