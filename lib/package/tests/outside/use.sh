#!/bin/sh
# use.sh cmake|pkg-config FOLDER [LANGUAGE...]: builds this project in FOLDER against the mmspec that
# CMAKE_PREFIX_PATH or PKG_CONFIG_PATH leads to, and runs its programs: C and CXX unless LANGUAGE says
# otherwise. Compilers are $CC and $CXX.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
way=$1 folder=$2
shift 2
languages=${*:-C CXX}
CC=${CC:-cc} CXX=${CXX:-c++}
mkdir -p -- "$folder"

# says TEXT PROGRAM: PROGRAM must end well and print TEXT.
says() {
    said=$("$2") || { echo "$2 ended with $?"; exit 1; }
    [ "$said" = "$1" ] || { echo "$2 said '$said' and not '$1'"; exit 1; }
    echo "$way: $said"
}

case $way in
    cmake)
        cmake -S "$here" -B "$folder" -D LANGUAGES_WANTED="$(echo "$languages" | tr ' ' ';')"
        cmake --build "$folder"
        ;;
    pkg-config)
        for build in '' -checked; do
            name=mm$(echo "$build" | tr - _)
            # The words that pkg-config prints are meant to be split.
            # shellcheck disable=SC2046
            "$CC" -std=c99 -Wall -Wextra -Werror "$here/driver.c" -o "$folder/c_$name" \
                $(pkg-config --cflags --libs --static "mmspec$build")
            case $languages in
                *CXX*)
                    # shellcheck disable=SC2046
                    "$CXX" -std=c++20 -Wall -Wextra -Werror "$here/cache.cpp" \
                        -o "$folder/cxx_$name" $(pkg-config --cflags --libs "mmspec$build")
                    ;;
            esac
        done
        ;;
esac

says 'plain, from C' "$folder/c_mm"
says 'checked, from C' "$folder/c_mm_checked"
case $languages in
    *CXX*)
        says 'plain, from C++' "$folder/cxx_mm"
        says 'checked, from C++' "$folder/cxx_mm_checked"
        ;;
esac
