#!/usr/bin/env bash
# conformance_test.sh CMAKE BUILD FOLDER: installs BUILD into a prefix in FOLDER and holds a project's own
# implementation against the suite from there; what is missing must be named.
set -u
cmake=$1 build=$2 folder=$3/conformance
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)/conformance
rm -rf -- "$folder" && mkdir -p -- "$folder" || exit 2
failures=0
wrong() {
    failures=$((failures + 1))
    echo "WRONG: $1"
    sed 's/^/  | /' "$folder/output"
}
"$cmake" --install "$build" --prefix "$folder/prefix" >"$folder/output" 2>&1 ||
    { wrong 'cmake --install failed'; exit 1; }
export CMAKE_PREFIX_PATH=$folder/prefix

if "$project/use.sh" "$folder/used" >"$folder/output" 2>&1; then
    tail -n 3 "$folder/output"
else
    wrong 'the suite cannot be used, or does not tell what it must'
fi

# refused WHAT TEXT CMAKE-OPTION...: TEXT must stand in what CMake says.
refused() {
    local what=$1 text=$2
    shift 2
    rm -rf -- "$folder/refused"
    if "$cmake" -S "$project" -B "$folder/refused" "$@" >"$folder/output" 2>&1; then
        wrong "$what: worked"
    elif tr -s '\n ' '  ' <"$folder/output" | grep -qF -- "$text"; then
        echo "$what: '$text'"
    else
        wrong "$what: refused for another reason than '$text'"
    fi
}
refused 'without RapidCheck' 'install the Debian package librapidcheck-dev' \
    -D CMAKE_DISABLE_FIND_PACKAGE_rapidcheck=ON
find "$folder/prefix" -name 'mmspecConformanceTargets*.cmake' -delete
refused 'an installation without the suite' 'install the Debian package libmmspec-conformance-dev'

((failures == 0)) || { echo "$failures expectations failed"; exit 1; }
echo 'all expectations held'
