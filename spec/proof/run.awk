# Takes the run out of a solver's answer to naive.smt2.
#
# Reads the solver's output and prints one line a step: `step NUMBER THREAD STEP`, the users word
# before and after (a number, or ZERO), the count word before and after. Prints nothing if the
# output holds no run.

function users_word(state) {
    return value["Z", state] == "true" ? "ZERO" : value["n", state]
}

{
    gsub(/[()]/, " ")
    text = text " " $0
}

END {
    # The values come as triples: function, state, value.
    tokens = split(text, token, " ")
    for (i = 1; i + 2 <= tokens; i++) {
        if (token[i] ~ /^(n|Z|m|who|did)$/ && token[i + 1] ~ /^s[0-9]+$/) {
            value[token[i], token[i + 1]] = token[i + 2]
            i += 2
        }
    }
    for (k = 0; ("who", "s" k) in value; k++) {
        from = "s" k
        to = "s" (k + 1)
        print "step", k + 1, value["who", from], value["did", from], users_word(from), \
            users_word(to), value["m", from], value["m", to]
    }
}
