#!/usr/bin/env bash
# The table of wrong variants, and that one which survives fails the command.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox
fake ctest <<'END'
echo "ctest in $PWD: $*" >>"$sandbox/calls"
cat "$sandbox/variants"
! grep -q SURVIVED "$sandbox/variants"
END

cat >"$sandbox/variants" <<'END'
7: Test command: caught.sh teardown_twice.edit
7: caught: teardown_twice      Teardown.once     property     sequential in case 3, seed 1
8: caught: from_raw_counts     Identity.no_count property     sequential in case 9, seed 1
9: variant.none.threads passes
END
run variants && expect_status 0
expect 'variant  '
expect 'teardown_twice      Teardown.once     property     sequential in case 3, seed 1'
expect 'from_raw_counts     Identity.no_count'
expect '2 caught'
grep -q -- '--build .*build/clang --target mmspec-variants' "$sandbox/calls" || wrong 'it built something else'
grep -qF -- '--preset clang --tests-regex ^variant[.]' "$sandbox/calls" || wrong 'it ran something else'

echo '9: SURVIVED: get_ignores_zero (an upgrade succeeds): its catcher (property) passes.' >>"$sandbox/variants"
run variants
expect_status 1
expect 'SURVIVED: get_ignores_zero'
expect '2 caught'
finish
