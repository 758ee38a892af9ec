#!/usr/bin/env bash
# Packages that are missing: installed without a question when there is no terminal, and every way in
# which that can fail.
# shellcheck disable=SC2016 # the fakes expand what stands in single quotes
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
if ((EUID != 0)); then
    echo 'not run: installing is for root, and this user is not; rights_test covers other users'
    exit 3
fi
make_sandbox

# Knows the packages that the file `known` names, all of them after an update when `mirror` is there.
make_fake_apt() {
    fake apt-get <<'END'
echo "apt-get $*" >>"$sandbox/calls"
case $1 in
    update)
        [[ -e $sandbox/mirror ]] || { echo 'W: Failed to fetch http://mirror.invalid/InRelease  Temporary failure resolving'; exit 0; }
        : >"$sandbox/updated"
        exit 0
        ;;
esac
[[ -e $sandbox/updated ]] || { echo 'E: Unable to locate package cvc5'; exit 100; }
if [[ $* == *--print-uris* ]]; then
    echo '0 upgraded, 31 newly installed, 0 to remove and 0 not upgraded.'
    echo 'Need to get 5 MB/120 MB of archives.'
    echo "After this operation, ${FAKE_SIZE:-700 MB} of additional disk space will be used."
    exit 0
fi
[[ ! -e $sandbox/install_says ]] || { cat "$sandbox/install_says"; exit 100; }
for word; do [[ $word == -* || $word == install ]] || echo "$word" >>"$sandbox/installed"; done
END
}
make_fake_apt

lack cvc5 z3
touch "$sandbox/mirror"
run verify
expect_status 0
expect 'Missing: z3 cvc5'
expect 'With what they need themselves: 31 packages, 5 MB to download, 700 MB on disk.'
expect 'installed: 31 packages'
expect 'mmspec-verify in'
expect_not 'Install them now?'
expect_file "$sandbox/calls" 'apt-get update'
expect_file "$sandbox/calls" 'apt-get install -y --no-install-recommends'

# Nothing is asked of apt-get when nothing is missing, and replay needs no solver.
: >"$sandbox/calls"
run verify
lack cvc5 z3
touch "$sandbox/elsewhere/a"
run replay a
expect_status 0
! grep -q apt-get "$sandbox/calls" || wrong 'apt-get ran though nothing was missing'

# cannot TEXT: status 3, the text, and nothing was built or run.
cannot() {
    run verify
    expect_status 3
    expect "$1"
    expect_not 'mmspec-verify in'
}
says() { printf '%s\n' "$1" >"$sandbox/install_says"; }
says 'E: Failed to fetch http://mirror.invalid/z3.deb  Could not connect'
cannot 'the package mirror cannot be reached'
says 'E: You do not have enough free space in /var/cache/apt/archives/.'
cannot 'the disk is full: packages could not be unpacked.'
says 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1'
cannot 'another program is installing packages just now'
says 'E: Sub-process /usr/bin/dpkg returned an error code (1)'
cannot 'Sub-process /usr/bin/dpkg returned an error code (1)'
rm "$sandbox/install_says"
run FAKE_SIZE='95.5 GB' verify
expect_status 3
expect 'the disk is too full: installing and building needs about'

rm "$sandbox/updated" "$sandbox/mirror"
cannot 'the package mirror cannot be reached'
fake apt-get <<<'echo "E: Unable to locate package cvc5"; exit 100'
cannot 'apt-get does not know a package (Unable to locate package cvc5). mmspec is made for Debian 12'
fake apt-get <<<'[[ $* != *--print-uris* ]] || echo "0 upgraded, 1 newly installed"'
cannot 'apt-get ended well, yet these are still missing: z3 cvc5'

# An interrupted dpkg is put right first.
make_fake_apt
touch "$sandbox/updated"
says "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'"
fake dpkg <<<'[[ $* == "--configure -a" ]] && rm "$sandbox/install_says"'
run verify
expect_status 0

# Without apt-get: the tools may be there all the same.
rm "$fakes/apt-get" "$fakes/dpkg-query"
cannot 'this is not a Debian system, and these are missing (by their Debian names): ninja-build z3 cvc5 spin.'
for tool in ninja z3 cvc5 spin; do fake "$tool" <<<:; done
run verify
expect_status 0
fake clang++-14 <<<'[[ $1 == -dumpversion ]] && echo 14.0.6 || exit 1'
cannot 'libclang-rt-14-dev'
finish
