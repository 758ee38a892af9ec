#!/usr/bin/env bash
# damaged_lists.sh SPEC_FOLDER: the generator refuses damaged lists of clauses, operations and
# situations, and says where and why; the lists as they are pass.
set -u
spec=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

generate() { awk -v kind="$1" -f "$spec/tables.awk" "$2" >"$folder/out" 2>"$folder/error"; }

# refuses KIND SED_EDIT MESSAGE
refuses() {
    sed "$2" "$spec/$1.md" >"$folder/$1.md"
    if cmp -s "$spec/$1.md" "$folder/$1.md"; then
        echo "FAILED: the edit '$2' changes nothing"
        failures=$((failures + 1))
    elif generate "$1" "$folder/$1.md"; then
        echo "FAILED: '$2' was accepted"
        failures=$((failures + 1))
    elif ! grep -q ":[0-9]*: .*$3" "$folder/error"; then
        echo "FAILED: '$2' was refused with: $(cat "$folder/error")"
        failures=$((failures + 1))
    fi
}

for kind in clauses operations situations; do
    if ! generate "$kind" "$spec/$kind.md"; then
        echo "FAILED: $kind.md was refused: $(cat "$folder/error")"
        failures=$((failures + 1))
    fi
done

refuses clauses 's/^## Free.once$/## Count.held/' "'Count.held' is defined twice"
refuses clauses 's/^## Free.once$/## free once/' "is no clause id"
refuses clauses '/^## Free.once$/,/^- Why/{/^- Why/d}' "Free.once has no field 'Why'"
refuses clauses '/^## Free.once$/,/^- At/s/^- At run time: .*/- At run time: perhaps/' "is 'observable' or"
refuses clauses '/^## Free.once$/a stray words' "expected a heading"
refuses operations 's/^## mmput$/## mmget/' "'mmget' is defined twice"
refuses operations '/^## mmput$/,/^- Call/s/tier=users //' "mmput has no trait 'tier'"
refuses operations '/^# Outside traces/,$d' "the part '# Outside traces' is missing"
refuses operations '/^## Slot::take$/,/^- Call/s/tier=either //' "Slot::take has no trait 'tier'"
refuses situations 's/^## Sequential.rescue$/## Concurrent.rescue/' "'Concurrent.rescue' is defined twice"
refuses situations 's/^## Sequential.rescue$/## Rescue/' "is no situation"
refuses situations '/^## Sequential.rescue$/,/^- Least/s/^- Least: .*/- Least: 99/' "at least 100"
refuses situations '/^## Concurrent.rescue$/,/^- Least/s/^- Needs: .*/- Needs: luck/' "'Needs' is"
refuses situations '/^## Sequential.rescue$/,/^- Least/{/^- What/d}' "Sequential.rescue has no field 'What'"

[ "$failures" -eq 0 ] && echo "17 lists judged as they should be"
exit $((failures > 0))
