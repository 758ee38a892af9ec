#!/usr/bin/env bash
# use_test.sh PROGRAM: how a property program is told what to do, and that Ctrl-C ends it with a
# report of what was done.
set -u
program=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/mmspec use.XXXXXX") || exit 3
trap 'rm -rf -- "$folder"' EXIT
output=$folder/output
unset RC_PARAMS

fail() {
    printf 'broken: use: %s\n' "$*"
    cat -- "$output"
    exit 1
}

# run STATUS WORD...: the program must end with the status.
run() {
    local expected=$1 status
    shift
    "$program" --save "$folder/found.mmtrace" "$@" >"$output" 2>&1
    status=$?
    [[ $status == "$expected" ]] || fail "$* ended with status $status, not $expected"
}
says() { grep -Eq -- "$1" "$output" || fail "no line matches: $1"; }

# The summary without the time, which is never twice the same, and without what threads make of it.
summary() { sed -n 's/^\([0-9]* programs\).*\(, seed [0-9]*:.*\)$/\1\2/p' "$output"; }

run 0 --seed 7 --cases 20
says ', seed 7: '
first=$(summary)
[[ -n $first ]] || fail "there is no summary"
run 0 --seed 7 --cases 20
[[ $(summary) == "$first" ]] || fail "the same seed gave '$(summary)' and then '$first'"

RC_PARAMS='seed=5 max_success=20' run 0
says ', seed 5: '
[[ $(summary) == "${first/seed 7/seed 5}" ]] || fail "max_success=20 is another number than --cases 20"
RC_PARAMS='seed=5 max_success=300' run 0 --seed 7 --cases 20
[[ $(summary) == "$first" ]] || fail "--seed and --cases do not win over RC_PARAMS"
RC_PARAMS='seed=soon' run 2
says "^RC_PARAMS='seed=soon' in the environment: "
says 'unset it'

# wrong_words TEXT WORD...: what is wrong is named.
wrong_words() {
    local text=$1
    shift
    run 2 "$@"
    grep -qxF -- "$text" "$output" || fail "no line is: $text"
    says '^usage: '
}
wrong_words "'--frob' is no option" --frob
wrong_words "'--frob' is no option" --frob 3
wrong_words "--cases takes a whole number from 1 to 99999999, not '0'" --cases 0
wrong_words "--cases takes a whole number from 1 to 99999999, not '1e3'" --cases 1e3
wrong_words "--for takes a whole number of at most 18 digits, not 'soon'" --for soon
wrong_words "--seed takes a whole number of at most 18 digits, not '-1'" --seed -1
wrong_words '--tally needs a value' --tally

# A short run is not judged by what it came across, but tells it.
run 0 --cases 5 --distribution
says '^(Sequential|Concurrent)\.rescue +[0-9]+ +100$'

# Ctrl-C, as a terminal sends it: job control, or the program would ignore it.
set -m
"$program" --save "$folder/found.mmtrace" --for 12 --seed 3 --tally "$folder/tally" \
    >"$output" 2>&1 &
child=$!
set +m
sleep 1
started=$SECONDS
kill -INT -- "-$child"
wait "$child"
status=$?
[[ $status == 130 ]] || fail "after Ctrl-C it ended with status $status, not 130"
((SECONDS - started < 9)) || fail "it went on for $((SECONDS - started)) s after Ctrl-C"
says '^[1-9][0-9]* programs.*, seed 3: (library and model agree|every run is linearizable)$'
grep -q $'\tproperty\t[1-9]' "$folder/tally" || fail "the tally does not say what was done"
echo "held: $program does what it is told"
