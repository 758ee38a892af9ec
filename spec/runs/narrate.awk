# Tells a run as a person would, one numbered line a step; needs steps.awk before it.

BEGIN {
    event["exchange"] = "puts the mm into the queue"
    event["link"] = "links the entry in the queue"
    event["teardown"] = "tears down"
    event["count_fetch_add"] = "adds the users' count"
    event["load_and_free"] = "it took the last count: frees the struct"
    event["load"] = "reads the word"
    event["store"] = "stores what it read, and one more"
}

# What a step did, apart from the change of a word.
function happened(k,    name) {
    name = part(did[k])
    if (did[k] == "worker_exchange") {
        return "takes the mm from the queue"
    }
    if (did[k] == "worker_load") {
        return "finds the entry linked"
    }
    if (name == "count_fetch_add" && count_before[k] == count_after[k]) {
        return "adds nothing to the count"
    }
    if (did[k] == "mmget_not_zero_fetch_add") {
        # The words tell what it must answer, and a run ends where it answers otherwise.
        wrong = k == steps && broken == "Final.no_revival"
        return (before[k] == "ZERO") != wrong ? "fails" : "succeeds"
    }
    if (did[k] == "mmget_fetch_add" && before[k] == "ZERO") {
        return "takes a user where there is none"
    }
    if (name == "compare_exchange") {
        return before[k] != "ZERO" && after[k] == "ZERO" ? "its compare_exchange sets ZERO" : \
            "its compare_exchange fails"
    }
    if (name == "fetch_sub_count" && count_before[k] == count_after[k]) {
        return "leaves the count as it is"
    }
    if (name == "fetch_sub_count") {
        return won[thread[k]] ? "drops the users' count" : "drops the count that it owns"
    }
    return name in event ? event[name] : ""
}

function touches_freed(name) {
    if (name == "") {
        return "touches the freed struct"
    }
    return (name == "load_and_free" ? "frees the struct again" : \
            (name in place && place[name] ~ /^its / ? place[name] " touches" : \
             (name == "teardown" ? "its teardown touches" : "it touches")) " the freed struct")
}

END {
    printf "  starts with users %s, count %s\n", before[1], count_before[1]
    for (k = 1; k <= steps; k++) {
        widest = length(thread[k]) > widest ? length(thread[k]) : widest
    }
    for (k = 1; k <= steps; k++) {
        if (did[k] in opens) {
            operation[thread[k]] = opens[did[k]]
            won[thread[k]] = did[k] == "worker_exchange"
        }
        text = ""
        if (before[k] != after[k]) {
            text = "users " before[k] " -> " after[k]
        }
        if (count_before[k] != count_after[k]) {
            text = text (text == "" ? "" : ", ") "count " count_before[k] " -> " count_after[k]
        }
        if (part(did[k]) == "compare_exchange" && before[k] != "ZERO" && after[k] == "ZERO") {
            won[thread[k]] = 1
        }
        what = happened(k)
        if (k == steps && broken == "Free.nothing_after") {
            what = touches_freed(part(did[k]))
            text = ""
        }
        text = text (text == "" || what == "" ? "" : ", ") what
        if (k > 1 && last[thread[k]] && last[thread[k]] < k - 1 && !(did[k] in opens)) {
            text = "resumes; " text
        }
        last[thread[k]] = k
        j = next_of(k)
        if (j > k + 1 && part(did[j]) in place) {
            text = text (text == "" ? "" : ", ") "stalls before " place[part(did[j])]
        }
        if (left_before(k) != "") {
            text = text ", stalls before " place[left_before(k)]
        }
        printf "  %*d  %-*s %-15s %s\n", length(steps ""), k, widest + 1, thread[k] ":",
            operation[thread[k]] == "worker" ? "" : operation[thread[k]], text
    }
    if (broken != "") {
        printf "  breaks %s\n", broken
    }
}
