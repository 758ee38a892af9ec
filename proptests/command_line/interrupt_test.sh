#!/usr/bin/env bash
# Interrupts: status 130, one sentence, and no child is left, also one that ignores SIGINT.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox

# interrupt SIGNAL FILE WORD...: sends the signal to mmspec alone as soon as FILE is there.
interrupt() {
    local signal=$1 file=$2 tries
    shift 2
    said="mmspec $* and $signal"
    rm -f "$file"
    # Without job control the script would be started with SIGINT ignored.
    set -m
    env -i PATH="$fakes" HOME=/nonexistent "$tree/mmspec" "$@" >"$sandbox/output" 2>&1 </dev/null &
    set +m
    for ((tries = 0; tries < 400; tries++)); do
        [[ ! -e $file ]] || break
        sleep 0.05
    done
    kill -"$signal" "$!"
    wait "$!" 2>/dev/null
    status=$?
    output=$(<"$sandbox/output")
    expect_status 130
}

expect_no_children() {
    local pid
    while read -r pid; do
        ! kill -KILL "$pid" 2>/dev/null || wrong "child $pid was left"
    done <"$sandbox/children"
}

# make_fake_build TEXT: builds by TEXT and a child that sleeps.
make_fake_build() {
    fake cmake <<END
[[ \$1 != --version ]] || { echo 'cmake version 3.25.1'; exit 0; }
[[ \$1 == --build ]] || exit 0
$1
export parent=\$\$ sandbox
"$BASH" -c 'printf "%s\\n" "\$parent" "\$\$" >"\$sandbox/pids"
    mv "\$sandbox/pids" "\$sandbox/children"
    exec sleep 60'
END
}
make_fake_build ''
for signal in INT TERM HUP; do
    interrupt "$signal" "$sandbox/children" verify
    expect 'interrupted in step 2 of 2 (build); what is installed and built so far is kept, and the next ./mmspec verify goes on from there.'
    expect_no_children
done
interrupt INT "$sandbox/children" test
expect 'interrupted in step 2 of 10 (gcc: build)'
expect_no_children
make_fake_build "trap '' INT"
interrupt INT "$sandbox/children" verify
expect_no_children
finish
