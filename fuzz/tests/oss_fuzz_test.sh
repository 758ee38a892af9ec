#!/usr/bin/env bash
# oss_fuzz_test.sh libfuzzer|afl: fuzz/oss_fuzz/build.sh in the environment that OSS-Fuzz's base builder
# sets, with Debian's compilers. What it makes must run and find something new, without RapidCheck.
set -u
engine=$1 source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mmspec-oss-fuzz.XXXXXX") || exit 2
trap 'rm -rf -- "$work"' EXIT

wrong() {
    printf 'WRONG: %s\n' "$*"
    exit 1
}
skip() {
    printf 'skipped: %s\n' "$*"
    exit 77
}
[[ -d /usr/include/c++/v1 || -d /usr/lib/llvm-14/include/c++/v1 ]] || skip "there is no libc++ (Debian: libc++-14-dev libc++abi-14-dev)"
command -v zip >/dev/null || skip "there is no zip (Debian: zip)"

mkdir -p "$work"/{src,work,out,found}
ln -s "$source" "$work/src/mmspec"
export SRC=$work/src WORK=$work/work OUT=$work/out
# As the base builder's, but for the folder of its engines.
export CFLAGS='-O1 -fno-omit-frame-pointer -gline-tables-only -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION'
case $engine in
    libfuzzer)
        # Debian's libFuzzer is built with libstdc++, and the base builder's with libc++. clang takes
        # -lstdc++ for the library that -stdlib names.
        export CC=clang-14 CXX=clang++-14 LIB_FUZZING_ENGINE='-fsanitize=fuzzer -l:libstdc++.so.6'
        CFLAGS+=' -fsanitize=address -fsanitize-address-use-after-scope -fsanitize=fuzzer-no-link'
        ;;
    afl)
        command -v afl-clang-fast++ >/dev/null || skip "there is no AFL++ (Debian: afl++)"
        export CC=afl-clang-fast CXX=afl-clang-fast++ AFL_QUIET=1
        LIB_FUZZING_ENGINE=$(find /usr/lib/afl -name libAFLDriver.a | head -n 1)
        export LIB_FUZZING_ENGINE
        CFLAGS+=' -fsanitize=address -fsanitize-address-use-after-scope'
        ;;
    *) wrong "there is no engine '$engine'" ;;
esac
export CXXFLAGS="$CFLAGS -stdlib=libc++"

bash -eu "$source/fuzz/oss_fuzz/build.sh" >"$work/build.log" 2>&1 || {
    tail -n 30 "$work/build.log"
    wrong "build.sh failed"
}

targets=0
for program in "$OUT"/fuzz_*; do
    [[ -x $program ]] || continue
    targets=$((targets + 1))
    name=${program##*/}
    ! nm -C "$program" | grep -q ' rc::' || wrong "$name has RapidCheck in it"
    ldd "$program" | grep -q libc++ || wrong "$name does not use the libc++ that it was told to"
    mkdir "$work/seeds"
    (cd "$work/seeds" && unzip -q "$program"_seed_corpus.zip) || wrong "$name has no seed corpus"
    [[ -n $(ls "$work/seeds") ]] || wrong "the seed corpus of $name is empty"
    case $engine in
        libfuzzer)
            "$program" -max_total_time=3 -artifact_prefix="$work/found/" "$work/seeds" \
                >"$work/$name.log" 2>&1 || { tail -n 30 "$work/$name.log" && wrong "$name failed"; }
            grep -E '^Done [0-9]+ runs' "$work/$name.log" | sed "s/^/$name: /"
            ;;
        afl)
            mkdir "$work/first"
            find "$work/seeds" -type f | sort | head -n 3 | xargs -I {} cp {} "$work/first"
            AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 \
                AFL_FAST_CAL=1 afl-fuzz -V 4 -i "$work/first" -o "$work/$name.found" "$program" \
                >"$work/$name.log" 2>&1 || { tail -n 30 "$work/$name.log" && wrong "$name failed"; }
            runs=$(sed -n 's/^execs_done *: //p' "$work/$name.found/default/fuzzer_stats")
            ((runs > 0)) || wrong "$name ran nothing"
            [[ -z $(find "$work/$name.found/default/crashes" -name 'id:*') ]] || wrong "$name crashed"
            echo "$name: $runs runs"
            rm -rf "$work/first"
            ;;
    esac
    rm -rf "$work/seeds"
done
[[ -f $OUT/fuzz_trace_text.dict ]] || wrong "there is no dictionary"
((targets == 5)) || wrong "there are $targets fuzzers, not 5"
echo "$targets fuzzers built and run with $engine"
