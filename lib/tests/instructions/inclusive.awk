# Reads a profile of callgrind (with whole names and whole positions) in which each path stands as two
# functions, plain_NAME and bare_NAME: awk -v repetitions=N -f inclusive.awk PROFILE
#
# Prints per path the instructions of one repetition, those of calls included. Exit status 1 if a plain
# path takes one more than its counterpart, 2 if the profile lacks a counterpart or holds no path.

/^fn=/ { name = substr($0, 4) }
/^calls=/ { next }
# A position and a cost; after calls=, the cost of the whole call.
/^[0-9]+ [0-9]+$/ { cost[name] += $2 }

END {
    printf "%-18s %6s %6s\n", "one repetition of", "plain", "bare"
    for (name in cost) {
        if (name !~ /^plain_/) continue
        path = substr(name, 7)
        bare = "bare_" path
        if (!(bare in cost)) {
            print "no function " bare " ran: was it inlined or left out?"
            status = 2
            continue
        }
        paths++
        more = cost[name] - cost[bare] >= repetitions
        if (more && !status) status = 1
        printf "%-18s %6d %6d%s\n", path, cost[name] / repetitions, cost[bare] / repetitions,
            more ? "  takes more: " path : "" | "sort"
    }
    close("sort")
    if (paths != expected) {
        print paths + 0 " paths ran, and " expected " are to be compared"
        status = 2
    }
    exit status
}
