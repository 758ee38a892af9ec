#!/usr/bin/env bash
# installed_test.sh CMAKE SOURCE BUILD VERSION FOLDER: installs BUILD, the build of SOURCE, into a
# prefix in FOLDER, moves it, and uses it as another project does, with CMake and with pkg-config.
# Wrong uses must be refused, and an installation that lacks a part must be noticed.
set -u
cmake=$1 source=$2 build=$3 version=$4 folder=$5/installed
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)/outside
command -v pkg-config >/dev/null || { echo 'not run: pkg-config is missing (Debian: pkgconf)'; exit 3; }
rm -rf -- "$folder" && mkdir -p -- "$folder" || exit 2
failures=0

wrong() {
    failures=$((failures + 1))
    echo "WRONG: $1"
    sed 's/^/  | /' "$folder/output"
}

# works WHAT COMMAND...
works() {
    local what=$1
    shift
    if "$@" >"$folder/output" 2>&1; then echo "$what"; else wrong "$what: failed"; fi
}

# fails WHAT TEXT COMMAND...: TEXT is an extended regular expression that must stand in what it says.
fails() {
    local what=$1 text=$2
    shift 2
    if "$@" >"$folder/output" 2>&1; then
        wrong "$what: worked"
    elif tr -s '\n ' '  ' <"$folder/output" | grep -qE -- "$text"; then
        echo "$what: refused"
    else
        wrong "$what: refused for another reason than '$text'"
    fi
}

# Installed in one place and used in another: nothing in it may name the first.
"$cmake" --install "$build" --prefix "$folder/first" >"$folder/output" 2>&1 ||
    { wrong 'cmake --install failed'; exit 1; }
mv -- "$folder/first" "$folder/prefix"
if grep -rlF -e "$folder/first" -e "$build" "$folder/prefix" --include='*.cmake' --include='*.pc' \
    --include='*.h' --include='*.hpp' >"$folder/output"; then
    wrong 'installed files name the folder of the build or of the first prefix'
fi
if grep -rn 'include.*boost' "$folder/prefix/include" >"$folder/output"; then
    wrong 'installed headers need Boost'
fi

export CMAKE_PREFIX_PATH=$folder/prefix
PKG_CONFIG_PATH=$(dirname -- "$(find "$folder/prefix" -name mmspec.pc)")
export PKG_CONFIG_PATH
works 'used by CMake in C and C++' "$project/use.sh" cmake "$folder/by_cmake"
works 'used by CMake in C alone' "$project/use.sh" cmake "$folder/by_cmake_in_c" C
works 'used by pkg-config' "$project/use.sh" pkg-config "$folder/by_pkg_config"
cat >"$folder/every_header.cpp" < <(cd "$folder/prefix/include" &&
    find mm -path mm/internal -prune -o \( -name '*.h' -o -name '*.hpp' \) -print | sort | sed 's/.*/#include <&>/')
# One line of words each for the compiler.
# shellcheck disable=SC2046
works 'every header compiles, plain' "$CXX" -std=c++20 -fsyntax-only "$folder/every_header.cpp" \
    $(pkg-config --cflags mmspec)
# shellcheck disable=SC2046
works 'every header compiles, checked' "$CXX" -std=c++20 -fsyntax-only "$folder/every_header.cpp" \
    $(pkg-config --cflags mmspec-checked)
works 'pkg-config knows the version' pkg-config --exact-version="$version" mmspec mmspec-checked

wanted() { "$cmake" -S "$project" -B "$folder/wanted" -D VERSION_WANTED="$1"; }
works "a project that asks for $version" wanted "$version"
for newer in 99 "${version%.*}.99" "$((${version%%.*} + 1)).0"; do
    fails "a project that asks for $newer" 'compatible with requested version|version: *'"$version" \
        wanted "$newer"
done
fails 'a project of before the last minor version' 'compatible with requested version' wanted 0.0.9
fails 'a pkg-config user who asks for 99' 'mmspec >= 99' \
    pkg-config --print-errors --exists 'mmspec >= 99'
fails 'both builds in one CMake target' 'MMSPEC_VARIANT' \
    "$cmake" -S "$project" -B "$folder/mixed" -D MIX=ON

fails 'a program in C++17' 'needs C[+][+]20' "$CXX" -std=c++17 -fsyntax-only "$project/cache.cpp" \
    -I "$folder/prefix/include"
# As a part of another project: configured and built there as far as its C program needs it.
as_a_part() {
    "$cmake" -S "$project" -B "$folder/as_a_part" -D MMSPEC_SOURCE="$source" &&
        "$cmake" --build "$folder/as_a_part" --target c_mm && "$folder/as_a_part/c_mm"
}
works 'used with add_subdirectory' as_a_part

# The uses above can fail: each of these installations lacks one thing.
lacks() {
    local what=$1 file=$2 way=$3 text=$4
    cp -r -- "$folder/prefix" "$folder/lacking"
    rm -r -- "$folder/lacking/$file"
    CMAKE_PREFIX_PATH=$folder/lacking \
        PKG_CONFIG_PATH=${PKG_CONFIG_PATH/"$folder/prefix"/"$folder/lacking"} \
        fails "an installation without $what" "$text" "$project/use.sh" "$way" "$folder/use_lacking"
    rm -rf -- "$folder/lacking" "$folder/use_lacking"
}
libraries=${PKG_CONFIG_PATH#"$folder/prefix/"}
libraries=${libraries%/pkgconfig}
lacks 'the tables of the specification' include/mm/spec pkg-config 'mm/spec/.*No such file|mm/spec/.*not found'
lacks 'the C interface' include/mm/mm_struct.h pkg-config 'mm_struct.h.*(No such file|not found)'
lacks 'the checks' "$libraries/libmmspec_contracts.a" cmake 'libmmspec_contracts.a'
lacks 'the checked pkg-config file' "$libraries/pkgconfig/mmspec-checked.pc" pkg-config 'mmspec-checked'

((failures == 0)) || { echo "$failures expectations failed"; exit 1; }
echo 'all expectations held'
