#!/usr/bin/env bash
# ./mmspec model: what it runs, and whose status it ends with.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox
mkdir -p "$tree/spec/model"

# searches CHECK_STATUS BROKEN_STATUS [STEPS_STATUS]: the programs of spec/model end so.
searches() {
    printf '#!%s\necho "check_steps: $*"\nexit %d\n' "$BASH" "${3-0}" >"$tree/spec/model/check_steps"
    printf '#!%s\necho "check: $*"\nexit %d\n' "$BASH" "$1" >"$tree/spec/model/check"
    printf '#!%s\necho "check_broken: $*"\nexit %d\n' "$BASH" "$2" >"$tree/spec/model/check_broken"
    chmod 755 "$tree/spec/model"/check*
}

searches 0 0
run model && expect_status 0
expect_line 'check: '
expect_line 'check_steps: '
expect_line 'check_broken: '
expect_not 'check: --large'
run model --large && expect_status 0
expect_line 'check: --large'
searches 1 0
run model
expect_status 1
expect_not 'check_broken'
searches 0 1
run model
expect_status 1
searches 0 0 1
run model
expect_status 1
expect_not 'check_broken'
searches 0 0
lack spin
run model --yes
expect_status 3
expect 'these are missing (by their Debian names): spin'
finish
