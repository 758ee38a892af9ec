#!/bin/sh
# use.sh FOLDER: builds this project in FOLDER against the suite that CMAKE_PREFIX_PATH leads to. The
# right session must pass; of the wrong ones their author must be told what is wrong. Compiler is $CXX.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
folder=$1
CXX=${CXX:-c++} cmake -S "$here" -B "$folder" -D CMAKE_BUILD_TYPE=Release
cmake --build "$folder"
cd -- "$folder"

# ends STATUS PROGRAM ARGUMENT...: what it prints is kept in the file `said`.
ends() {
    wanted=$1
    shift
    status=0
    "$@" >said 2>&1 || status=$?
    [ "$status" = "$wanted" ] || { echo "$* ended with $status and not $wanted:"; cat said; exit 1; }
}
# says TEXT...: each an extended regular expression that a line of it must match.
says() {
    for text; do
        grep -qE -- "$text" said || { echo "'$text' does not stand in:"; cat said; exit 1; }
    done
}

ends 0 ./check_session --seed 1 --cases 500
says 'implementation and model agree' 'every run is linearizable'
echo 'a right session passes'

# A program of one operation after another: the operations, what is wrong, the rule, how to see it again.
ends 1 ./RECORD_IS_KEPT --seed 1 --save "$folder/kept.mmtrace"
says '^T1 mm_alloc [a-d]' '^T1 mmput [a-d]' \
    "^broken: Free.once: T1 [a-z_]* [a-d]: the model says '(teardown, )?free', the library gave" \
    '^rule: Free.once: .* freed' "^saved: $folder/kept.mmtrace" \
    "^replay: ./RECORD_IS_KEPT --replay $folder/kept.mmtrace" '^search again: .* --seed 1 --cases [0-9]+$'
ends 1 ./RECORD_IS_KEPT --replay "$folder/kept.mmtrace"
says 'T1 mmput [a-d] .* teardown' 'broken: Free.once: kept.mmtrace:'
ends 0 ./check_session --replay "$folder/kept.mmtrace"
echo 'a session whose record is kept is told of, and its trace shows it again'

# Threads that overlap: a timeline and its picture.
ends 1 ./JOIN_IN_TWO_STEPS --seed 1 --cases 50000 --save "$folder/join.mmtrace"
says 'implementation and model agree' '^broken: [A-Z][a-z]*\.[a-z_]*: no order of these is legal' \
    '^T[0-4]  mmget_not_zero [a-c] .*[|]=*[|]' '^[a-c]   teardown begins ' '^cannot come next: ' \
    "^rule: " "^replay: ./JOIN_IN_TWO_STEPS --replay $folder/join.mmtrace" '^search again: .* --cases 50000$'
grep -q '<svg' join.svg
echo 'a session that is joined in two steps is told of, with a timeline'
