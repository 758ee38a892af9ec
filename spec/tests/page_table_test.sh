#!/usr/bin/env bash
# page_table_test.sh SPEC_FOLDER INCLUDE_FOLDER COMPILER CTEST BUILD_FOLDER: page.md holds, and the
# check of it tells every damage.
set -u
spec=$1 include=$2 compiler=$3 ctest=$4 build=$5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
"$ctest" --test-dir "$build" -N | sed -n 's/^ *Test *#[0-9]*: //p' >"$folder/tests"

# check SPEC_FOLDER COMPILER
check() { "$spec/tests/page_table.sh" "$1" "$include" "$2" "$folder/tests"; }

# tells FILE SED_EDIT MESSAGE [COMPILER]: without a compiler, what needs none.
tells() {
    cp "$spec/page.md" "$spec/page_items.txt" "$folder"
    sed -i "$2" "$folder/$1"
    if cmp -s "$spec/$1" "$folder/$1"; then
        echo "FAILED: the edit '$2' changes nothing"
    elif check "$folder" "${4:-true}" >"$folder/output"; then
        echo "FAILED: '$2' was accepted"
    elif ! grep -q "$3" "$folder/output"; then
        echo "FAILED: '$2' was refused with: $(cat "$folder/output")"
    else
        return
    fi
    failures=$((failures + 1))
}

check "$spec" "$compiler" || failures=$((failures + 1))
tells page.md '/^| `Send`/d' "'Send' has 0 rows"
tells page.md '/^| `Send`/p' "'Send' has 2 rows"
tells page_items.txt '/^Send$/d' "'Send' is no item"
tells page.md '/^| `!Freeze`/s/In C++.*/ |/' "no counterpart and no reason"
tells page.md '/^| `Any::type_id`/s/`lib[^|]*`/ /' "'Any::type_id' has no test"
tells page.md 's/AnInfallibleConversionSucceeds/Vanished/' "Vanished', which does not exist"
tells page.md 's/Page\.\*/Book.*/' "Book.\*', which does not exist"
tells page.md 's/`mm::try_from`/`mm::attempt_from`/' "'mm/convert.hpp' does not name 'mm::attempt_from'"
tells page.md 's/`mm::Mm::as_raw`/`mm::Mm::here`/' "a counterpart is not declared: page.md:[0-9]*" "$compiler"
tells page.md 's/`mm\/borrow.hpp`/`mm\/lend.hpp`/' "there is no header 'mm/lend.hpp'"

((failures == 0)) && echo "11 tables judged as they should be"
exit $((failures > 0))
