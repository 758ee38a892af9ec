# shellcheck shell=bash
# Children that take long: each runs in a process group of its own with its output in a log, so that
# an interrupt reaches all that it started.

# run_logged LOG COMMAND...: the command's status; its progress on the live line.
run_logged() {
    local log=$1 child
    shift
    # Without job control the child would ignore SIGINT.
    set -m
    "$@" </dev/null >"$log" 2>&1 &
    child=$!
    set +m
    if [[ -n $live ]]; then
        while kill -0 "$child" 2>/dev/null; do
            show_progress "$(progress_in "$log")"
            sleep 0.3
        done
    fi
    wait "$child" 2>/dev/null
}

# run_shown COMMAND...: as run_logged, but the output goes to the user.
run_shown() {
    set -m
    "$@" </dev/null &
    set +m
    wait "$!"
}

# progress_in LOG: how far the child is: the last n/m that it wrote, or else its last line.
progress_in() {
    local line last=''
    while IFS= read -r line; do
        last=$line
        [[ ! $line =~ ([0-9]+/[0-9]+)(\]|\ Test|$) ]] || last=${BASH_REMATCH[1]}
    done < <(tail -n 3 "$1" 2>/dev/null)
    printf '%s' "${last//[^[:print:]]/ }"
}

end_children() {
    local group signal tries
    for group in $(jobs -p); do
        for signal in INT TERM KILL; do
            # What runs under sudo can only be signalled by sudo.
            kill -"$signal" -- "-$group" 2>/dev/null ||
                { [[ ${as_root[*]-} == sudo* ]] && sudo -n kill -"$signal" -- "-$group" 2>/dev/null; }
            for ((tries = 0; tries < 30; tries++)); do
                kill -0 -- "-$group" 2>/dev/null || continue 3
                sleep 0.1
            done
        done
    done
}

on_interrupt() {
    trap '' INT TERM HUP
    end_children 2>/dev/null
    clear_live_line
    [[ $command != fuzz ]] || print_fuzz_table
    if ((step == 0)); then
        stop "$interrupted" "interrupted before anything was done."
    fi
    stop "$interrupted" "interrupted in step $step of $steps ($step_title); what is installed and" \
        "built so far is kept, and the next ./mmspec $command goes on from there."
}
