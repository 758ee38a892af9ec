# Takes a run out of what Spin prints when it replays a trail of two_tier.pml, for ../runs.
#
# Threads are named A, B, C in the order in which they appear; the worker's process comes right after
# the callers, so it needs -v threads=NUMBER. Prints nothing if there is no run.

function word(number, zero) { return zero == "1" ? "ZERO" : number }

$1 == "run" && $3 == "mm_alloc" {
    users = word($4, $5)
    count = $6
    next
}
$1 == "run" {
    if (!($2 in letter)) {
        letter[$2] = $2 == threads ? "worker" : substr("ABCDEFGH", ++letters, 1)
    }
    print "step", ++steps, letter[$2], $3, users, word($4, $5), count, $6
    users = word($4, $5)
    count = $6
}
$1 == "breaks" {
    clause = $2
    sub(/_/, ".", clause)
}
END {
    if (clause != "") {
        print "breaks", clause
    }
}
