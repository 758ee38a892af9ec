#!/usr/bin/env bash
# What mmspec-verify concludes from what its programs report; each case has something wrong.
# Usage: see pretend.sh.

# shellcheck source=proptests/verify/tests/pretend.sh
source "${BASH_SOURCE[0]%/*}/pretend.sh"

case_held() {
    run 0 --seed 5 --for 1m
    says '^1/9  kept operation traces +held .* 2 traces; '
    says '^5/9  fuzzer +held .* 1\.2M inputs; '
    row Count.held held
    says '^Progress\.bounded +not observable at run time; .*proof: 7 obligations'
    says '^mmspec keeps its clauses: [0-9]+ held, [0-9]+ not observable at run time'
    says_not $'\e'
    awk 'length($0) > 100 && !/^mmspec/ { exit 1 }' "$output" || fail "a line is too long"
    while read -r id; do
        says "^$id +stated only"
    done < <(awk '/^## / { id = $2 } /^- Layers: none$/ { print id }' "$clauses")
    # Every clause has one row.
    while read -r id; do
        [[ $(grep -c "^$id " "$output") == 1 ]] || fail "$id does not have one row"
    done < <(sed -n 's/^## //p' "$clauses")
}

case_broken() {
    tally property Free.once >"$folder/property.expected"
    program "$properties" <<PROGRAM
cat -- "$folder/property.expected" >"\$2"
printf 'Free.once\tproperty\tbroken\n' >>"\$2"
echo "noise before"
echo "Falsifiable after 12 tests and 3 shrinks"
echo "T1 mmdrop a"
echo "saved: some/where/counterexample.mmtrace"
echo "replay: ./mmspec replay some/where/counterexample.mmtrace"
exit 1
PROGRAM
    run 1
    says '^3/9  property +VIOLATION .*Free\.once is broken$'
    says '^ +\| Falsifiable after 12 tests'
    says '^ +\| T1 mmdrop a$'
    says '^ +saved: some/where/counterexample'
    says_not 'noise before'
    row Free.once broken property=broken
    says '^mmspec does not keep its clauses: Free\.once \(property\) is broken; replay: \./mmspec rep'
}

# A property that held of programs which came across too little.
case_too_rare() {
    program "$properties" <<PROGRAM
cat -- "$folder/property.expected" >"\$2"
echo "too rare: Sequential.rescue: reached 5 times, at least 100 wanted: An upgrade gives a user."
exit 1
PROGRAM
    run 1
    says '^3/9  property +VIOLATION .*came across too little: Sequential\.rescue: reached 5 times'
    says_not 'keeps its clauses'
}

# A program that reports a broken clause and ends as if nothing was.
case_broken_but_silent() {
    printf 'Count.word\tproof\tbroken\n' >>"$folder/proof.expected"
    run 1
    says '^8/9  proof +VIOLATION'
    says '^mmspec does not keep its clauses: Count\.word \(proof\) is broken'
}

case_violation_without_tally() {
    program "$process" <<<'echo "step 3: they disagree: kernel says data"; exit 1'
    run 1
    says '^2/9  real process +VIOLATION'
    says '^ +\| step 3: they disagree'
    says '^mmspec does not keep its clauses: real process: found a violation \(log .*process\.log\)'
}

case_unexercised() {
    for layer in trace process property fuzz proof model; do
        tally "$layer" Owned.moved >"$folder/$layer.expected"
    done
    run 1
    row Owned.moved 'not exercised' {trace,process,contract,property,fuzz,proof,model}=0
    says '^Not every clause is shown to hold: .*; Owned\.moved was not exercised'
    says_not 'keeps its clauses'
}

# Number 0 is no exercise.
case_exercised_zero_times() {
    for layer in trace process property fuzz proof model; do
        tally "$layer" Owned.moved >"$folder/$layer.expected"
    done
    printf 'Owned.moved\ttrace\t0\n' >>"$folder/trace.expected"
    run 1
    says '^Owned\.moved +not exercised '
}

case_fuzzer_finds() {
    program "$fuzzer" <<PROGRAM
echo "INFO: Seed: 1"
echo "==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x1"
echo "artifact_prefix='x'; Test unit written to $build/fuzz/crash-1"
exit 77
PROGRAM
    run 1
    says '^5/9  fuzzer +VIOLATION .*stopped with status 77'
    says '^ +\| ==1==ERROR: AddressSanitizer: heap-use-after-free'
    says_not '\| INFO'
    says "^ +replay: '.*/bin/fuzz_raw_pointer' '.*/fuzz/crash-1'$"
}

# malformed LINE PATTERN: a tally with that line is refused with the file and the line.
malformed() {
    tally fuzz >"$folder/fuzz.expected"
    printf '%b' "$1" >>"$folder/fuzz.expected"
    run 2
    says "^5/9  fuzzer +bad input .*/verify/fuzz\\.tally:[0-9]+: $2"
    says '^The check itself went wrong: fuzzer: '
    says_not 'keeps its clauses'
}

case_malformed_tally() {
    malformed 'Count.hold\tfuzz\t1\n' "'Count\\.hold' is no clause"
    malformed 'Count.held\tguess\t1\n' "'guess' is no layer"
    malformed 'Count.held\tfuzz\tmany\n' "'many' is neither"
    malformed 'Count.held\tfuzz\t-1\n' "'-1' is neither"
    malformed 'Count.held\tfuzz\t18446744073709551616\n' "'18446744073709551616' is neither"
    malformed 'Count.held\tfuzz\t1 \n' "'1 ' is neither"
    malformed 'Count.held fuzz 1\n' 'expected CLAUSE<TAB>LAYER<TAB>NUMBER'
    malformed '\n' 'expected CLAUSE<TAB>LAYER<TAB>NUMBER'
    malformed 'Count.held\tfuzz\t1' 'the last line has no end'
}

case_no_tally() {
    program "$fuzzer" <<<'exit 0'
    run 2
    says '^5/9  fuzzer +bad input .*fuzz\.tally: the tally is missing'
    : >"$folder/proof.expected"
    run 2
    says '^8/9  proof +bad input .*proof\.tally: the tally is empty'
}

# The tally of an earlier run must not count for a program that writes none.
case_stale_tally() {
    run 0
    program "$fuzzer" <<<'exit 0'
    run 2
    says 'the tally is missing'
}

case_damaged_trace() {
    program "$replay" <<'PROGRAM'
echo "a.mmtrace: held, 4 operations as expected"
echo "b.mmtrace:3: 'mmgett' is no operation" >&2
exit 2
PROGRAM
    run 2
    says "^1/9  kept operation traces +bad input .*b\\.mmtrace:3: 'mmgett' is no operation"
    says_not '\| a\.mmtrace: held'
}

# The lines of the traces that went well do not hide the one that did not.
case_broken_trace() {
    program "$replay" <<'PROGRAM'
for i in {1..50}; do echo "early$i.mmtrace: held, 4 operations as expected"; done
echo "rescue.mmtrace: broken: Free.once: rescue.mmtrace:4: it says another free"
echo "replay: ./mmspec replay rescue.mmtrace"
for i in {1..50}; do echo "late$i.mmtrace: held, 4 operations as expected"; done
printf 'Free.once\ttrace\tbroken\n' >>"$3"
exit 1
PROGRAM
    run 1
    says '^ +\| rescue\.mmtrace: broken: Free\.once: '
    says_not '\| (early|late)'
    says 'Free\.once \(trace\) is broken; replay: \./mmspec replay rescue\.mmtrace'
}

case_violation_outranks_bad_input() {
    program "$replay" <<<'echo "x.mmtrace:1: damaged"; exit 2'
    program "$fuzzer" <<<'exit 77'
    run 1
}

case_process_not_run() {
    program "$process" <<<'echo "not run: /proc/1/mem may not be opened (EACCES)."; exit 3'
    run 0
    says '^2/9  real process +not run +.*/proc/1/mem may not be opened'
    row Final.no_revival held process='not run'
    says '^mmspec keeps its clauses: .*; the real process was not run: /proc/1/mem .*\(EACCES\)\.$'
}

case_process_partly_run() {
    sed -i 's/^echo stat.*//; $a echo "clone: not run: no CLONE_VM here"\necho "not run: no CLONE_VM here"' "$process"
    run 0
    says '^2/9  real process +held'
    [[ $(grep -c '^ *not run: no CLONE_VM here$' "$output") == 1 ]] || fail "not said once"
    says '; part of the real process was not run: no CLONE_VM here\.$'
}

case_spin_missing() {
    program "$search" <<<'echo "check: spin is missing, so nothing is checked; install the Debian package spin." >&2; exit 3'
    run 3
    says '^9/9  model +not run .*spin is missing'
    says '^Not everything could run: model: '
    says_not 'keeps its clauses'
}

# A solver that did not come to an end has broken nothing, and its tally has nothing of it.
case_solver_gives_up() {
    program "$prove" <<'PROGRAM'
: >>"$2"
echo "No answer: 1 of 86 did not come: z3 had no answer to \"Invariant: kept\" in time; give a longer --timeout."
exit 1
PROGRAM
    run 3
    says '^8/9  proof +not run .*no answer: 1 of 86 did not come: z3 had no answer to'
    says '^Not everything could run: proof: no answer: .* give a longer --timeout'
    says_not 'broken|keeps its clauses'
}

# What it has refuted all the same counts.
case_solver_gives_up_and_refutes() {
    program "$prove" <<'PROGRAM'
printf 'Count.word\tproof\tbroken\n' >>"$2"
echo "No answer: 1 of 86 did not come."
exit 1
PROGRAM
    run 1
    says '^8/9  proof +VIOLATION'
    says '^mmspec does not keep its clauses: Count\.word \(proof\) is broken'
}

case_search_finds() {
    printf 'Teardown.once\tmodel\tbroken\n' >>"$folder/model.expected"
    run 1
    says '^9/9  model +VIOLATION'
    says '^mmspec does not keep its clauses: Teardown\.once \(model\) is broken'
}

case_solver_missing() {
    program "$prove" <<<'echo "z3 is missing; install the Debian package z3."; exit 3'
    run 3
    says '^8/9  proof +not run .*z3 is missing'
    says '^Not everything could run: proof: z3 is missing; install the Debian package z3 '
    says_not 'keeps its clauses'
}

run_case
