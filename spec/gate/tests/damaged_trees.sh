#!/usr/bin/env bash
# damaged_trees.sh SOURCE_FOLDER: the gate refuses trees in which one thing is wrong, and says what; the
# same tree unharmed passes.
set -u
source=$1
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
failures=0 tried=0
mkdir "$folder/right"
(cd -- "$source" && tar -c --exclude=fuzz/corpus README.md spec lib contracts proptests fuzz) |
    tar -x -C "$folder/right"

gate() { "$folder/$1/spec/gate/gate" "${@:2}" >"$folder/output" 2>&1; }

wrong() {
    echo "FAILED: $*"
    sed 's/^/  | /' "$folder/output" | head -n 20
    failures=$((failures + 1))
}

# refuses MESSAGE FILE SED_EDIT: with MESSAGE, and status 1.
refuses() {
    tried=$((tried + 1))
    cp -- "$folder/right/$2" "$folder/kept"
    sed -i "$3" "$folder/right/$2"
    if cmp -s "$folder/kept" "$folder/right/$2"; then
        wrong "the edit '$3' changes nothing in $2"
    elif gate right; (($? != 1)); then
        wrong "'$3' in $2 was not refused with status 1"
    elif ! grep -q -- "$1" "$folder/output"; then
        wrong "'$3' in $2 was refused for another reason than '$1'"
    fi
    cp -- "$folder/kept" "$folder/right/$2"
}

gate right || wrong "the tree as it is was refused"

clauses=spec/clauses.md
refuses 'Visibility.free declares the layer process, but nothing there names' $clauses \
    '/^## Visibility.free$/,/^- At/s/^- Layers: .*/& process/'
refuses "'guess' is no layer" $clauses '/^## Visibility.free$/,/^- At/s/^- Layers: .*/& guess/'
refuses "'Count.held' is defined twice" $clauses 's/^## Free.once$/## Count.held/'
refuses "'Count.helt' is no clause" lib/include/mm/two_tier_count.hpp 's/Count\.held/Count.helt/'
refuses "'Count.helt' is no clause" spec/protocol.md 's/^# .*/& (Count.helt)/'
refuses "'Count.wort' is no clause" proptests/variants/rescue_without_its_count.edit \
    's/^breaks: .*/breaks: Count.wort/'
refuses "'Free.twice' is no clause" spec/proof/broken/freed_twice.edit 's/^fails: Free.once/fails: Free.twice/'
refuses "'Cuont.held' is no clause" spec/protocol.md 's/^# .*/& (Free.once, Cuont.held)/'
refuses "'Cuont.held' is no clause" lib/include/mm/two_tier_count.hpp 's/(Count\.held)/(Cuont.held)/'
refuses "'Cuont.held' is no clause" lib/tests/must_not_compile/move_from_a_pinned_object.cpp \
    's/^\/\/ Breaks [A-Za-z]*\.[a-z_]*/\/\/ Breaks Cuont.held/'
refuses "by trcae .*' is not 'also: CLAUSE by" proptests/variants/get_ignores_zero.edit \
    '/^also: /s/ by trace/ by trcae/'
refuses 'belongs to no layer' proptests/variants/get_ignores_zero.edit 's/^caught by: .*/caught by: luck/'
refuses 'does not name that clause' lib/tests/variants/flush_returns_early.edit \
    's/^breaks: .*/breaks: Leak.none/'
refuses 'is defined nowhere' lib/tests/variants/flush_returns_early.edit \
    's/^caught by: plain .*/caught by: plain Flush.Vanished/'
refuses 'matrix.md is stale' spec/matrix.md 's/shown/cited/'
refuses 'matrix.md is stale' proptests/variants/get_ignores_zero.edit '/^breaks: /d'
refuses 'matrix.md is stale' proptests/variants/get_ignores_zero.edit \
    's/^breaks: .*/& or Count.held/'
refuses 'matrix.md is stale' proptests/variants/naive_counter.edit '/^steps: /d'
refuses 'matrix.md is stale' proptests/variants/get_ignores_zero.edit '/^also: /d'
refuses "'Count.wort' is no clause" proptests/variants/rescue_without_its_count.edit \
    's/^also: Count.word/also: Count.wort/'
refuses 'matrix.md is stale' fuzz/tests/wrong_variants.cmake \
    's/^finds_operations(get_ignores_zero)/may_show_others(get_ignores_zero)/'
refuses 'matrix.md is stale' fuzz/variants.cmake 's/^set(naive_counter_shows/set(get_ignores_zero_shows/'
refuses 'matrix.md is stale' lib/tests/must_not_compile/move_from_a_pinned_object.cpp '/^\/\/ Breaks/s/Breaks/About/'

# Renewed, the tree passes again.
sed -i '/^breaks: /d' "$folder/right/proptests/variants/get_ignores_zero.edit"
gate right --renew && gate right || wrong "a renewed matrix was refused"
gate right --renw
(($? == 2)) || wrong "an unknown option was not refused with status 2"

((failures == 0)) && echo "$tried damaged trees refused"
exit $((failures > 0))
