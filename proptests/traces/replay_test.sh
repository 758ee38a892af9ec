#!/usr/bin/env bash
# What mmspec-replay says to kept traces, and to files that are no traces.
#
# Usage: replay_test.sh REPLAY TRACES CLAUSES CASE
#   REPLAY   the program mmspec-replay
#   TRACES   the folder of the kept traces
#   CLAUSES  spec/clauses.md
#   CASE     the name of a function case_NAME below
set -u

replay=$1 traces=$2 clauses=$3 name=$4
folder=$(mktemp -d "${TMPDIR:-/tmp}/mmspec replay.XXXXXX") || exit 3
trap 'rm -rf -- "$folder"' EXIT
output="$folder/output"

fail() {
    printf '%s\n' "FAILED: $*" "--- output:" >&2
    cat -- "$output" >&2
    exit 1
}

# expect STATUS ARGUMENT...: runs replay in the folder; both its outputs go to $output.
expect() {
    local expected=$1 status
    shift
    (cd -- "$folder" && "$replay" "$@") >"$output" 2>&1
    status=$?
    ((status == expected)) || fail "status $status, expected $expected: mmspec-replay $*"
}

says() { grep -qF -- "$1" "$output" || fail "does not say: $1"; }

# expect_unfinished: a trace from standard input is not run to its end, which leaves its mms behind:
# a leak detector that reported them would change the exit status.
expect_unfinished() {
    cat >"$folder/damaged.mmtrace"
    ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" expect 2 --quiet damaged.mmtrace
}

# refuses LINE CAUSE: so it is with this line, for this cause.
refuses() {
    expect_unfinished
    says "damaged.mmtrace:$1: $2"
}

# ends_with CAUSE: the same for what is wrong at the end of the file.
ends_with() {
    expect_unfinished
    says "damaged.mmtrace: at the end $1"
}

# Every kept trace holds; a quiet run says so in one line each.
case_kept() {
    local kept=("$traces"/*.mmtrace) trace number=0 line
    expect 0 --quiet "${kept[@]}"
    while IFS= read -r line; do
        trace=${kept[number]}
        [[ $line =~ ^"$trace: held, "[1-9][0-9]*" operations as expected"$ ]] ||
            fail "for $trace it says: $line"
        number=$((number + 1))
    done <"$output"
    ((number == ${#kept[@]})) || fail "$number lines for ${#kept[@]} traces"
    ((number >= 24)) || fail "only $number kept traces"
}

# Together they exercise every clause whose layers name traces.
case_clauses() {
    local clause wanted=()
    expect 0 --quiet --tally "$folder/tally" "$traces"/*.mmtrace
    mapfile -t wanted < <(awk '/^## / { id = substr($0, 4) }
        /^- Layers: / && index($0 " ", " trace ") { print id }' "$clauses")
    ((${#wanted[@]} > 0)) || fail "$clauses names no clause that traces check"
    for clause in "${wanted[@]}"; do
        grep -qE "^${clause//./\\.}"$'\ttrace\t[1-9][0-9]*$' "$folder/tally" ||
            fail "no kept trace exercises $clause"
    done
}

# The steps of one trace, whole. Addresses differ from run to run.
case_steps() {
    expect 0 "$traces/misuse_take_over.mmtrace"
    sed -i -e 's/0x[0-9a-f]*/ADDRESS/' -e "s:$traces/::" "$output"
    diff -u -- "$traces/misuse_take_over.steps" "$output" >"$folder/difference" ||
        fail "the steps differ: $(<"$folder/difference")"
}

# Lines that are not of the text form.
case_lines() {
    refuses 2 "there is no operation 'mmgett'" <<'TRACE'
T1 mm_alloc a
T1 mmgett a
TRACE
    refuses 1 "expected a thread, T1 to T4, not 'T5'" <<<'T5 mm_alloc a'
    refuses 1 "expected a thread, T1 to T4, not 'mm_alloc'" <<<'mm_alloc a'
    refuses 1 "expected an mm (a to d, null, wild, foreign or inside), not 'e'" <<<'T1 mm_alloc e'
    refuses 1 "expected an mm at the end of the line" <<<'T1 mm_alloc'
    refuses 1 "expected the name of an operation at the end of the line" <<<'T1'
    refuses 1 "expected an ARef (g0 to g7, u0 to u7 or q0 to q7), not 'u8'" <<<'T1 ARef::from_raw a u8'
    refuses 1 "expected the ARef that is to hold the result at the end" <<<'T1 ARef::from_raw a'
    refuses 1 "expected a number, not 'many'" <<<'T1 mm_alloc a users=many'
    refuses 1 "expected a number, not '-1'" <<<'T1 mm_alloc a users=-1'
    refuses 1 "expected a number, not ''" <<<'T1 mm_alloc a users='
    refuses 1 "expected a number, not '18446744073709551616'" \
        <<<'T1 mm_alloc a users=18446744073709551616'
    refuses 1 "unexpected argument 'b'" <<<'T1 mm_alloc a b'
    refuses 1 "unexpected argument 'refs=2'" <<<'T1 mm_alloc a refs=2'
    refuses 1 "there is no step 'lunch'" <<<'T1 mmput a before lunch'
    refuses 1 "expected a step: fetch_add, fetch_sub, compare_exchange, exchange or teardown at the end" \
        <<<'T1 mmput a before'
    refuses 3 "behind the arrow stand outcomes, separated by commas" <<'TRACE'
# The outcome has garbage behind it.

T1 mm_alloc a -> users 1, count 1 and more
TRACE
    refuses 1 "behind the arrow stand outcomes, separated by commas" <<<'T1 mm_alloc a ->'
    refuses 1 "expected a number, not 'one'" <<<'T1 mm_alloc a -> users one'
    refuses 1 "there is no clause 'Owned.nothing'" <<<'T1 mmput null -> refused Owned.nothing'
    refuses 1 "leak names the mms that are not freed at the end" <<<'leak'
    refuses 1 "only a to d can leak" <<<'leak null'
    refuses 3 "leak is the last line" <<'TRACE'
T1 mm_alloc a
leak a
T1 mmput a
TRACE
}

# Lines that no program could hold.
case_impossible() {
    refuses 1 "T1 mmget b: no mm_alloc has bound this name yet" <<<'T1 mmget b'
    refuses 1 "T1 ARef::drop g0: this ARef does not exist" <<<'T1 ARef::drop g0'
    refuses 1 "T1 resume: this thread is not stopped inside an operation" <<<'T1 resume'
    refuses 1 "T1 mm_alloc null: only a to d can be made" <<<'T1 mm_alloc null'
    refuses 1 "T1 Mm::as_raw null: there are no null references" <<<'T1 Mm::as_raw null'
    refuses 2 "T2 mm_alloc a: this mm is not freed yet" <<'TRACE'
T1 mm_alloc a
T2 mm_alloc a
TRACE
    refuses 2 "T1 mmget a before fetch_sub: this operation has no such step" <<'TRACE'
T1 mm_alloc a
T1 mmget a before fetch_sub
TRACE
    refuses 3 "T1 mmget a: this thread is stopped inside an operation: resume it first" <<'TRACE'
T1 mm_alloc a
T1 mmput a before teardown
T1 mmget a
TRACE
    refuses 3 "T1 ARef::from_reference a u0: the ARef that is to hold the result refers to something" <<'TRACE'
T1 mm_alloc a
T1 ARef::from_raw a u0
T1 ARef::from_reference a u0
TRACE
    refuses 3 "T1 ARef::move u0 g0: an ARef of one type does not become one of another by a clone or a move" <<'TRACE'
T1 mm_alloc a
T1 ARef::from_raw a u0
T1 ARef::move u0 g0
TRACE
    refuses 3 "T1 MmWithUser::into_mmput_async u0 u1: it gives an ARef<MmWithUserAsync>: q0 to q7" \
        <<'TRACE'
T1 mm_alloc a
T1 ARef::from_raw a u0
T1 MmWithUser::into_mmput_async u0 u1
TRACE
    refuses 3 "T1 MmWithUser::into_mmput_async g0 q1: it takes an ARef<MmWithUser>: u0 to u7" \
        <<'TRACE'
T1 mm_alloc a grabs=1
T1 ARef::from_raw a g0
T1 MmWithUser::into_mmput_async g0 q1
TRACE
    refuses 1 "T1 AtomicContext::leave: this thread is in no atomic context" <<<'T1 AtomicContext::leave'
    refuses 2 "T1 mmput_async a before teardown: this operation has no such step" <<'TRACE'
T1 mm_alloc a
T1 mmput_async a before teardown
TRACE
    refuses 2 "T1 mmput a before exchange: this operation has no such step" <<'TRACE'
T1 mm_alloc a
T1 mmput a before exchange
TRACE
    refuses 4 "T2 ARef::clone u0 u1: an operation that is stopped uses this ARef" <<'TRACE'
T1 mm_alloc a
T1 ARef::from_raw a u0
T1 ARef::drop u0 before compare_exchange
T2 ARef::clone u0 u1
TRACE
    refuses 5 "T1 ARef::drop u0: this ARef does not exist" <<'TRACE'
T1 mm_alloc a
T1 ARef::from_raw a u0
T1 ARef::drop u0 before compare_exchange
T1 resume
T1 ARef::drop u0
TRACE
}

# Outcomes that are stated and do not come out, events that come out and are not stated.
case_outcomes() {
    local wrong="the trace does not say what model and library agree on"
    refuses 1 "$wrong: users is 1, not 5" <<<'T1 mm_alloc a -> users 5'
    refuses 1 "$wrong: count is 1, not 2" <<<'T1 mm_alloc a -> count 2'
    refuses 1 "$wrong: it says another refusal, or none" <<<'T1 mmput null -> teardown'
    refuses 1 "$wrong: it says another refusal, or none" <<<'T1 mmput null -> refused Owned.user'
    refuses 1 "$wrong: it says another answer" <<<'T1 mmget_not_zero wild -> yes, refused Owned.alive'
    refuses 1 "$wrong: there is no users to read" <<<'T1 mmput null -> refused Owned.alive, users 0'
    refuses 2 "$wrong: it says another teardown, or none" <<'TRACE'
T1 mm_alloc a
T1 mmput a -> free
TRACE
    refuses 2 "$wrong: it says another free, or none" <<'TRACE'
T1 mm_alloc a
T1 mmput a -> teardown
TRACE
    refuses 2 "$wrong: it says another queueing, or none" <<'TRACE'
T1 mm_alloc a
T1 mmput_async a -> users 0
TRACE
    refuses 2 "$wrong: it says another queueing, or none" <<'TRACE'
T1 mm_alloc a users=2
T1 mmput_async a -> queued
TRACE
    refuses 2 "$wrong: it says another stop, or none" <<'TRACE'
T1 mm_alloc a
T1 mmget a -> stopped
TRACE
    ends_with "these are not freed: a; give their references up, or end with 'leak a'" \
        <<<'T1 mm_alloc a'
    ends_with "these are not freed: b; give" <<'TRACE'
T1 mm_alloc a
T1 mm_alloc b
T1 mmput a -> teardown, free
TRACE
    ends_with "a thread is in an atomic context; add 'T2 AtomicContext::leave'" \
        <<<'T2 AtomicContext::enter'
    ends_with "every mm is freed, but the trace ends in 'leak'" <<'TRACE'
T1 mm_alloc a
T1 mmput a
leak a
TRACE
}

# Files that hold no trace.
case_files() {
    : >"$folder/empty.mmtrace"
    expect 2 empty.mmtrace
    says "empty.mmtrace: holds no operation: a trace has one a line, for example 'T1 mm_alloc a'"
    printf '# Nothing but words.\n\n' >"$folder/words.mmtrace"
    expect 2 words.mmtrace
    says "words.mmtrace: holds no operation"
    expect 2 nowhere.mmtrace
    says "nowhere.mmtrace: cannot be read: check the name and the rights"
    mkdir -- "$folder/folder.mmtrace"
    expect 2 folder.mmtrace
    says "folder.mmtrace: cannot be read"
    printf '\177ELF\2\1\1\0\0\377\376\n\0\0' >"$folder/noise.mmtrace"
    expect 2 noise.mmtrace
    says "noise.mmtrace:1: expected a thread, T1 to T4, not '"
    head -c 100000 -- "$replay" >"$folder/program.mmtrace"
    expect 2 program.mmtrace
    says "program.mmtrace:1: "
    # What is wrong with one file does not keep the others from running.
    printf 'T1 mm_alloc a -> users 1\r\nT1 mmput a -> teardown, free\r\n' >"$folder/a life.mmtrace"
    expect 2 --quiet nowhere.mmtrace 'a life.mmtrace'
    says "a life.mmtrace: held, 2 operations as expected"
    expect 0 --quiet 'a life.mmtrace'
}

# The command line, and a tally that cannot be written.
case_arguments() {
    expect 2
    says "usage: mmspec-replay"
    expect 2 --loud life.mmtrace
    says "usage: mmspec-replay"
    expect 2 --tally
    says "usage: mmspec-replay"
    expect 0 --help
    says "usage: mmspec-replay"
    expect 3 --quiet --tally no/tally "$traces/life_one_user.mmtrace"
    says "no/tally: cannot be written: check the rights and the disk"
}

declare -F "case_$name" >/dev/null || {
    echo "replay_test.sh: there is no case '$name'" >&2
    exit 2
}
"case_$name"
