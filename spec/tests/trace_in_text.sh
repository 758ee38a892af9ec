#!/usr/bin/env bash
# trace_in_text.sh SPEC_FOLDER REPLAY: the life that introduction.md tells is a trace that holds, and
# with a wrong number in it does not.
set -u
spec=$1 replay=$2
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
sed -n 's/^    \(T[1-4] .*\)/\1/p' "$spec/introduction.md" >"$folder/life.mmtrace"
grep -q '^T1 mm_alloc' "$folder/life.mmtrace" || { echo "FAILED: introduction.md tells no life"; exit 1; }
"$replay" --quiet "$folder/life.mmtrace" || { echo "FAILED: the life in introduction.md does not hold"; exit 1; }
sed 's/users 2/users 3/' "$folder/life.mmtrace" >"$folder/wrong.mmtrace"
"$replay" --quiet "$folder/wrong.mmtrace" >"$folder/output" 2>&1
(($? != 0)) && grep -q 'users is 2, not 3' "$folder/output" ||
    { echo "FAILED: a wrong number passes"; cat "$folder/output"; exit 1; }
