# shellcheck shell=bash
# Campaigns of the fuzz targets: processes that share a corpus, what a person sees of them, and what
# becomes of an input that fails.

readonly fuzz_targets=(raw_pointer ownership initialisers trace_text schedules)
readonly default_fuzz_seconds=60
fuzz_preset=verify

fuzz_folder='' fuzz_rows=() fuzz_logs=() fuzz_processes=() fuzz_findings=0

# fuzz_one TARGET SECONDS JOBS: a row of the closing table; its findings are told as they come.
fuzz_one() {
    local target=$1 seconds=$2 jobs=$3 number
    local program=$root/build/$fuzz_preset/bin/fuzz_$target kept=$root/fuzz/corpus/$target
    fuzz_folder=$root/build/fuzz/$target
    mkdir -p -- "$fuzz_folder/corpus" "$fuzz_folder/found"
    rm -f -- "$fuzz_folder"/*.log
    fuzz_logs=() fuzz_processes=()
    begin_step "$target"
    [[ -x $program ]] || stop "$bad_environment" "the build made no $(shown "$program")." \
        "Is the source tree complete?"
    local flags=("-max_total_time=$seconds" -timeout=30 -print_final_stats=1 -reload=1
        "-artifact_prefix=$fuzz_folder/found/")
    [[ ! -f $root/build/$fuzz_preset/fuzz_$target.dict ]] ||
        flags+=("-dict=$root/build/$fuzz_preset/fuzz_$target.dict")
    for ((number = 1; number <= jobs; number++)); do
        fuzz_logs+=("$fuzz_folder/$number.log")
        set -m
        "${fixed_layout[@]}" "$program" "${flags[@]}" ${option_seed:+"-seed=$(libfuzzer_seed $((number - 1)))"} \
            "$fuzz_folder/corpus" "$kept" </dev/null >"${fuzz_logs[-1]}" 2>&1 &
        fuzz_processes+=("$!")
        set +m
    done
    watch_fuzzers "$seconds"
    close_fuzzers
}

# libfuzzer_seed OFFSET: --seed, or 1, and OFFSET, as libFuzzer takes it: 32 bits, where 0 is a random one.
libfuzzer_seed() {
    # A leading zero must not make the number octal.
    local seed=$(((10#${option_seed:-1} + $1) % 4294967296))
    printf '%d' $((seed > 0 ? seed : 1))
}

# watch_fuzzers SECONDS: until all have ended, or one has found something, which ends the others.
watch_fuzzers() {
    local started=$SECONDS told=$SECONDS process running
    while :; do
        running=0
        for process in "${fuzz_processes[@]}"; do
            ! kill -0 "$process" 2>/dev/null || running=$((running + 1))
        done
        ((running > 0)) || break
        if [[ -n $(failing_inputs) ]]; then
            kill -INT "${fuzz_processes[@]}" 2>/dev/null
        fi
        show_progress "$(fuzz_progress "$1" $((SECONDS - started)))"
        if [[ -z $live ]] && ((SECONDS - told >= 10)); then
            told=$SECONDS
            say "$(fuzz_progress "$1" $((SECONDS - started)))"
        fi
        sleep 0.5
    done
    wait "${fuzz_processes[@]}" 2>/dev/null
}

# fuzz_progress SECONDS PASSED
fuzz_progress() {
    local left=$(($1 > $2 ? $1 - $2 : 0))
    printf '%s, %s left' "$(fuzz_numbers words)" "$(elapsed "$left")"
}

# fuzz_numbers words|row: of all processes together, from what each last said.
fuzz_numbers() {
    awk -v shape="$1" '
        FNR == 1 { ++files }
        /^#[0-9]+.* cov: / {
            done[FILENAME] = substr($1, 2) + 0
            for (i = 2; i < NF; i++) {
                if ($i == "cov:" && $(i + 1) + 0 > coverage) coverage = $(i + 1) + 0
                if ($i == "corp:" && $(i + 1) + 0 > corpus) corpus = $(i + 1) + 0
                if ($i == "exec/s:") rate[FILENAME] = $(i + 1) + 0
            }
        }
        /^stat::number_of_executed_units:/ { done[FILENAME] = $2 }
        /^stat::average_exec_per_sec:/ { rate[FILENAME] = $2 }
        /^operations an input: median / { median = $5 }
        END {
            for (file in done) { inputs += done[file]; speed += rate[file] }
            if (shape == "words")
                printf "%d a second, %d edges covered, corpus %d", speed, coverage, corpus
            else
                printf "%10d %10d %7d %7d %8s", inputs, speed, coverage, corpus, median == "" ? "-" : median
        }' "${fuzz_logs[@]}" 2>/dev/null
}

# failing_inputs: those that this campaign has written, one a line.
failing_inputs() {
    sed -n 's/.*Test unit written to \(.*\)$/\1/p' "${fuzz_logs[@]}" 2>/dev/null | sort -u
}

# close_fuzzers: the row of the campaign that has ended, and its findings.
close_fuzzers() {
    local inputs found=0 input
    mapfile -t inputs < <(failing_inputs)
    for input in "${inputs[@]}"; do
        found=$((found + 1))
        tell_finding "$input"
    done
    if ((found == 0)) && ! grep -qs '^stat::' "${fuzz_logs[@]}"; then
        tail -n 3 -- "${fuzz_logs[0]}" | while IFS= read -r line; do say "| $line"; done
        stop "$bad_environment" "the fuzzer did not run to its end: see $(shown "${fuzz_logs[0]}")."
    fi
    fuzz_findings=$((fuzz_findings + found))
    fuzz_rows+=("$(printf '%-14s %s %9d' "$step_title" "$(fuzz_numbers row)" "$found")")
    if ((found > 0)); then
        end_step failed "$(fuzz_numbers words)"
    else
        end_step ok "$(fuzz_numbers words)"
    fi
    fuzz_logs=() fuzz_processes=()
}

# tell_finding INPUT: makes it smaller, says what it breaks, and how to see it again.
tell_finding() {
    local once=$root/build/$fuzz_preset/bin/fuzz_${step_title}_once small=$1.small report trace again line
    report=$1.report
    show_progress 'a finding: making it smaller'
    if line=$("${fixed_layout[@]}" "$once" --shrink "$1" "$small" 2>&1); then
        say "found: $line: $(shown "$small")"
    else
        say "found: $line"
        cp -- "$1" "$small"
    fi
    # With the stacks of allocations, which --fast goes without.
    MMSPEC_FUZZ_OUT=$fuzz_folder/found/ ASAN_OPTIONS="malloc_context_size=30:${ASAN_OPTIONS-}" \
        "${fixed_layout[@]}" "$once" "$small" >"$report" 2>&1
    trace=$(sed -n 's/^saved: //p' "$report")
    head -n 40 -- "$report" | grep -v '^replay: ' | while IFS= read -r line; do say "| $line"; done
    printf -v again '%q ' "$once" "$small"
    # What only a sanitizer sees, only a build with it shows again.
    if [[ -n $trace ]]; then
        say "the operations:"
        while IFS= read -r line; do say "| $line"; done <"$trace"
        grep -q 'Sanitizer found' "$report" ||
            printf -v again '%s %q' "$(sed -n 's/^replay: \(.*\) \/.*/\1/p' "$report")" "$trace"
    fi
    say "replay: $again"
}

print_fuzz_table() {
    ((${#fuzz_logs[@]} == 0)) ||
        fuzz_rows+=("$(printf '%-14s %s %9d' "$step_title" "$(fuzz_numbers row)" 0)")
    ((${#fuzz_rows[@]} > 0)) || return 0
    printf '\n%-14s %10s %10s %7s %7s %8s %9s\n' target inputs 'a second' edges corpus median findings
    printf '%s\n' "${fuzz_rows[@]}"
    printf '\nThe median is that of the operations of an input. Corpora and findings are in %s.\n' \
        "$(shown "$root/build/fuzz")"
}
