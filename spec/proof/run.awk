# Takes the run out of a solver's answer to naive.smt2.
#
# Reads the solver's output and prints the run as ../runs/steps.awk describes it; nothing if the output
# holds none.

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
    if (k > 0) {
        print "breaks Free.nothing_after"
    }
}
