#!/usr/bin/env bash
# judged_rightly.sh MODEL_FOLDER [WRONG_PROGRAM]: what is not shown is not taken for shown, and what is
# wrong with the input is said. WRONG_PROGRAM lists the states of a wrong reference model.
set -u
model=$1 wrong_program=${2-}
tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
source "$tests/../../tests/says.sh"
command -v spin >/dev/null || {
    echo "spin is missing; install the Debian package spin."
    exit 3
}

figures() {
    printf '%s\n' "$*" >"$folder/figures"
    export MMSPEC_MODEL_FIGURES=$folder/figures
}

# A PATH without spin, and one with a spin that is of no use.
tools "$folder/empty" bash sed awk dirname mktemp rm cp gcc grep head timeout cat basename mkdir
mkdir "$folder/useless"
printf '#!/bin/sh\necho "spin: it is broken" >&2\nexit 1\n' >"$folder/useless/spin"
chmod +x "$folder/useless/spin"
says 3 'spin is missing, so nothing is checked; install the Debian package spin' \
    env PATH="$folder/empty" "$model/check"
says 3 'spin is missing, so nothing is checked' env PATH="$folder/empty" "$model/check_broken"
says 3 'the C compiler no-such-compiler is missing' env CC=no-such-compiler "$model/check"

# What it shows goes into a tally, and what it finds broken.
figures 'two_tier safety 3 3 2 small 70034 204539'
says 0 'Shown: 1 searches' "$model/check" --tally "$folder/tally"
grep -qx $'Free.nothing_after\tmodel\t70034' "$folder/tally" || wrong 'the tally is:' "$(<"$folder/tally")"
mkdir "$folder/tree"
cp -R -- "$model" "$model/../runs" "$folder/tree"
awk -f "$model/../proof/apply_edit.awk" "$model/broken/get_ignores_zero.edit" "$model/two_tier.pml" \
    >"$folder/tree/model/two_tier.pml"
says 1 'NOT SHOWN: broken' "$folder/tree/model/check" --tally "$folder/broken"
grep -qx $'Final.no_revival\tmodel\tbroken' "$folder/broken" || wrong 'the tally is:' "$(<"$folder/broken")"
says 2 'cannot write' "$model/check" --tally "$folder/none/tally"

figures 'specification full 3 2 2 small 291 2013'
says 0 'Shown: 1 searches' "$model/check"
says 1 'NOT SHOWN: cannot be built' env PATH="$folder/useless:$PATH" "$model/check"
figures 'specification full 3 2 2 small 290 2013'
says 1 'held, but with other figures than states.txt: 290 and 2013' "$model/check"
figures 'two_tier full 4 2 2 small 1 1'
says 1 'NOT SHOWN: no answer in 1 s' "$model/check" --timeout 1 --tally "$folder/unanswered"
grep -q '^No answer: 1 of 1 searches did not end: two_tier full: no answer in 1 s; ' "$folder/output" ||
    wrong 'it ends with:' "$(tail -n 1 "$folder/output")"
[[ ! -s $folder/unanswered ]] || wrong 'the tally is:' "$(<"$folder/unanswered")"
figures 'two_tier No_such_formula 3 1 1 small 1 1'
says 1 'NOT SHOWN: ' "$model/check"
figures 'two_tier full 3 2'
says 2 'names no small search' "$model/check"
figures 'no_model full 3 2 2 small 1 1'
says 2 'is no search' "$model/check"
unset MMSPEC_MODEL_FIGURES
says 2 'unknown argument --lagre' "$model/check" --lagre
says 2 "--timeout takes whole seconds from 1 to 999999, not 'soon'" "$model/check" --timeout soon

says 1 'NOT FOUND: Free.nothing_after in 9 steps: held' "$model/check_broken" "$tests/not_wrong.edit"
sed 's/in 9 steps/in 8 steps/' "$model/broken/naive_counter.edit" >"$folder/length.edit"
says 1 'its shortest run has 9 steps' "$model/check_broken" "$folder/length.edit"
sed 's/^breaks: .*/breaks: Count.nothing/' "$model/broken/naive_counter.edit" >"$folder/clause.edit"
says 2 'abstract.pml has no clause Count.nothing' "$model/check_broken" "$folder/clause.edit"
sed '/^breaks: /d' "$model/broken/naive_counter.edit" >"$folder/silent.edit"
says 2 "has no line 'breaks: ...'" "$model/check_broken" "$folder/silent.edit"
sed 's/rescuers++;/rescuers--;/' "$model/broken/naive_counter.edit" >"$folder/stale.edit"
says 2 'its lines must match two_tier.pml' "$model/check_broken" "$folder/stale.edit"
says 2 'cannot read' "$model/check_broken" "$folder/none.edit"

# table SED_EDIT: the table of steps, edited.
table() {
    sed "$1" "$model/steps.md" >"$folder/steps.md"
    ! cmp -s "$model/steps.md" "$folder/steps.md" || wrong "'$1' changes nothing in steps.md"
    export MMSPEC_MODEL_STEPS=$folder/steps.md
}
says 0 'takes the steps of steps.md, each of them, and no others' "$model/check_steps"
table '/^| mmput_fetch_sub | mmput .* many /d'
says 1 'not in the table: mmput_fetch_sub, at its beginning, users 2 -> 1' "$model/check_steps"
table '/^| mmput_fetch_sub | mmput .* one /s/closing/overtaken/'
says 1 'not in the table: mmput_compare_exchange, at overtaken' "$model/check_steps"
table 's/^| mmget_fetch_add .*/&\n| mmget_fetch_add | mmget | users | adds 1 | relaxed | ZERO | done |/'
says 1 'not taken: mmget_fetch_add, at mmget, seeing ZERO' "$model/check_steps"
table '/^| mmget_not_zero_fetch_add .* ZERO /s/ no / yes /'
says 1 'not in the table: mmget_not_zero_fetch_add, at its beginning, users 1000 -> 1001' "$model/check_steps"
table '/^| load_and_free /s/ freed / done /'
says 1 'not in the table: load_and_free, at freeing, ' "$model/check_steps"
table '/^| worker_load /s/ linked / any /'
says 1 'not in the table: worker_load, at taken, ' "$model/check_steps"
table '/^| mmput_async_link /s/ stores / loads /'
says 1 'not in the table: mmput_async_link, at queued, ' "$model/check_steps"
table 's/ tears down / tears up /'
says 2 "'tears up' is nothing that a step does" "$model/check_steps"
unset MMSPEC_MODEL_STEPS
for name in rescue_without_its_count compare_exchange_in_two_steps naive_counter; do
    edit=$model/broken/$name.edit
    awk -f "$model/../proof/apply_edit.awk" "$edit" "$model/two_tier.pml" >"$folder/$name.pml"
    says 1 'The model and the table of steps.md have different steps.' "$model/check_steps" "$folder/$name.pml"
done
says 2 'cannot read the model' "$model/check_steps" "$folder/none"
says 3 'spin is missing, so nothing is checked' env PATH="$folder/empty" "$model/check_steps"

says 2 'cannot run' "$model/reachable" "$folder/none"
if [[ $wrong_program ]]; then
    says 1 'only the reference model reaches: freed users=0 grabs=2 queued=0' \
        "$model/reachable" "$wrong_program"
fi

finish
