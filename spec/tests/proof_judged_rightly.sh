#!/usr/bin/env bash
# proof_judged_rightly.sh PROOF_FOLDER: a solver that is missing, too slow, at a loss or broken proves
# nothing, and what is wrong with the input is said.
set -u
proof=$1
source "$(dirname -- "${BASH_SOURCE[0]}")/says.sh"
command -v z3 >/dev/null && command -v cvc5 >/dev/null || {
    echo "z3 or cvc5 is missing; install the Debian packages z3 and cvc5."
    exit 3
}

# proves STATUS TEXT WORD...: as says, of prove; a failure leaves no number in the tally.
proves() {
    : >"$folder/tally"
    says "$1" "$2" env PATH="${false_first-}$PATH" "$proof/prove" --tally "$folder/tally" "${@:3}"
    (($1 == 0)) || ! grep -q $'\t[0-9]' "$folder/tally" || wrong "${*:3} counts as proved"
}

# refuted TEXT WORD...: an answer is the wrong one.
refuted() {
    proves 1 "$@"
    grep -q 'Not proved: ' "$folder/output" || wrong "${*:2} does not say so in the end"
    grep -q $'^Count.held\tproof\tbroken$' "$folder/tally" || wrong "${*:2} does not count as broken"
}

# unanswered TEXT WORD...: an answer did not come, which breaks nothing.
unanswered() {
    proves 1 "$@"
    [[ $(tail -n 1 "$folder/output") == 'No answer: '*'; '* ]] || wrong "${*:2} does not say so in the end"
    ! grep -q broken "$folder/tally" || wrong "${*:2} counts as broken"
}

# solver NAME: a false one before all others on PATH, of the text that is read.
solver() {
    mkdir -p "$folder/false"
    { echo '#!/bin/sh' && cat; } >"$folder/false/$1"
    chmod +x "$folder/false/$1"
    false_first=$folder/false:
}
cat >"$folder/true.smt2" <<'SMT'
(set-logic QF_LIA)
(declare-const x Int)
(push 1) (echo "Count.held: nothing is below itself -- expect unsat")
(assert (< x x)) (check-sat) (pop 1)
SMT
# Needs more than a second, and nobody can answer it in that time.
cat >"$folder/hard.smt2" <<'SMT'
(set-logic QF_NIA)
(declare-const x Int) (declare-const y Int) (declare-const z Int)
(push 1) (echo "Count.held: 114 is no sum of three cubes above ten -- expect unsat")
(assert (and (> (* x x) 100) (= (+ (* x x x) (* y y y) (* z z z)) 114))) (check-sat) (pop 1)
SMT
sed 's/(< x x)/(< x 1)/' "$folder/true.smt2" >"$folder/wrong.smt2"
sed 's/(< x x)/(< x y)/' "$folder/true.smt2" >"$folder/unknown_name.smt2"
sed '/echo/s/(push 1).*/(push 1)/' "$folder/true.smt2" >"$folder/nameless.smt2"

proves 0 'Proved: 1 obligations' "$folder/true.smt2"
refuted 'Not proved' "$folder/wrong.smt2"
unanswered 'no answer in time; give a longer --timeout' --timeout 1 "$folder/hard.smt2"
proves 2 'a solver could not read a file' "$folder/unknown_name.smt2"
proves 2 'does not name each check-sat' "$folder/nameless.smt2"
proves 2 'cannot read' "$folder/none.smt2"
proves 2 "--timeout takes whole seconds from 1 to 999999, not '0'" --timeout 0

: >"$folder/tally"
tools "$folder/tools" bash env awk sed dirname cat mktemp rm z3
says 3 'cvc5 is missing, so nothing counts as proved; install the Debian package cvc5' \
    env PATH="$folder/tools" "$proof/prove" --tally "$folder/tally" "$folder/true.smt2"
[[ ! -s $folder/tally ]] || wrong 'what one solver shows counts as proved'
rm "$folder/tools/z3"
says 3 'z3 is missing, so nothing counts as proved' \
    env PATH="$folder/tools" "$proof/prove" --tally "$folder/tally" "$folder/true.smt2"

solver cvc5 <<'SOLVER'
sed -n 's/.*(echo \(".*"\)).*/\1/p'
echo unknown
SOLVER
unanswered 'the solver gave up' "$folder/true.smt2"
solver cvc5 <<<'exit 1'
unanswered 'the solver ended without an answer' "$folder/true.smt2"
solver cvc5 <<<'kill -SEGV $$'
unanswered 'the solver ended without an answer' "$folder/true.smt2"
solver cvc5 <<'SOLVER'
sed -n 's/.*(echo "\(.*\)").*/\1/p'
echo sat
SOLVER
refuted 'expected unsat' "$folder/true.smt2"

finish
