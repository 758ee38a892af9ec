#!/usr/bin/env bash
# clean_root_test.sh SOURCE FOLDER: installs the Debian packages that made_test.sh put into FOLDER in a
# bare root of its own, made with debootstrap, uses them there in C and C++, plain and checked, and
# removes them: nothing may be left.
#
# Root makes it, in a mount namespace, so that no mount outlives the test. The root and what it
# downloads go when the test ends.
set -u
source=$1 folder=$2/clean_root package=$2/package.deb suite=$2/suite.deb
skip() { echo "not run: $*"; exit 3; }
((EUID == 0)) || skip 'only root can make a root of its own, and this user is not'
for tool in debootstrap dpkg-deb unshare chroot; do
    command -v "$tool" >/dev/null || skip "$tool is missing (Debian: ${tool/dpkg-deb/dpkg})"
done
if [[ -z ${MMSPEC_IN_NAMESPACE-} ]]; then
    unshare --mount true 2>/dev/null || skip 'this system lets nobody make a mount namespace'
    MMSPEC_IN_NAMESPACE=yes exec unshare --mount "${BASH_SOURCE[0]}" "$@"
fi
rm -rf -- "$folder" && mkdir -p -- "$folder" || exit 2
bare=$(mktemp -d "${TMPDIR:-/tmp}/mmspec-clean-root.XXXXXX") || exit 2
# The root has no mounts but /proc, which ends with the namespace.
trap 'umount "$bare/proc" 2>/dev/null; rm -rf --one-file-system -- "$bare"' EXIT
failures=0
wrong() {
    failures=$((failures + 1))
    echo "WRONG: $1"
    tail -n 20 "$folder/output" | sed 's/^/  | /'
}
inside() {
    chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C \
        DEBIAN_FRONTEND=noninteractive "$@" >"$folder/output" 2>&1 </dev/null
}
must() {
    local what=$1
    shift
    if inside "$@"; then echo "$what"; else wrong "$what: failed"; fi
}
# The tools and the sources of packages of this system, since it may reach no other mirror.
make_bare_root() {
    local mirror
    # shellcheck disable=SC1091
    . /etc/os-release
    mirror=$(grep -rhoE '^(deb|URIs:).*https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list \
        /etc/apt/sources.list.d 2>/dev/null | grep -oE 'https?://[^ ]+' | head -n 1)
    [[ -n ${VERSION_CODENAME-} && -n $mirror ]] || skip 'this system names no Debian mirror'
    # A root that ends with the test need not outlive a crash: dpkg and apt wait for no disk, and leave
    # out what a build does not read.
    mkdir -p "$bare/etc/dpkg/dpkg.cfg.d" "$bare/etc/apt/apt.conf.d"
    printf '%s\n' force-unsafe-io path-exclude=/usr/share/man/* path-exclude=/usr/share/locale/* \
        >"$bare/etc/dpkg/dpkg.cfg.d/throwaway"
    echo 'Acquire::Languages "none";' >"$bare/etc/apt/apt.conf.d/99throwaway"
    debootstrap --variant=minbase "$VERSION_CODENAME" "$bare" "$mirror" >"$folder/debootstrap.log" 2>&1 ||
        skip "debootstrap could not make a root: $(tail -n 1 "$folder/debootstrap.log")"
    cp -r /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/preferences.d \
        /etc/apt/keyrings "$bare/etc/apt/" 2>/dev/null
    cp -r /usr/share/keyrings "$bare/usr/share/" 2>/dev/null
    cp /etc/resolv.conf /etc/hosts "$bare/etc/" 2>/dev/null
    mount -t proc proc "$bare/proc" 2>/dev/null
    inside apt-get update || skip "the bare root reaches no mirror: $(tail -n 1 "$folder/output")"
}

# files: every path of the root, except where apt, dpkg and these tests themselves keep accounts; and
# what dpkg says of the package.
files() {
    (cd -- "$bare" && find . -xdev \( -path ./proc -o -path ./var/cache -o -path ./var/log \
        -o -path ./var/lib/apt -o -path ./root/work -o -path ./tmp \) -prune -o -print | sort)
    grep -A 3 -i 'package: .*mmspec' "$bare/var/lib/dpkg/status"
}

# install_and_remove DEB [COMMAND]: installs DEB, runs COMMAND, purges it, and prints what is left.
install_and_remove() {
    files >"$folder/before"
    cp -- "$1" "$bare/root/work/package.deb"
    inside apt-get install -y --no-install-recommends /root/work/package.deb || return 2
    [[ -z ${2-} ]] || "$2"
    inside apt-get purge -y libmmspec-dev || return 2
    files >"$folder/after"
    diff "$folder/before" "$folder/after" >"$folder/output"
}

make_bare_root
mkdir -p "$bare/root/work" && cp -r "$source/lib/package/tests/outside" "$bare/root/work/" || exit 2

# A C user with a C compiler alone: what else is needed must come with the package.
without_dependencies=$folder/without_dependencies
dpkg-deb -R "$package" "$without_dependencies" && sed -i '/^Depends:/d' "$without_dependencies/DEBIAN/control" &&
    dpkg-deb --root-owner-group -b "$without_dependencies" "$without_dependencies.deb" >/dev/null || exit 2
must 'a C compiler is installed' apt-get install -y --no-install-recommends gcc pkgconf
c_user() { inside sh -c 'CC=gcc /root/work/outside/use.sh pkg-config /tmp/c_user C'; }
cp "$without_dependencies.deb" "$bare/root/work/package.deb"
must 'a package without its dependencies is installed' apt-get install -y --no-install-recommends \
    /root/work/package.deb
if c_user; then wrong 'a C user needs no dependency: the test below shows nothing'; fi
must 'and removed' apt-get purge -y libmmspec-dev
cp "$package" "$bare/root/work/package.deb"
must 'the package is installed' apt-get install -y --no-install-recommends /root/work/package.deb
if c_user; then
    echo 'a C user needs a C compiler and this package'
else
    wrong 'a C user cannot use the package with a C compiler alone'
fi
inside sh -c 'test -e /usr/include/boost' && wrong 'Boost came with the package'
must 'and removed' apt-get purge -y libmmspec-dev

must 'a C++ compiler and CMake are installed' apt-get install -y --no-install-recommends g++ cmake make
use_every_way() {
    local way
    for way in cmake pkg-config; do
        if inside sh -c "CC=gcc CXX=g++ /root/work/outside/use.sh $way /tmp/by_$way"; then
            grep "^$way: " "$folder/output"
        else
            wrong "it cannot be used with $way"
        fi
    done
    inside sh -c 'dpkg --verify libmmspec-dev && test -f /usr/share/doc/libmmspec-dev/copyright' ||
        wrong 'the installed files are not those of the package'
}
cp "$suite" "$bare/root/work/suite.deb" && cp -r "$source/lib/package/tests/conformance" "$bare/root/work/" || exit 2
cp "$package" "$bare/root/work/package.deb"
must 'the suite is installed' apt-get install -y --no-install-recommends /root/work/package.deb \
    /root/work/suite.deb
must 'it holds a session against the clauses' sh -c 'CXX=g++ /root/work/conformance/use.sh /tmp/conformance'
must 'and removed' apt-get purge -y libmmspec-conformance-dev libmmspec-dev librapidcheck-dev
if install_and_remove "$package" use_every_way; then
    echo "removed: nothing is left of $(dpkg-deb -c "$package" | grep -c '^-') files"
else
    wrong 'its removal leaves something, or failed'
fi

# The comparison can fail: this package leaves a file behind.
untidy=$folder/untidy
dpkg-deb -R "$package" "$untidy" && printf '#!/bin/sh\ntouch /usr/lib/mm_was_here\n' >"$untidy/DEBIAN/postinst" &&
    chmod 755 "$untidy/DEBIAN/postinst" &&
    dpkg-deb --root-owner-group -b "$untidy" "$untidy.deb" >/dev/null || exit 2
if install_and_remove "$untidy.deb"; then
    wrong 'a package that leaves a file behind is not noticed'
elif grep -q mm_was_here "$folder/output"; then
    echo 'a package that leaves a file behind is noticed'
else
    wrong 'a package that leaves a file behind is noticed for another reason'
fi

((failures == 0)) || { echo "$failures expectations failed"; exit 1; }
echo 'all expectations held'
