# Tells the run that run.awk prints, one numbered line a step.

BEGIN {
    operation["mmget_fetch_add"] = "mmget"
    operation["mmget_not_zero_fetch_add"] = "mmget_not_zero"
    operation["mmgrab_fetch_add"] = "mmgrab"
    operation["mmdrop_fetch_sub"] = "mmdrop"
    operation["mmput_fetch_sub"] = "mmput"
    operation["mmput_compare_exchange"] = "mmput"
    operation["mmput_teardown"] = "mmput"
    operation["mmput_fetch_sub_count"] = "mmput"

    event["mmput_compare_exchange"] = "its compare_exchange sets ZERO"
    event["mmput_teardown"] = "tears down"
    event["mmput_fetch_sub_count"] = "drops the users' count"
    event["load_and_free"] = "it took the last count: frees the struct"

    next_place["mmput_compare_exchange"] = "its compare_exchange"
    next_place["mmput_teardown"] = "teardown"
    next_place["mmput_fetch_sub_count"] = "its drop of the users' count"
    next_place["load_and_free"] = "the free"
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

# The step that the same thread takes next, or 0.
function next_of(k,    j) {
    for (j = k + 1; j <= steps; j++) {
        if (thread[j] == thread[k]) {
            return j
        }
    }
    return 0
}

END {
    printf "  starts with users %s, count %s\n", before[1], count_before[1]
    for (k = 1; k <= steps; k++) {
        if (did[k] == "load_and_free") {
            name = last_name[thread[k]]
        } else {
            name = operation[did[k]]
        }
        last_name[thread[k]] = name
        if (k == steps) {
            text = next_place[did[k]] " touches the freed struct"
            sub(/^its /, "resumes; its ", text)
        } else {
            text = ""
            if (before[k] != after[k]) {
                text = "users " before[k] " -> " after[k]
            }
            if (count_before[k] != count_after[k]) {
                text = "count " count_before[k] " -> " count_after[k]
            }
            if (did[k] == "mmget_not_zero_fetch_add") {
                text = text (before[k] == "ZERO" ? ", fails" : ", succeeds")
            }
            if (did[k] in event) {
                text = text (text == "" ? "" : ", ") event[did[k]]
            }
            j = next_of(k)
            if (j > k + 1 && did[j] in next_place) {
                text = text ", stalls before " next_place[did[j]]
            }
        }
        printf "  %d  %s: %-15s %s\n", k, thread[k], name, text
    }
}
