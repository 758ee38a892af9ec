#!/usr/bin/env bash
# ./mmspec test: a failing step stops nothing, skips are said and never passed, and the sums are right.
# shellcheck disable=SC2016 # the fakes expand what stands in single quotes
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox

run test
expect_status 0
expect_line '5 passed, 0 failed'
for step in '[ 2/10] gcc: build' '[ 5/10] clang: tests' '[ 9/10] tsan: tests' '[10/10] clang-format'; do
    expect "$step"
done

cat >"$sandbox/gcc.xml" <<'END'
	<testcase name="good" classname="good" time="0.1" status="run">
		<system-out></system-out>
	</testcase>
	<testcase name="bad" classname="bad" time="0.1" status="fail">
		<failure message=""/>
		<system-out>expected 1 &lt; 0 &amp;&amp; more
the last line
</system-out>
	</testcase>
	<testcase name="absent" classname="absent" time="0" status="notrun">
		<skipped message="Unable to find executable"/>
		<system-out>Unable to find executable: absent</system-out>
	</testcase>
END
cat >"$sandbox/tsan.xml" <<'END'
	<testcase name="plain_skip" classname="s" time="0.1" status="notrun">
		<skipped message="SKIP_RETURN_CODE=3"/>
		<system-out>[step] not run: no /proc here
</system-out>
	</testcase>
	<testcase name="google_skip" classname="s" time="0.1" status="notrun">
		<skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>
		<system-out>a.cpp:3: Skipped
one processor only
[  SKIPPED ] a
</system-out>
	</testcase>
END
run test
expect_status 1
expect 'failed: bad'
expect '  | expected 1 < 0 && more'
expect 'failed: absent'
expect 'skipped: plain_skip: no /proc here'
expect 'skipped: google_skip: one processor only'
expect_line 'gcc                 1       2        0'
expect_line 'tsan                0       0        2'
expect_line '4 passed, 2 failed, 2 skipped'
expect "mmspec's own code does not pass"
rm "$sandbox"/*.xml

# CTest that fails although no test did, as when it finds none.
cp "$fakes/ctest" "$sandbox/good ctest"
fake ctest <<<'echo "a test: No space left on device"; echo "No tests were found!!!"; exit 8'
run test
expect_status 1
expect 'CTest ended with 8: No tests were found!!!'
expect_line '1 passed, 4 failed'
cp "$sandbox/good ctest" "$fakes/ctest"

# A preset that does not build.
cp "$fakes/cmake" "$sandbox/good cmake"
fake cmake <<'END'
[[ $* != *"build/asan" ]] || { echo 'x.cpp:1:1: error: broken'; exit 1; }
exec "$BASH" "$sandbox/good cmake" "$@"
END
run test
expect_status 1
expect 'it did not build, first because of: x.cpp:1:1: error: broken'
expect_line 'asan                0       1        0  did not build'
expect_line '4 passed, 1 failed'
cp "$sandbox/good cmake" "$fakes/cmake"

fake clang-format-14 <<'END'
for file; do [[ $file == -* ]] || echo "$file:1:4: error: code should be clang-formatted [x]"; done
exit 1
END
run test
expect_status 1
expect "not formatted: $tree/lib/one.hpp"
expect_line '4 passed, 1 failed'
fake clang-format-14 <<<:

# The slow ones: clang-tidy over what the build compiles, and no preset need have a slow test.
mkdir -p "$tree/build/clang"
compiled() { printf '{\n  "directory": "/",\n  "command": "%s",\n  "file": "%s"\n},\n' "$2 -o o -c $1" "$1"; }
for file in lib/one.cpp lib/two.cpp build/clang/generated.cpp; do
    compiled "$tree/$file" 'c++ -DMMSPEC_CHECKED=1'
    compiled "$tree/$file" 'c++ -DMMSPEC_CHECKED=1 -DOTHER'
done >"$tree/build/clang/compile_commands.json"
compiled "$tree/lib/one.cpp" c++ >>"$tree/build/clang/compile_commands.json"
echo 'using std::string;' >"$tree/lib/one.cpp"
: >"$tree/lib/two.cpp"
fake ctest <<'END'
echo "ctest $*" >>"$sandbox/calls"
while [[ $1 != --output-junit ]]; do shift; done
: >"$2"
END
fake clang-tidy-14 <<<'echo "clang-tidy $*" >>"$sandbox/calls"'
run test --slow
expect_status 0
expect_line '1 passed, 0 failed'
expect_file "$sandbox/calls" '--label-regex ^slow$ --no-tests=ignore'
unit=$tree/build/clang_tidy/1.1/sources.cpp
expect_file "$sandbox/calls" "--warnings-as-errors=* $unit"
expect_file "$unit" "#include \"$tree/lib/one.cpp\""
expect_file "$unit" "#include \"$tree/lib/two.cpp\""
expect_file "$sandbox/calls" "misc-unused-using-decls,misc-unused-alias-decls $tree/lib/one.cpp"
! grep -q "alias-decls $tree/lib/two.cpp" "$sandbox/calls" || wrong 'judged alone without need'
expect_file "$sandbox/calls" "--warnings-as-errors=* $tree/lib/one.cpp"
said='groups_to_tidy.awk'
output=$(compiled /one.cpp 'c++ -DX -Winvalid-pch -Xclang -include-pch -Xclang a.pch' |
    awk -v without=/build/ -f "$tree/.mmspec/groups_to_tidy.awk")
expect_not pch
expect /one.cpp
! grep -rq 'generated.cpp' "$sandbox/calls" "$tree/build/clang_tidy" || wrong 'generated code was tidied'

# Continuous integration runs both and adds them up.
mkdir "$tree/.ci"
cp "$here/../../.ci/run" "$tree/.ci/run"
ln -s "$(type -P tee)" "$fakes/tee"
run_both() {
    said='.ci/run'
    output=$(in_sandbox "$tree/.ci/run" 2>&1 </dev/null)
    status=$?
}
cp "$sandbox/good ctest" "$fakes/ctest"
run_both
expect_status 0
expect_line '10 passed, 0 failed'

fake clang-tidy-14 <<<'echo "one.cpp:1:1: warning: untidy [x]"; exit 1'
run test --slow
expect_status 1
expect 'one.cpp:1:1: warning: untidy'
expect_line '4 passed, 1 failed'
run_both
expect_status 1
expect_line '9 passed, 1 failed'
finish
