#!/usr/bin/env bash
# On a terminal: the question before packages are installed, colours, the live line, NO_COLOR.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
on_terminal=$(type -P script)
if ! "$on_terminal" -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    echo 'not run: script (bsdutils) gives no terminal here'
    exit 3
fi
make_sandbox

# run_on_terminal INPUT [NAME=VALUE...] WORD...
run_on_terminal() {
    local input=$1 line
    shift
    said="$* on a terminal, typing '$input'"
    printf -v line '%q ' "$(type -P env)" -i PATH="$fakes" TERM=xterm "${@:1:$#-1}" "$tree/mmspec" "${@: -1}"
    output=$(printf '%s' "$input" | SHELL=$BASH "$on_terminal" -qec "$line" /dev/null)
    status=$?
}

run_on_terminal '' verify
expect_status 0
expect $'\r\e[K[1/2] packages'
expect $'\e[32mok'
run_on_terminal '' NO_COLOR=1 verify
expect_status 0
expect_not $'\e[32m'
run_on_terminal '' TERM=dumb verify
expect_not $'\e['

if ((EUID == 0)); then
    fake apt-get <<'END'
[[ $* != *--print-uris* ]] || { echo '0 upgraded, 1 newly installed'; exit 0; }
echo z3 >>"$sandbox/installed"
END
    lack z3
    run_on_terminal $'n\n' verify
    expect_status 3
    expect 'Install them now? [Y/n]'
    expect 'nothing was installed; ./mmspec verify needs these packages: z3'
    expect_not 'mmspec-verify in'
    run_on_terminal $'\n' verify
    expect_status 0
    expect 'mmspec-verify in'
fi
finish
