#!/usr/bin/env bash
# A user who is not root and lacks packages: with sudo, without it, and with one that refuses.
# shellcheck disable=SC2016 # the fakes expand what stands in single quotes
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
as_user=()
if ((EUID == 0)); then
    as_user=("$(type -P setpriv)" --reuid=65534 --regid=65534 --clear-groups)
    "${as_user[@]}" test -x "${sandbox%/*}" 2>/dev/null ||
        { echo 'not run: root cannot become another user here'; exit 3; }
fi
make_sandbox
chmod -R a+rwX "$sandbox"
in_sandbox() { "${as_user[@]}" "$(type -P env)" -i PATH="$fakes" HOME=/nonexistent "$@"; }
fake apt-get <<<'echo "apt-get $*" >>"$sandbox/calls"; exit 100'

run verify
expect_status 0
lack z3 cvc5
run verify
expect_status 3
expect 'only root can install them, and there is no sudo. Run as root: apt-get update && apt-get install --no-install-recommends z3 cvc5'
fake sudo <<<'exit 1'
run verify
expect_status 3
expect 'sudo does not allow it here. Run as root: apt-get update'
! grep -q apt-get "$sandbox/calls" || wrong 'apt-get ran without the rights'

fake sudo <<<'while [[ $1 == -* ]]; do shift; done; [[ $# == 0 ]] || FAKE_ROOT=yes "$@"'
fake apt-get <<'END'
[[ $* != *--print-uris* ]] || { echo '0 upgraded, 2 newly installed'; exit 0; }
[[ -n ${FAKE_ROOT-} ]] || exit 100
printf 'z3\ncvc5\n' >>"$sandbox/installed"
END
run verify
expect_status 0
expect 'mmspec-verify in'

chmod -R a-w "$tree/build" "$tree"
run verify
expect_status 3
expect "$tree/build cannot be written"
chmod -R a+w "$tree"
finish
