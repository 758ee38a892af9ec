#!/usr/bin/env bash
# Tools that are too old or do not start, and a disk without room.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox

# refuses COMMAND TEXT: status 3, the text, and nothing was built.
refuses() {
    rm -f "$sandbox/calls"
    run "$1"
    expect_status 3
    expect "$2"
    [[ ! -e $sandbox/calls ]] || wrong 'cmake ran all the same'
}
fake clang++-14 <<<'echo 13.0.1'
refuses verify 'clang++-14 13.0.1 is too old: mmspec needs 14 or newer'
fake clang++-14 <<<'echo 14.0.6'
fake g++ <<<'echo 10.2.1'
refuses test 'g++ 10.2.1 is too old: mmspec needs 12 or newer'
refuses bench 'g++ 10.2.1 is too old'
run verify
expect_status 0
fake g++ <<<'exit 127'
refuses bench 'g++ does not start'
fake g++ <<<'echo 12.2.0'
cp "$fakes/cmake" "$sandbox/good cmake"
fake cmake <<<'echo "cmake version 3.9.6"'
refuses verify 'cmake 3.9.6 is too old: mmspec needs 3.25 or newer'
cp "$sandbox/good cmake" "$fakes/cmake"

fake df <<<'printf "Filesystem blocks Used Available Use Mounted\nd 9 1 40 1 /\n"'
refuses verify 'the disk is too full: the build needs about'
expect 'and 40 MB are free'
fake df <<<'exit 1'
run verify
expect_status 0
rm -rf "$tree/build"
: >"$tree/build"
refuses verify 'cannot be written: everything that mmspec makes goes there.'
rm "$tree/build"
mv "$tree/.mmspec" "$tree/.gone"
refuses verify 'is missing: is the tree complete?'
finish
