#!/usr/bin/env bash
# Building a preset and becoming the program that it made, from any folder; builds that fail.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox

run verify --for 2m --seed=42
expect_status 0
expect '[1/2] packages         ok'
expect '[2/2] build            ok'
expect "mmspec-verify in $sandbox/elsewhere: <--build> <$tree/build/verify> <--source> <$tree> <--for> <120> <--seed> <42>"
expect_file "$sandbox/calls" "cmake in $tree: --preset verify"
expect_not $'\e'
[[ -z $(ls -A "$sandbox/elsewhere") ]] || wrong 'something was written into the working folder'
run verify --for 5
expect_status 0
expect '<--for> <5>'
for code in 1 2 3 130; do
    run FAKE_STATUS=$code verify
    expect_status "$code"
done

# Paths stay those of the caller, and the script is found through a link.
echo 'T1 mm_alloc a' >"$sandbox/elsewhere/my trace.mmtrace"
run replay --quiet 'my trace.mmtrace'
expect_status 0
expect "mmspec-replay in $sandbox/elsewhere: <--quiet> <my trace.mmtrace>"
expect_file "$sandbox/calls" '--target mmspec-replay'
echo 'T1 mm_alloc a' >"$sandbox/elsewhere/--odd"
run replay -- --odd
expect '<./--odd>'

# What explore finds is kept in the build folder, unless it is told where or looks for nothing.
run explore --sample 5 --seed 3 '1u0g mmput'
expect_status 0
expect "mmspec-explore in $sandbox/elsewhere: <--sample> <5> <--seed> <3> <--save> <$tree/build/explored.mmtrace> <1u0g mmput>"
run explore --save mine --distribution
expect "mmspec-explore in $sandbox/elsewhere: <--save> <mine> <--distribution>"
for option in --orders --litmus; do
    run explore "$option"
    expect_line "mmspec-explore in $sandbox/elsewhere: <$option>"
done

run explore --orders --renew
expect_line "mmspec-explore in $sandbox/elsewhere: <--orders> <--renew> <$tree/spec/memory_orders.md>"
echo '# program: 1u0g mmput' >"$sandbox/elsewhere/saved"
run explore --replay saved --step
expect_line "mmspec-explore in $sandbox/elsewhere: <--replay> <saved> <--step>"

ln -s "$tree/mmspec" "$sandbox/elsewhere/link"
said='mmspec through a link'
output=$(cd "$sandbox" && in_sandbox elsewhere/link verify 2>&1 </dev/null) status=$?
expect_status 0
expect "<--source> <$tree>"

run package
expect_status 0
expect 'lib.deb'
expect "apt-get install $tree/build/package/lib.deb"
expect_file "$sandbox/calls" '--target package'
run FAKE_DEB=/none.deb package
expect_status 3
expect 'CPack made no package: see'

run bench
expect_status 0
measured=$tree/build/bench/run
expect "mmspec-bench in $sandbox/elsewhere: <$measured/plain.json>"
expect "mmspec-bench-checked in $sandbox/elsewhere: <$measured/checked.json>"
expect "mmspec-figures in $sandbox/elsewhere: <show> <$measured>"
expect_not '<renew>'
run bench --quick
expect "<--quick> <$measured/plain.json>"
run bench --renew
expect_status 0
expect_not '<compare>'
expect "mmspec-figures in $sandbox/elsewhere: <renew> <$tree> <$measured>"
mkdir -p "$tree/lib/bench/kept" && : >"$tree/lib/bench/kept/plain.json"
run bench --renew
expect "mmspec-figures in $sandbox/elsewhere: <compare> <$tree/lib/bench/kept> <$measured>"
expect 'Look at both sides above, then commit them or take them back.'
run FAKE_STATUS=1 bench
expect_status 1

# A folder that was made elsewhere is made anew.
echo 'CMAKE_HOME_DIRECTORY:INTERNAL=/some/other/tree' >"$tree/build/verify/CMakeCache.txt"
touch "$tree/build/verify/left_over"
run verify
expect_status 0
expect 'was made for another folder or by another generator: it is made anew.'
[[ ! -e $tree/build/verify/left_over ]] || wrong 'the old build folder was kept'
touch "$tree/build/verify/kept"
run verify
[[ -e $tree/build/verify/kept ]] || wrong 'a good build folder was removed'
rm "$tree/build/verify/bin/mmspec-verify"

# builds_badly TEXT: the build writes the text and fails.
builds_badly() {
    printf '%s\n' "$1" >"$sandbox/said_by_the_compiler"
    fake cmake <<'END'
case $1 in
    --version) echo 'cmake version 3.25.1' ;;
    --build) cat "$sandbox/said_by_the_compiler"; exit "${FAKE_BUILD_STATUS:-1}" ;;
esac
END
    run FAKE_BUILD_STATUS="${2-1}" verify
}
builds_badly $'[3/9] compiling\nmm.cpp:7:3: error: no such thing'
expect_status 1
expect '[2/2] build            failed'
expect '| mm.cpp:7:3: error: no such thing'
expect 'it did not build, first because of: mm.cpp:7:3: error: no such thing. See'
expect "$tree/build/verify/build.log"
builds_badly 'fatal error: error writing to /x/y.s: No space left on device'
expect_status 3
expect 'the disk is full. Make room, then run ./mmspec verify again.'
builds_badly 'g++: fatal error: Killed signal terminated program cc1plus'
expect_status 3
expect 'ran out of memory'
builds_badly 'all is well' 0
expect_status 3
expect 'the build made no mmspec-verify'
finish
