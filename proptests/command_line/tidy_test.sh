#!/usr/bin/env bash
# What clang-tidy finds in a source it also finds where sources are given to it together; two sources
# that use a name differently, or to which different rules apply, are given to it apart.
set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
tree=${MMSPEC_TREE:-$(cd -- "$here/../.." && pwd -P)}
command -v clang-tidy-14 >/dev/null || { echo 'not run: clang-tidy-14 is missing (Debian: clang-tidy-14)'; exit 3; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/mmspec tidy.XXXXXX") || exit 2
trap 'rm -rf -- "$folder"' EXIT
mkdir "$folder/lib" && cp "$here/../../.clang-tidy" "$folder" || exit 2
cat >"$folder/lib/named.hpp" <<'END'
#pragma once
namespace named {
struct Number {
    Number(int number) : value(number) {}
    int value;
};
}  // namespace named
END
cat >"$folder/lib/first.cpp" <<'END'
#include "named.hpp"
namespace {
using named::Number;
int twice(int number) {
    if (number > 2)
        return 4;
    else
        return 2 * number;
}
}  // namespace
int first(int number) { return twice(number); }
END
cat >"$folder/lib/second.cpp" <<'END'
#include "named.hpp"
namespace {
using named::Number;
}
int second(const Number& number) {
    int* const copy = (int*)&number.value;
    return *copy;
}
END
cat >"$folder/lib/clashing.cpp" <<'END'
namespace {
struct Number {
    int value;
};
long twice(int number) { return 2L * number; }
}  // namespace
int first(int unused) { return static_cast<int>(twice(Number{3}.value)); }
int clashing(int* pointer) { return first((long)pointer > 0 ? 1 : 0); }
END

mkdir "$folder/lib/tests"
printf 'InheritParentConfig: true\nChecks: -cppcoreguidelines-pro-type-cstyle-cast\n' >"$folder/lib/tests/.clang-tidy"
for name in one two; do
    printf 'long %s(int unused, int* pointer) { return (long)pointer; }\n' "$name" >"$folder/lib/tests/$name.cpp"
done

# tidy NAME...: sets found to what clang-tidy says of these sources, and status.
tidy() {
    local group
    printf -v group '%s\t' "$folder" 'clang++-14 -std=c++20' "${@/#/$folder/lib/}"
    found=$("$tree/.mmspec/tidy_group.sh" "$folder/build" 1/1 "${group%$'\t'}")
    status=$?
}

failures=0
expect() {
    grep -qE -- "$1" <<<"$found" && return
    failures=$((failures + 1))
    printf 'WRONG: not found: %s\n%s\n' "$1" "$found"
}

tidy first.cpp second.cpp clashing.cpp
((status == 1)) || { echo "WRONG: status $status"; failures=1; }
expect 'named.hpp:4:.*google-explicit-constructor'
expect 'first.cpp:3:.*misc-unused-using-decls'
expect 'first.cpp:7:.*readability-else-after-return'
expect 'second.cpp:6:.*pro-type-cstyle-cast'
expect 'clashing.cpp:7:.*misc-unused-parameters'
expect 'clashing.cpp:8:.*pro-type-cstyle-cast'
tidy first.cpp tests/one.cpp second.cpp tests/two.cpp
for name in one two; do expect "tests/$name.cpp:1:.*misc-unused-parameters"; done
expect 'second.cpp:6:.*pro-type-cstyle-cast'
grep -q 'tests/.*pro-type-cstyle-cast' <<<"$found" && { echo 'WRONG: the rule of another folder'; failures=1; }
grep -q 'second.cpp:3:' <<<"$found" && { echo 'WRONG: a name that is used'; failures=1; }

echo 'int broken( { return 0; }' >"$folder/lib/broken.cpp"
tidy second.cpp broken.cpp
((status == 1)) || { echo "WRONG: status $status of what does not compile"; failures=1; }
expect 'broken.cpp:1:.*clang-diagnostic-error'

echo 'int clean() { return 0; }' >"$folder/lib/clean.cpp"
tidy clean.cpp
((status == 0)) || { echo "WRONG: a clean source: $found"; failures=1; }
((failures == 0)) || exit 1
echo 'all expectations held'
