#!/usr/bin/env bash
# broken_proof_judged_rightly.sh PROOF_FOLDER: check_broken tells a wrong variant that is none, one whose
# run is another, and one that is damaged.
set -u
proof=$1
source "$(dirname -- "${BASH_SOURCE[0]}")/says.sh"
command -v z3 >/dev/null && command -v cvc5 >/dev/null || {
    echo "z3 or cvc5 is missing; install the Debian packages z3 and cvc5."
    exit 3
}

broken=$proof/broken/weak_compare_exchange.edit
says 0 'All 1 wrong variants were refused' "$proof/check_broken" "$broken"
sed '/^-- by/,/^-- end/{/^  (and (>= (F s) 1)$/s/.*/  (and (>= (F s) 1) (not (users_word_is s 0))/}' "$broken" \
    >"$folder/none_wrong.edit"
says 1 'HOLDS with' "$proof/check_broken" "$folder/none_wrong.edit"
says 1 'NOT FOUND: run: Teardown.order in 4 steps' "$proof/check_broken" "$folder/none_wrong.edit"
sed 's/in 4 steps/in 5 steps/' "$broken" >"$folder/shorter.edit"
says 1 'NOT FOUND: run: Teardown.order in 5 steps' "$proof/check_broken" "$folder/shorter.edit"
sed '/^run: /d' "$broken" >"$folder/silent.edit"
says 2 "has no line 'run: CLAUSE in N steps'" "$proof/check_broken" "$folder/silent.edit"
sed 's/^run: .*/run: Sleep.never in 2 steps/' "$broken" >"$folder/clause.edit"
says 2 'no run can show that Sleep.never is broken' "$proof/check_broken" "$folder/clause.edit"
sed 's/(>= (F s) 1)/(>= (F s) 7)/' "$broken" >"$folder/stale.edit"
says 2 'its lines must match two_tier.smt2' "$proof/check_broken" "$folder/stale.edit"

finish
