#!/usr/bin/env bash
# steps_on_a_terminal.sh EXPLORE FILE: on a terminal each step but the first waits for Enter, and after
# the end of the input none does; without a terminal none waits.
set -u
explore=$1 file=$2

# prompts WORD...: how often the program asks, and all of its output if it did not come to its end.
prompts() {
    local output
    output=$("$@" 2>&1)
    grep -q 'this execution is right' <<<"$output" || printf 'it ends early:\n%s\n' "$output"
    grep -o 'Enter: the next step' <<<"$output" | wc -l
}

script -qec true /dev/null >/dev/null 2>&1 </dev/null ||
    { echo 'not run: script (bsdutils) gives no terminal here' && exit 3; }
asked=$(printf '\n\n\n' | prompts script -qec "'$explore' --replay '$file' --step" /dev/null)
[[ $asked == 4 ]] || { printf 'FAILED: after three times Enter it should ask once more: %s\n' "$asked" && exit 1; }
asked=$(prompts "$explore" --replay "$file" --step </dev/null)
[[ $asked == 0 ]] || { printf 'FAILED: it should not ask without a terminal: %s\n' "$asked" && exit 1; }
