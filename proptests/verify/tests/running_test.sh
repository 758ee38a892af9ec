#!/usr/bin/env bash
# How mmspec-verify runs its programs: arguments, what is missing, crashes, hangs, interruptions.
# Usage: see pretend.sh.

# shellcheck source=proptests/verify/tests/pretend.sh
source "${BASH_SOURCE[0]%/*}/pretend.sh"

case_arguments() {
    program "$properties" <<<'printf "%s\n" "$@"; exit 1'
    program "$fuzzer" <<<'printf "%s\n" "$@"; exit 1'
    run 1 --seed 4294967301 --for 10m
    grep -Fxq -- --seed "$build/verify/property.log" || fail "the property got no --seed"
    grep -Fxq -- 4294967301 "$build/verify/property.log" || fail "the property got another seed"
    grep -Fxq -- 180 "$build/verify/property.log" || fail "the property got another time"
    grep -Fxq -- -seed=5 "$build/verify/fuzz.log" || fail "the fuzzer got another seed"
    grep -Fxq -- -max_total_time=180 "$build/verify/fuzz.log" || fail "the fuzzer got another time"
    grep -Fxq -- "$build/fuzz/corpus" "$build/verify/fuzz.log" || fail "the fuzzer got no corpus"
}

case_crash() {
    program "$properties" <<<'echo "before the end"; kill -SEGV $$'
    run 1
    says '^3/9  property +VIOLATION .*crashed with SIGSEGV'
    says '^ +\| before the end'
    says 'log: .*/verify/property\.log$'
    says '^mmspec does not keep its clauses: property: crashed with SIGSEGV'
}

# A shell script whose solver crashed hands on 128 and the number of the signal.
case_crash_below() {
    program "$prove" <<<'exit 134'
    run 1
    says '^8/9  proof +VIOLATION .*crashed with SIGABRT'
}

case_missing_program() {
    rm -- "$properties"
    chmod -x -- "$fuzzer"
    run 3
    says "mmspec-properties, fuzz_raw_pointer\. Build with: cmake --build '.*/the build' --target mmsp"
}

case_missing_input() {
    rm -- "$source/proptests/traces/"*
    run 2
    says 'no operation trace \(\*\.mmtrace\) in .*/traces; restore'
    touch "$source/proptests/traces/a.mmtrace"
    rm -- "$prove"
    run 2
    says 'proof/prove is missing; restore'
}

case_hangs() {
    program "$properties" <<<'echo "stuck"; exec sleep 60'
    run 1 --deadline 2 --for 5
    says '^3/9  property +VIOLATION .*hangs: ended after [3-9]\.'
}

# What a program leaves running is ended with it, and does not keep the run from ending.
case_left_behind() {
    program "$folder/behind" <<PROGRAM
echo \$\$ >"$folder/left"
exec sleep 60
PROGRAM
    sed -i "\$a '$folder/behind' & until [[ -s '$folder/left' ]]; do :; done" "$process"
    run 0
    until_ has_ended "$(<"$folder/left")"
}

# interrupt SIGNAL: both programs that run get SIGINT and end; the run ends with 130.
interrupt() {
    local id status
    for each in "$replay" "$process"; do
        program "$each" <<PROGRAM
trap 'echo > "$folder/stopped.\${0##*/}"; exit 130' INT
echo > "$folder/started.\${0##*/}"
while :; do sleep 0.05; done
PROGRAM
    done
    "$verify" --build "$build" --source "$source" >"$output" 2>&1 &
    id=$!
    until_ test -e "$folder/started.mmspec-replay"
    until_ test -e "$folder/started.mmspec-process"
    kill "-$1" "$id"
    wait "$id"
    status=$?
    [[ $status == 130 ]] || fail "exit status $status after SIG$1, not 130"
    [[ -e $folder/stopped.mmspec-replay && -e $folder/stopped.mmspec-process ]] ||
        fail "a program was not told"
    says '^1/9  kept operation traces +interrupted'
    says '^2/9  real process +interrupted'
    says_not '^3/9'
    says '^interrupted: what was done until then$'
    says '^Count\.held +not exercised '
    says '^Interrupted: 0 of 9 steps had ended; run again'
    rm -f -- "$folder"/st*.mmspec-*
}

case_interrupted() {
    interrupt INT
    interrupt TERM
}

# One that does not listen is ended after a while.
case_interrupted_deaf() {
    program "$fuzzer" <<PROGRAM
trap '' INT
echo > "$folder/started"
while :; do sleep 0.05; done
PROGRAM
    "$verify" --build "$build" --source "$source" >"$output" 2>&1 &
    local id=$! status
    until_ test -e "$folder/started"
    until_ grep -q '^3/9' "$output"
    kill -INT "$id"
    sleep 0.1
    kill -INT "$id"
    wait "$id"
    status=$?
    [[ $status == 130 ]] || fail "exit status $status, not 130"
    says '^3/9  property +held'
    says '^5/9  fuzzer +interrupted'
    says '^Final\.no_revival +held '
}

# The signal comes when the programs of the first steps have just ended and no other is started.
case_interrupted_between() {
    local id status
    cat >"$folder/prelude" <<PRELUDE
echo \$\$ >"$folder/id.\${0##*/}"
until [[ -e "$folder/go" ]]; do sleep 0.05; done
PRELUDE
    sed -i "1r $folder/prelude" "$replay" "$process"
    "$verify" --build "$build" --source "$source" >"$output" 2>&1 &
    id=$!
    until_ test -s "$folder/id.mmspec-replay"
    until_ test -s "$folder/id.mmspec-process"
    kill -STOP "$id"
    touch "$folder/go"
    until_ has_ended "$(<"$folder/id.mmspec-replay")"
    until_ has_ended "$(<"$folder/id.mmspec-process")"
    kill -INT "$id"
    kill -CONT "$id"
    wait "$id"
    status=$?
    [[ $status == 130 ]] || fail "exit status $status, not 130"
    says '^2/9  real process +held'
    says_not '^3/9'
    says '^interrupted: what was done until then$'
    row Count.held held property='not run' fuzz='not run' proof='not run' model='not run'
    says '^Interrupted: 2 of 9 steps had ended'
}

case_disk_full() {
    mkdir -p "$build/verify"
    ln -s /dev/full "$build/verify/process.log"
    program "$process" <<<'echo something; exec sleep 60'
    run 3
    says 'cannot write the log .*process\.log: No space left on device; free some space'
}

case_usage() {
    "$verify" --build "$build" >"$output" 2>&1
    [[ $? == 2 ]] || fail "--source was not missed"
    says '--source is missing'
    for wrong in --for=3 --colour; do
        run 2 "$wrong"
        says "'$wrong' is no option"
    done
    for wrong in 3 1 0 -5 10x 25h 99999999999999999999 ''; do
        run 2 --for "$wrong"
        says "--for takes a time from 5 s to 24 h"
    done
    run 2 --deadline 1
    says '--deadline takes a time from 2 s to 24 h'
    run 2 --seed 1x
    says '--seed takes a whole number'
    run 2 --seed
    says '--seed needs a value'
    run 2 --build "$folder/nowhere"
    says "nowhere' is no folder; configure and build one"
    run 0 --help
    says '^Usage: mmspec-verify '
}

run_case
