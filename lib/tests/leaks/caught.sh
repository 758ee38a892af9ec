#!/usr/bin/env bash
# caught.sh EDIT TEST PROGRAM: runs the test of the leak reports on a program with the fault of EDIT
# built in; the test that EDIT names must fail.
set -u
edit=$1 test=$2 program=$3
what=$(sed -n 's/^what: //p' "$edit")
by=$(sed -n 's/^caught by: //p' "$edit")

[[ -x $program ]] || { echo "no program at $program: build it first"; exit 2; }
output=$("$test" --program "$program" 2>&1)
status=$?
if [[ $status -ne 1 || $output != *"[  FAILED  ] $by"* ]]; then
    printf 'SURVIVED: %s (%s): %s does not fail (exit status %s).\n%s\n' \
        "$(basename "$edit" .edit)" "$what" "$by" "$status" "$output"
    exit 1
fi
printf '%-12s caught by %s: %s\n' "$(basename "$edit" .edit)" "$by" "$what"
