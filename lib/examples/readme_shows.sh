#!/usr/bin/env bash
# readme_shows.sh README FILE...: each block of C or C++ in the README stands in one of the files,
# line for line, apart from how far it is indented.
set -u
readme=$1
shift
folder=$(mktemp -d) || exit 3
trap 'rm -rf -- "$folder"' EXIT

awk -v folder="$folder" '
    /^```c(pp)?$/ { inside = 1; blocks++; next }
    /^```$/ { inside = 0 }
    inside { sub(/^ +/, ""); print > (folder "/" blocks) }' "$readme"

# text FILE: its lines without their indentation.
text() { sed 's/^ *//' -- "$1"; }

failures=0 blocks=0
for block in "$folder"/*; do
    [[ -e $block ]] || break
    blocks=$((blocks + 1))
    found='' lines=$'\n'$(<"$block")$'\n'
    for file in "$@"; do
        [[ $'\n'$(text "$file")$'\n' == *"$lines"* ]] && found=$file
    done
    if [[ -n $found ]]; then
        echo "block $blocks of the README is from $found"
    else
        echo "FAILED: block $blocks of the README stands in none of: $*"
        sed 's/^/    /' "$block"
        failures=$((failures + 1))
    fi
done
((blocks > 0)) || { echo "FAILED: the README has no block of C or C++"; exit 1; }
exit $((failures > 0))
