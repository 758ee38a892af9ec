#!/usr/bin/env bash
# made_test.sh SOURCE FOLDER: makes the Debian packages as ./mmspec package does, without its screen, and
# puts them into FOLDER, libmmspec-dev as package.deb and libmmspec-conformance-dev as suite.deb, where
# the tests that need them find them.
set -u
source=$1 folder=$2 log=$2/package.log
mkdir -p -- "$2" && rm -f -- "$2/package.deb" "$2/suite.deb" || exit 2
(cd -- "$source" && cmake --preset package && cmake --build --preset package --target package) \
    >"$log" 2>&1 || { cat "$log"; exit 1; }
# take NAME FILE: the package that CPack says it made, as FOLDER/FILE.
take() {
    local made
    made=$(sed -n "s/^CPack: - package: \(.*\/$1_.*\) generated\.\$/\1/p" "$log")
    [[ -f $made ]] || { echo "WRONG: CPack made no $1:"; tail -n 20 "$log"; exit 1; }
    cp -- "$made" "$folder/$2"
}
take libmmspec-dev package.deb && take libmmspec-conformance-dev suite.deb
