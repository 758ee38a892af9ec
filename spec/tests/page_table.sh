#!/usr/bin/env bash
# page_table.sh SPEC_FOLDER INCLUDE_FOLDER COMPILER TEST_NAMES: page.md has one row for each item of
# page_items.txt, and names counterparts, headers and tests that exist. TEST_NAMES is a file with one
# name a line.
set -u
spec=$1 include=$2 compiler=$3 tests=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# LINE ITEM COUNTERPARTS HEADER TESTS REASON, one row a line, with tabs between.
awk -F ' *[|] *' -v OFS='\t' '/^[|] `/ { gsub(/`/, ""); print FNR, $2, $3, $4, $5, $6 " " }' \
    "$spec/page.md" >"$folder/rows"
grep -v '^#' "$spec/page_items.txt" >"$folder/items"

declare -A is_item=() is_test=() rows_of=() words_of=()
while IFS= read -r item; do is_item[$item]=yes; done <"$folder/items"
while IFS= read -r name; do is_test[$name]=yes; done <"$tests"
while IFS=$'\t' read -r _ item _; do
    rows_of[$item]=$((${rows_of[$item]-0} + 1))
done <"$folder/rows"
while IFS= read -r item; do
    rows=${rows_of[$item]-0}
    ((rows == 1)) || fail "'$item' has $rows rows in page.md: give it one"
done <"$folder/items"

# names_a_test NAME: whether there is such a test, or one that begins so if NAME ends in a star.
names_a_test() {
    local test
    [[ $1 == *'*' ]] || { [[ -n ${is_test[$1]-} ]]; return; }
    for test in "${!is_test[@]}"; do
        [[ $test != "${1%'*'}"* ]] || return 0
    done
    return 1
}

# stands_in WORD FILE
stands_in() {
    [[ -n ${words_of[$2]-} ]] || words_of[$2]=" $(tr -cs 'a-zA-Z0-9_' ' ' <"$2") "
    [[ ${words_of[$2]} == *" $1 "* ]]
}

judge_row() { # LINE ITEM COUNTERPARTS HEADER TESTS REASON
    local name test
    [[ -n ${is_item[$2]-} ]] ||
        fail "page.md:$1: '$2' is no item: take the row away, or add it to page_items.txt"
    if [[ $3 == none ]]; then
        [[ -n ${6// /} ]] || fail "page.md:$1: '$2' has no counterpart and no reason why"
    else
        for name in ${3//,/ }; do judge_counterpart "$1" "$name" "$4"; done
    fi
    if [[ $5 == - ]]; then
        fail "page.md:$1: '$2' has no test"
        return
    fi
    for test in ${5//,/ }; do
        names_a_test "$test" ||
            fail "page.md:$1: '$2' names the test '$test', which does not exist"
    done
}

# judge_counterpart LINE NAME HEADER: a line for the compiler, which must know the name.
judge_counterpart() {
    local file=$include/$3
    printf '#line %d "page.md"\n' "$1" >>"$folder/uses"
    if [[ $2 =~ ^mm::[A-Z][A-Za-z]*::[a-z_]+$ ]]; then
        echo "const auto use_$((++uses)) [[maybe_unused]] = &$2;" >>"$folder/uses"
    else
        echo "namespace use_$((++uses)) { using ::$2; }" >>"$folder/uses"
    fi
    if [[ $3 == '<'*'>' ]]; then
        echo "#include $3" >>"$folder/headers"
    elif [[ ! -f $file ]]; then
        fail "page.md:$1: there is no header '$3'"
    else
        echo "#include \"$3\"" >>"$folder/headers"
        stands_in "${2##*::}" "$file" || fail "page.md:$1: '$3' does not name '$2'"
    fi
}

uses=0
: >"$folder/uses"
echo '#include "mm/mm.hpp"' >"$folder/headers"
while IFS=$'\t' read -r line item counterparts header names reason; do
    judge_row "$line" "$item" "$counterparts" "$header" "$names" "$reason"
done < <(sed 's/\t\t/\t-\t/g' "$folder/rows")  # read would take two tabs for one
((uses > 0)) || fail "page.md has no counterpart at all"

cat "$folder/headers" "$folder/uses" >"$folder/uses.cpp"
"$compiler" -std=c++20 -fsyntax-only "-I$include" "$folder/uses.cpp" >"$folder/errors" 2>&1 ||
    fail "a counterpart is not declared: $(grep -m 3 'error: ' "$folder/errors")"

((failures == 0)) && echo "$(wc -l <"$folder/items") items, $uses counterparts, each with its test"
exit $((failures > 0))
