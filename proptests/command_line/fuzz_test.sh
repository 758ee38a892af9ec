#!/usr/bin/env bash
# ./mmspec fuzz with fuzzers that pretend: the table, a finding with its operations and its command, and
# an interrupt that tells what was done.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox
bin=$tree/build/verify/bin
fake cmake <<<'[[ $1 != --version ]] || echo "cmake version 3.25.1"'
mkdir -p "$bin" "$tree/build/verify"

# pretend NAME: a program of the build whose bash text is read; words are those of its command line.
pretend() {
    { printf '#!%s\n' "$BASH" && cat; } >"$bin/$1"
    chmod 755 "$bin/$1"
}

# pretend_fuzzer NAME TEXT: says what libFuzzer does, and TEXT happens at its end.
pretend_fuzzer() {
    pretend "$1" <<END
echo "\$*" >>"$sandbox/fuzzers"
echo '#64 pulse  cov: 100 ft: 20 corp: 7/9Kb lim: 9 exec/s: 32 rss: 3Mb'
$2
echo '#500 DONE   cov: 123 ft: 20 corp: 9/9Kb lim: 9 exec/s: 50 rss: 3Mb'
echo 'stat::number_of_executed_units: 500'
echo 'stat::average_exec_per_sec:     50'
echo 'operations an input: median 21'
END
}

for target in raw_pointer ownership initialisers trace_text schedules; do pretend_fuzzer "fuzz_$target" ''; done
run fuzz --for 10 --jobs 2
expect_status 0
expect '100 a second, 123 edges covered, corpus 9'
expect_line 'raw_pointer          1000        100     123       9       21         0'
expect_line 'trace_text           1000        100     123       9       21         0'
[[ $(wc -l <"$sandbox/fuzzers") == 10 ]] || wrong 'expected two processes of each target'
expect_file "$sandbox/fuzzers" '-max_total_time=2 '
expect_file "$sandbox/fuzzers" "$tree/build/fuzz/ownership/corpus $tree/fuzz/corpus/ownership"

: >"$sandbox/fuzzers"
run fuzz trace_text --for 5 --jobs 1 --seed 41
expect_status 0
expect_file "$sandbox/fuzzers" '-seed=41 '
expect_not ownership

# with_seed SEED SEED_GIVEN: of libFuzzer's 32 bits, where 0 is a random one; and never octal.
with_seed() {
    : >"$sandbox/fuzzers"
    run fuzz trace_text --for 5 --jobs 1 --seed "$1"
    expect_status 0
    expect_file "$sandbox/fuzzers" "-seed=$2 "
}
with_seed 010 10
with_seed 4294967296 1
: >"$sandbox/fuzzers"
run fuzz trace_text --for 5 --jobs 2 --seed 41
expect_status 0
expect_file "$sandbox/fuzzers" '-seed=41 '
expect_file "$sandbox/fuzzers" '-seed=42 '

# The corpora are made anew of the kept ones and of what campaigns have found.
pretend fuzz_trace_text <<'END'
for word; do [[ $word == -* ]] || corpora+=("$word"); done
find "${corpora[@]:1}" -name '*worth*' -exec cp {} "${corpora[0]}" \;
find "${corpora[@]:1}" -type f -printf '%f\n' >>"${corpora[0]}/../merged"
END
pretend fuzz_trace_text_once <<'END'
! find "$@" -name 'broken*' | grep .
END
mkdir -p "$tree/fuzz/corpus/trace_text" "$tree/build/fuzz/trace_text/corpus"
echo kept >"$tree/fuzz/corpus/trace_text/worth_a_place"
echo gone >"$tree/fuzz/corpus/trace_text/of_no_use"
echo found >"$tree/build/fuzz/trace_text/corpus/worth_it_too"
run fuzz --renew trace_text
expect_status 0
expect '2 inputs of 3'
expect_line 'trace_text            2        2        11'
[[ $(cd "$tree/fuzz/corpus/trace_text" && echo *) == 'worth_a_place worth_it_too' ]] ||
    wrong 'expected the two that are worth it'
[[ $(head -n 1 "$tree/build/fuzz/trace_text/merged") == worth_it_too && $(wc -l <"$tree/build/fuzz/trace_text/merged") == 3 ]] ||
    wrong "expected each input once, and the longest first: $(<"$tree/build/fuzz/trace_text/merged")"
: >"$tree/build/fuzz/trace_text/corpus/broken"
run fuzz --renew trace_text
expect_status 1
expect 'an input does not hold'
expect 'the corpora are left as they were'
rm "$tree/build/fuzz/trace_text/corpus/broken"
head -c 3000000 /dev/zero >"$tree/build/fuzz/trace_text/corpus/worth_nothing_that_large"
run fuzz --renew trace_text
expect_status 1
expect 'the corpora would have 3000011 bytes'
[[ -e $tree/fuzz/corpus/trace_text/worth_a_place ]] || wrong 'expected the corpus as it was'
rm -rf "$tree/fuzz/corpus" "$tree/build/fuzz/trace_text/corpus"

# What the corpora reach, held to the list of what they need not.
fake llvm-profdata-14 <<<'exit 0'
fake llvm-cov-14 <<'END'
case $* in
    *-show-branches*) cat "$sandbox/lines" ;;
    report*) echo '/x/lib/src/one.cpp 1 1 1 1 1 1 4 2 50% 2 1 50%' ;;
esac
END
mkdir -p "$tree/build/coverage/bin"
for target in raw_pointer ownership initialisers trace_text schedules; do
    bin=$tree/build/coverage/bin pretend "fuzz_${target}_replay" <<<'echo "3 inputs held"'
done
cat >"$sandbox/lines" <<'END'
/x/lib/src/one.cpp:
    1|      3|void one() {
    2|       |    // Nothing.
    3|      0|    missed();
    4|      0|    missed_too();
    5|  1.20k|    if (a) return;
  ------------------
  |  Branch (5:9): [True: 0, False: 1.20k]
  ------------------
    6|      3|}
/x/proptests/other.cpp:
    1|      0|    not_ours();
END
: >"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect 'lib/src/one.cpp                                           4   50.0 %         2   50.0 %'
expect_line 'missed: lib/src/one.cpp:3: missed();'
expect '50.0 % of 2 branches are reached'
expect_line '  lib/src/one.cpp:5:9: if (a) return;'
expect_not missed_too
expect_not not_ours
echo 'lib/src/one.cpp: missed();' >"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect '50.0 % of 2 branches are reached'
printf '%s\n' 'A reason.' 'lib/src/one.cpp: missed();' 'lib/src/one.cpp: if (a) return;' \
    'sometimes lib/src/one.cpp: void one() {' \
    >"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 0
expect 'All lines are reached, beside those that'
printf '%s\n' 'lib/src/one.cpp: }' 'lib/src/two.cpp: *' >>"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect_line 'reached after all: lib/src/one.cpp: }'
expect_line 'stands nowhere: lib/src/two.cpp: *'
printf '%s\n' 'sometimes lib/src/one.cpp: was_renamed();' >>"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect_line 'stands nowhere: lib/src/one.cpp: was_renamed();'
printf 'lib/src/one.cpp: *\n' >"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect_line 'reached after all: lib/src/one.cpp: *'
# An entry is for one line.
cat >"$sandbox/lines" <<'END'
/x/lib/src/one.cpp:
    1|      0|    missed();
    2|      3|}
    3|      0|    missed();
END
echo 'lib/src/one.cpp: missed();' >"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect_line 'missed: lib/src/one.cpp:3: missed();'
expect_not 'one.cpp:1'
echo 'lib/src/one.cpp: missed();' >>"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 0
echo 'lib/src/one.cpp: missed();' >>"$tree/fuzz/not_reached.txt"
run fuzz --coverage
expect_status 1
expect_line 'reached after all: lib/src/one.cpp: missed();'

# The wrong variants, in a build of their own: each replaces a source, which stands alone there.
mkdir -p "$tree/build/fuzz-variants/bin"
printf '%s\townership\t%s\n' one Count.word two 'Count.held|Free.once' >"$tree/build/fuzz-variants/fuzz_variants.txt"
bin=$tree/build/fuzz-variants/bin pretend fuzz_variant_one <<<'echo "broken: Count.word: one"; exit 77'
bin=$tree/build/fuzz-variants/bin pretend fuzz_variant_two <<<'echo "broken: Count.word: two"; exit 77'
run fuzz --variants --for 5
expect_status 1
expect 'ownership did not find it: see '
expect '1 of 2 found from nothing within 5 s.'
bin=$tree/build/fuzz-variants/bin pretend fuzz_variant_two <<<'echo "broken: Free.once: two"; exit 77'
run fuzz --variants --for 5
expect_status 0
expect '2 of 2 found from nothing within 5 s.'

# A finding: made smaller, told with its operations, and with the command that shows it again.
crash="$tree/build/fuzz/ownership/found/crash-1"
pretend_fuzzer fuzz_ownership "echo input >'$crash'
echo \"artifact_prefix='x'; Test unit written to $crash\"; exit 77"
pretend fuzz_ownership_once <<END
if [[ \$1 == --shrink ]]; then echo in >"\$3"; echo '6 bytes made 3 in 5 tries'; exit; fi
echo 'broken: Count.word: T1 mmput a: it is wrong' >&2
echo 'T1 mmput a' >"\${MMSPEC_FUZZ_OUT}crash-2.mmtrace"
echo "saved: \${MMSPEC_FUZZ_OUT}crash-2.mmtrace" >&2
echo "replay: ./mmspec explore --replay \${MMSPEC_FUZZ_OUT}crash-2.mmtrace" >&2
exit 1
END
run fuzz ownership --for 5 --jobs 1
expect_status 1
expect 'found: 6 bytes made 3 in 5 tries'
expect '| broken: Count.word: T1 mmput a: it is wrong'
expect '| T1 mmput a'
expect 'replay: ./mmspec explore --replay '
expect 'crash-2.mmtrace'
expect_line 'ownership              64         32     100       7        -         1'

# A fuzzer that does not even start.
pretend fuzz_initialisers <<<'echo "cannot execute"; exit 126'
run fuzz initialisers
expect_status 3
expect '| cannot execute'
expect 'the fuzzer did not run to its end: see '

# Interrupted: what was done is told.
pretend_fuzzer fuzz_raw_pointer "touch '$sandbox/running'; exec sleep 60"
said='mmspec fuzz and INT'
set -m
env -i PATH="$fakes" HOME=/nonexistent "$tree/mmspec" fuzz raw_pointer trace_text --jobs 1 \
    >"$sandbox/output" 2>&1 </dev/null &
set +m
for ((tries = 0; tries < 400; tries++)); do
    [[ ! -e $sandbox/running ]] || break
    sleep 0.05
done
kill -INT "$!"
wait "$!" 2>/dev/null
status=$? output=$(<"$sandbox/output")
expect_status 130
expect_line 'raw_pointer            64         32     100       7        -         0'
expect 'interrupted in step 3 of 4 (raw_pointer)'
finish
