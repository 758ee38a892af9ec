# shellcheck shell=bash
# For tests of what the proof and the models say: a temporary folder, and an assertion on the exit status
# and the words of a command.

folder=$(mktemp -d) || exit 3
trap 'rm -rf -- "$folder"' EXIT
failures=0 cases=0

# says STATUS TEXT COMMAND...
says() {
    local expected=$1 text=$2 status
    shift 2
    "$@" >"$folder/output" 2>&1
    status=$?
    ((++cases))
    if ((status != expected)) || ! grep -qF -- "$text" "$folder/output"; then
        wrong "$* gave status $status, not $expected with '$text':" "$(<"$folder/output")"
    fi
}

wrong() {
    printf '%s\n' "FAILED: $1" "${@:2}"
    ((++failures))
}

# tools FOLDER NAME...: a folder that has these tools, to be all of PATH.
tools() {
    local tool
    mkdir -- "$1"
    for tool in "${@:2}"; do
        ln -s "$(command -v "$tool")" "$1/$tool"
    done
}

finish() {
    ((failures == 0)) && echo "$cases cases judged as they should be"
    exit $((failures > 0))
}
