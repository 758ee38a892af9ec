# Counts, for each clause, the obligations that every solver answered with `unsat` as expected.
#
# Reads the records of judge.awk and prints `CLAUSE<TAB>proof<TAB>N`, or `broken` instead of N. What
# all clauses rest on has a name without a dot (Invariant, Vacuity, Naive): if it fails, every
# clause is broken. An obligation that expects `sat` shows that a check can fail; it does not count.
# What no solver has refuted, but one has not answered, is neither: it gets no line.

BEGIN { FS = "\t" }

$1 != "obligation" { next }
{ answered = $5 == "sat" || $5 == "unsat" }
$3 !~ /\./ {
    if ($6 != "ok" && answered) {
        all_broken = 1
    } else if ($6 != "ok") {
        all_open = 1
    }
    next
}
{
    if (!($3 in count)) {
        clauses[++number] = $3
        count[$3] = 0
    }
    if ($6 != "ok" && answered) {
        broken[$3] = 1
    } else if ($6 != "ok") {
        open[$3] = 1
    } else if ($5 == "unsat" && !(($3, $4) in seen)) {
        seen[$3, $4] = 1
        count[$3]++
    }
}

END {
    for (i = 1; i <= number; i++) {
        clause = clauses[i]
        if (all_broken || clause in broken) {
            print clause "\tproof\tbroken"
        } else if (count[clause] > 0 && !all_open && !(clause in open)) {
            print clause "\tproof\t" count[clause]
        }
    }
}
