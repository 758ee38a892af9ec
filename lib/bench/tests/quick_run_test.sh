#!/usr/bin/env bash
# quick_run_test.sh BENCH BENCH_CHECKED FIGURES: a short run of both programs gives a table in which
# every subject has a figure, and wrong words are refused.
set -u
bench=$1 checked=$2 figures=$3
folder=$(mktemp -d "${TMPDIR:-/tmp}/mmspec bench.XXXXXX") || exit 2
trap 'rm -rf -- "$folder"' EXIT

wrong() { printf 'WRONG: %s\n' "$*"; exit 1; }

# refuses STATUS TEXT WORD...
refuses() {
    local status=$1 text=$2 said found
    shift 2
    said=$("$bench" "$@" 2>&1)
    found=$?
    if ((found != status)) || [[ $said != *"$text"* ]]; then
        wrong "mmspec-bench $* ended with $found and said: $said"
    fi
}
refuses 2 "'--fast' is no option" --fast
refuses 2 'Usage: mmspec-bench [--quick] RECORD'
refuses 2 "'two' is no option, or a second file" one two

"$bench" --quick "$folder/plain.json" >"$folder/log" 2>&1 || wrong "$(cat "$folder/log")"
"$checked" --quick "$folder/checked.json" >"$folder/log" 2>&1 || wrong "$(cat "$folder/log")"
table=$("$figures" show "$folder") || wrong "no table: $table"
for subject in 'ARef<MmWithUser>' 'mm_alloc, mmput_async, checked' 'std::weak_ptr::lock' \
    'std::atomic<std::shared_ptr>' 'boost::intrusive_ptr' urcu_ref 'compare-exchange loop'; do
    [[ $table == *"  $subject "* ]] || wrong "no row of $subject in: $table"
done
echo 'a short run gives a table with every subject'
