# The steps that a run is made of, for narrate.awk and trace.awk: which operation each opens, what a
# person calls it, and before which of them a trace can stop an operation.
#
# A run is text, one line a step: `step NUMBER THREAD STEP`, the users word before and after (a
# number, or ZERO), the count word before and after. Threads are capital letters, or `worker`. A line
# `breaks CLAUSE` says what the last step breaks.

BEGIN {
    opens["mmget_fetch_add"] = "mmget"
    opens["mmget_not_zero_fetch_add"] = "mmget_not_zero"
    opens["mmgrab_load"] = "mmgrab"
    opens["mmgrab_fetch_add"] = "mmgrab"
    opens["mmdrop_fetch_sub"] = "mmdrop"
    opens["mmput_fetch_sub"] = "mmput"
    opens["mmput_async_fetch_sub"] = "mmput_async"
    opens["worker_exchange"] = "worker"

    stop["compare_exchange"] = "compare_exchange"
    stop["exchange"] = "exchange"
    stop["teardown"] = "teardown"
    stop["store"] = "fetch_add"

    place["compare_exchange"] = "its compare_exchange"
    place["exchange"] = "it puts the mm into the queue"
    place["store"] = "it stores the word"
    place["link"] = "it links the entry in the queue"
    place["teardown"] = "teardown"
    place["fetch_sub_count"] = "its drop of the users' count"
    place["count_fetch_add"] = "it adds the users' count"
    place["load_and_free"] = "the free"
}

# The step without the operation that it belongs to, or "" if it opens one.
function part(name) {
    if (name in opens) {
        return ""
    }
    sub(/^(mmput_async|mmput|mmget_not_zero|mmgrab|worker)_/, "", name)
    return name
}

$1 == "step" {
    steps = $2
    thread[steps] = $3
    did[steps] = $4
    before[steps] = $5
    after[steps] = $6
    count_before[steps] = $7
    count_after[steps] = $8
}
$1 == "breaks" {
    broken = $2
}

# Where an operation stands that takes no step after k in this run though it has not ended, and other
# threads do: the part that would come next, or "".
function left_before(k) {
    if (k == steps || next_of(k)) {
        return ""
    }
    if (did[k] ~ /^mmput(_async)?_fetch_sub$/ && before[k] == "1") {
        return "compare_exchange"
    }
    if (did[k] ~ /^mmput(_async)?_compare_exchange$/ && before[k] != "ZERO" && after[k] == "ZERO") {
        return did[k] ~ /async/ ? "exchange" : "teardown"
    }
    return ""
}

# The step that the same thread takes next, or 0.
function next_of(k,    j) {
    for (j = k + 1; j <= steps; j++) {
        if (thread[j] == thread[k]) {
            return j
        }
    }
    return 0
}
