# Compares the answers of a solver with those that an SMT-LIB file expects.
#
# Reads the file, then the solver's output (-); needs -v solver=NAME. An obligation is a line
# `CLAUSE: WHAT -- expect ANSWER`, echoed before its check-sat. Prints records, fields parted by a
# tab: `obligation SOLVER CLAUSE WHAT ANSWER VERDICT`, the verdict being ok or what is wrong; and
# `error SOLVER MESSAGE` for a message of the solver. Exit status 2 if the file cannot be judged.

function end_obligation(answer,    verdict) {
    if (answer == expected[asked]) {
        verdict = "ok"
    } else {
        verdict = "FAILED, " (answer in reason ? reason[answer] : "expected " expected[asked])
        failures++
    }
    print "obligation\t" solver "\t" clause[asked] "\t" what[asked] "\t" answer "\t" verdict
    waiting = 0
}

function error(message) {
    print "error\t" solver "\t" message
}

BEGIN {
    reason["timeout"] = "no answer in time; give a longer --timeout"
    reason["unknown"] = "the solver gave up"
    reason["none"] = "the solver ended without an answer"
    obligation = "\"?[A-Za-z_]+(\\.[A-Za-z_]+)?: .* -- expect (sat|unsat)\"?"
}

# The file: what is to be answered, in order.
FILENAME != "-" {
    line = $0
    sub(/;.*/, "", line)
    if (match(line, "\\(echo " obligation "\\)")) {
        text = substr(line, RSTART + 7, RLENGTH - 9)
        clause[++obligations] = substr(text, 1, index(text, ": ") - 1)
        expected[obligations] = substr(text, index(text, " -- expect ") + 11)
        what[obligations] = substr(text, length(clause[obligations]) + 3)
        sub(/ -- expect .*/, "", what[obligations])
    }
    checks += gsub(/\(check-sat\)/, "", line)
    if (checks > obligations) {
        misplaced = 1
    }
    next
}

# The output: each obligation that is echoed, then its answer.
$0 ~ "^" obligation "$" {
    if (waiting) {
        end_obligation("none")
    }
    asked++
    waiting = 1
    next
}
/^(sat|unsat|unknown)$/ {
    if (waiting) {
        end_obligation($0)
    } else {
        error("an answer without an obligation")
        failures++
    }
    next
}
/^timeout$|interrupted by timeout/ {
    timed_out = 1
    next
}
/error|unsupported|Unknown|not found/ && !/^ *\(+[A-Za-z]/ || /\(error/ {
    error($0)
    if (!failures) {
        unreadable = 1
    }
}

END {
    if (obligations == 0 || misplaced || checks != obligations) {
        error("the file does not name each check-sat by an echo of its own")
        exit 2
    }
    if (unreadable) {
        exit 2
    }
    if (waiting) {
        end_obligation(timed_out ? "timeout" : "none")
    }
    while (asked < obligations) {
        asked++
        end_obligation(timed_out ? "timeout" : "none")
    }
}
