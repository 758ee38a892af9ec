# Takes the run out of a solver's answer to a question of unroll.awk, for ../runs.
#
# The proof counts threads and does not name them. Here each step gets one: an operation goes on with a
# thread that stands at its place, and a new one begins on the thread that acted last, or else on the
# first that is in no operation.

BEGIN {
    place_before["rescue_finish"] = "R"
    place_before["cas_win"] = place_before["cas_win_async"] = place_before["cas_lose"] = "F"
    place_before["cas_win_older"] = place_before["cas_win_async_older"] = "S"
    place_before["cas_lose_older"] = place_before["cas_lose_stale"] = "S"
    place_before["enqueue"] = "V"
    place_before["link"] = "X"
    place_before["loser_drop"] = "E"
    place_before["teardown_end"] = "T"
    place_before["users_drop"] = "D"
    place_before["free"] = "A"
    place_after["rescue_begin"] = "R"
    place_after["put_to_zero"] = "F"
    place_after["cas_win"] = place_after["cas_win_older"] = place_after["take"] = "T"
    place_after["cas_win_async"] = place_after["cas_win_async_older"] = "V"
    place_after["cas_lose"] = place_after["cas_lose_older"] = place_after["cas_lose_stale"] = "E"
    place_after["enqueue"] = "X"
    place_after["teardown_end"] = "D"

    called["mmget"] = "mmget_fetch_add"
    called["get"] = called["rescue_begin"] = called["get_failed"] = "mmget_not_zero_fetch_add"
    called["rescue_finish"] = "mmget_not_zero_count_fetch_add"
    called["put"] = called["put_to_zero"] = "PUT_fetch_sub"
    called["cas_win"] = called["cas_win_older"] = called["cas_win_async"] = "PUT_compare_exchange"
    called["cas_win_async_older"] = called["cas_lose"] = "PUT_compare_exchange"
    called["cas_lose_older"] = called["cas_lose_stale"] = "PUT_compare_exchange"
    called["loser_drop"] = "PUT_fetch_sub_count"
    called["teardown_end"] = "PUT_teardown"
    called["users_drop"] = "PUT_fetch_sub_count"
    called["enqueue"] = "mmput_async_exchange"
    called["link"] = "mmput_async_link"
    called["take"] = "worker_exchange"
    called["grab"] = "mmgrab_fetch_add"
    called["drop"] = "mmdrop_fetch_sub"
    called["free"] = "load_and_free"
}

{
    gsub(/[()]/, " ")
    text = text " " $0
}

function word(k) { return value["Z", k] == "true" ? "ZERO" : value["n", k] }

# A thread that stands at a place leaves it; the one that came there first.
function leave(at,    i, who) {
    for (i = 1; i <= threads; i++) {
        who = threads_in_order[i]
        if (standing[who] == at) {
            standing[who] = ""
            return who
        }
    }
    return last_one
}

function idle(    i, letter) {
    if (last_one != "" && last_one != "worker" && standing[last_one] == "") {
        return last_one
    }
    for (i = 1; i <= 8; i++) {
        letter = substr("ABCDEFGH", i, 1)
        if (standing[letter] == "") {
            return letter
        }
    }
}

END {
    tokens = split(text, token, " ")
    for (i = 1; i < tokens; i++) {
        if (token[i] ~ /^(n|Z|m)$/ && token[i + 1] ~ /^s[0-9]+$/) {
            minus = token[i + 2] == "-"
            value[token[i], substr(token[i + 1], 2) + 0] = (minus ? "-" : "") token[i + 2 + minus]
        } else if (token[i] in called && token[i + 2] ~ /^s[0-9]+$/ && token[i + 3] == "true") {
            k = substr(token[i + 2], 2) + 0
            if (!(k in did)) {
                did[k] = token[i]
                steps = k > steps ? k : steps
            }
        }
    }
    for (k = 1; k <= steps; k++) {
        name = did[k]
        if (name == "take") {
            who = "worker"
        } else if (name in place_before) {
            who = leave(place_before[name])
        } else {
            who = idle()
            operation[who] = k
        }
        if (!(who in known)) {
            known[who] = 1
            threads_in_order[++threads] = who
        }
        if (name == "put_to_zero") {
            for (i = 1; i <= threads; i++) {
                if (standing[threads_in_order[i]] == "F") {
                    standing[threads_in_order[i]] = "S"
                }
            }
        }
        standing[who] = place_after[name]
        if (name == "take") {
            operation[who] = k
        }
        if (name ~ /^(loser_drop|users_drop|drop)$/ && value["m", k - 1] == 1 && free_follows(k)) {
            standing[who] = "A"
        }
        thread[k] = last_one = who
        begun[k] = operation[who]
        if (name ~ /async/) {
            asynchronous[operation[who]] = 1
        }
    }
    for (k = 1; k <= steps; k++) {
        name = called[did[k]]
        sub(/^PUT/, thread[k] == "worker" ? "worker" : begun[k] in asynchronous ? "mmput_async" : "mmput", name)
        print "step", k, thread[k], name, word(k - 1), word(k), value["m", k - 1], value["m", k]
    }
    if (steps > 0) {
        print "breaks", clause
    }
}

# Whether a free follows: only then does the thread that took the last count go on.
function free_follows(k) {
    for (k++; k <= steps; k++) {
        if (did[k] == "free") {
            return 1
        }
    }
    return 0
}
