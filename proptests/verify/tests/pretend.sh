# shellcheck shell=bash
# What the tests of mmspec-verify share: programs that only pretend to check something, in a build
# and a source folder of their own, and the comparison of what mmspec-verify says about them.
#
# A test sources this file with its own arguments VERIFY CLAUSES CASE, defines functions case_NAME
# and ends with run_case:
#   VERIFY   the program mmspec-verify
#   CLAUSES  spec/clauses.md
#   CASE     the name of the case to run
set -u

verify=$1 clauses=$2 name=$3
folder=$(mktemp -d "${TMPDIR:-/tmp}/mmspec verify.XXXXXX") || exit 3
trap 'rm -rf -- "$folder"' EXIT
build="$folder/the build" source="$folder/the source"
output="$folder/output"

fail() {
    printf '%s\n' "FAILED: $*" "--- output:" >&2
    cat -- "$output" >&2
    exit 1
}

# program PATH: a program from standard input.
program() {
    printf '#!/usr/bin/env bash\n' >"$1"
    cat >>"$1"
    chmod +x -- "$1"
}

# tally STEP [WITHOUT]: the lines for every clause that names the step's layer, contract lines included.
# The fuzzers of ownership and of initialisers have those of their clauses, and the first fuzzer the
# rest; likewise the property of several threads that of theirs.
tally() {
    awk -v step="$1" -v without="${2:-}" '
        BEGIN {
            layer = step == "linearizability" ? "property" : step
            if (step == "initialisers" || step == "ownership") layer = "fuzz"
        }
        /^## / { id = substr($0, 4) }
        layer == "fuzz" && (step == "initialisers") != (id ~ /^Init\./) { next }
        layer == "fuzz" && (step == "ownership") != (id ~ /^Async\./) { next }
        layer == "property" && (step == "linearizability") != (id ~ /^Threads\./) { next }
        /^- Layers: / && id != without {
            if (index($0 " ", " " layer " ")) print id "\t" layer "\t" 7
            if (layer == "trace" && index($0 " ", " contract ")) print id "\tcontract\t" 48211
        }' "$clauses"
}

# pretend PATH LAYER [WITHOUT]: a program that finds everything as it should be. It writes its tally
# where its option or the environment says.
pretend() {
    tally "$2" "${3:-}" >"$folder/$2.expected"
    program "$1" <<PROGRAM
tally=\${MMSPEC_TALLY:-}
while ((\$#)); do [[ \$1 == --tally ]] && tally=\$2; shift; done
cat -- "$folder/$2.expected" >>"\$tally"
echo "stat::number_of_executed_units: 1234567"
PROGRAM
}

mkdir -p "$build/bin" "$source/proptests/traces" "$source/spec/proof" "$source/spec/model" \
    "$source/fuzz/corpus/raw_pointer" "$source/fuzz/corpus/ownership" \
    "$source/fuzz/corpus/initialisers"
touch "$source/proptests/traces/life.mmtrace" "$source/proptests/traces/rescue.mmtrace"
replay="$build/bin/mmspec-replay" process="$build/bin/mmspec-process"
properties="$build/bin/mmspec-properties" fuzzer="$build/bin/fuzz_raw_pointer"
prove="$source/spec/proof/prove" search="$source/spec/model/check"
pretend "$replay" trace
pretend "$process" process
pretend "$properties" property
pretend "$build/bin/mmspec-linearizability" linearizability
pretend "$fuzzer" fuzz
pretend "$build/bin/fuzz_ownership" ownership
pretend "$build/bin/fuzz_initialisers" initialisers
pretend "$prove" proof
pretend "$search" model

# run STATUS [OPTION...]: runs mmspec-verify, which must end with STATUS.
run() {
    local expected=$1 status
    shift
    "$verify" --build "$build" --source "$source" "$@" >"$output" 2>&1
    status=$?
    [[ $status == "$expected" ]] || fail "exit status $status, not $expected"
}

# says PATTERN: a line of the output matches the extended regular expression.
says() { grep -Eq -- "$1" "$output" || fail "no line matches: $1"; }
says_not() { ! grep -Eq -- "$1" "$output" || fail "a line matches: $1"; }

# row ID STATE [LAYER=CELL...]: the table says this of the clause: in the column of a layer that the
# clause names what the tallies of this file say, marked if no wrong variant shows that layer, or CELL;
# in the others nothing.
row() {
    local id=$1 state=$2 layer cell pattern each
    shift 2
    pattern="^${id//./\\.} +$state"
    for layer in trace process contract property fuzz proof model; do
        cell=7
        [[ $layer != contract ]] || cell=48211
        grep -A 4 -Fx "## $id" "$clauses" | grep -Eq "^- Layers:.* $layer( |\$)" || cell=-
        for each in "$@"; do
            [[ ${each%%=*} != "$layer" || $cell == - ]] || cell=${each#*=}
        done
        [[ ! $cell =~ ^[1-9] ]] || is_shown "$id" "$layer" || cell="[*]$cell"
        pattern+=" +$cell"
    done
    says "$pattern\$"
}

# is_shown ID LAYER: so says matrix.md, beside clauses.md.
is_shown() {
    awk -F ' *[|] *' -v id="$1" -v layer="$2" '
        /^[|] Clause / { for (column = 3; column < NF; column++) of[$column] = column }
        index($2, "[" id "]") == 1 && $of[layer] ~ /shown/ { found = 1 }
        END { exit !found }' "${clauses%/*}/matrix.md"
}

# until_ COMMAND...: waits, at most ten seconds, until it succeeds.
until_() {
    for ((wait = 0; wait < 200; wait++)); do
        "$@" && return
        sleep 0.05
    done
    fail "waited in vain for: $*"
}

# has_ended ID: the process is gone, or waits for its parent to take note.
has_ended() { ! grep -q '^State:[[:space:]]*[^Z[:space:]]' "/proc/$1/status" 2>/dev/null; }

run_case() {
    declare -F "case_$name" >/dev/null || fail "there is no case '$name'"
    "case_$name"
}
