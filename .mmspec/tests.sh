# shellcheck shell=bash
# The tests of mmspec's own code: CTest in each preset, the format, clang-tidy, and the sums.

readonly test_presets=(gcc clang asan tsan)
total_passed=0 total_failed=0 total_skipped=0 worst=$held rows=()

# count NAME PASSED FAILED SKIPPED [NOTE]: a row of the closing table.
count() {
    rows+=("$(printf '%-14s %6d %7d %8d%s' "$1" "$2" "$3" "$4" "${5+  $5}")")
    total_passed=$((total_passed + $2))
    total_failed=$((total_failed + $3))
    total_skipped=$((total_skipped + $4))
    (($3 == 0)) || worsen "$failed"
}

worsen() { (($1 <= worst)) || worst=$1; }

# test_every_preset CTEST_OPTION...
test_every_preset() {
    local preset
    for preset in "${test_presets[@]}"; do
        begin_step "$preset: build"
        if build_preset "$preset"; then
            end_step ok "$(shown "$root/build/$preset")"
            begin_step "$preset: tests"
            run_tests "$preset" "$@"
        else
            explain_build_failure "$build_log"
            end_step failed "$cause"
            worsen "$cause_status"
            begin_step "$preset: tests"
            end_step failed "not run, because the preset did not build"
            count "$preset" 0 1 0 "did not build"
        fi
    done
}

# run_tests PRESET CTEST_OPTION...
run_tests() {
    local preset=$1 folder=$root/build/$1 status passed failures skipped detail
    shift
    rm -f -- "$folder/tests.xml"
    run_logged "$folder/tests.log" in_root ctest --preset "$preset" \
        --output-junit "$folder/tests.xml" "$@"
    status=$?
    read -r passed failures skipped < <(judge_tests "$folder/tests.xml" counts)
    passed=${passed:-0} failures=${failures:-0} skipped=${skipped:-0}
    detail="$passed passed, $failures failed, $skipped skipped"
    if ((status != 0 && failures == 0)); then
        failures=1
        detail="CTest ended with $status: $(tail -n 1 -- "$folder/tests.log")"
    fi
    count "$preset" "$passed" "$failures" "$skipped"
    judge_tests "$folder/tests.xml" | while IFS= read -r line; do say "$line"; done
    if ((failures > 0)); then
        end_step failed "$detail; see $(shown "$folder/tests.log")"
        # Not by the log: a test may say such words of its own.
        ! disk_is_full || worsen "$bad_environment"
    else
        end_step ok "$detail"
    fi
}

judge_tests() {
    [[ ! -f $1 ]] || awk -v only_counts="${2:+1}" -f "$root/.mmspec/judge_tests.awk" "$1"
}

# sources: the C and C++ files of the tree, each ended by a zero byte.
sources() {
    local folder folders=()
    for folder in contracts fuzz lib package proptests spec; do
        [[ ! -d $root/$folder ]] || folders+=("$root/$folder")
    done
    find "${folders[@]}" -type f \( -name '*.hpp' -o -name '*.cpp' -o -name '*.h' -o -name '*.c' \) -print0
}

check_format() {
    local log=$root/build/format.log files
    begin_step 'clang-format'
    files=$(sources | tr -dc '\0' | wc -c)
    if run_logged "$log" format_all && ((files > 0)); then
        count clang-format 1 0 0
        end_step ok "$files files"
    else
        count clang-format 0 1 0
        sed -n 's/^\(.*\):[0-9]*:[0-9]*: error: .*/\1/p' "$log" | uniq |
            while IFS= read -r line; do say "not formatted: $(shown "$line")"; done
        end_step failed "see $(shown "$log"); clang-format-14 -i FILE puts a file right"
    fi
}

format_all() { sources | xargs -0 clang-format-14 --dry-run --Werror; }

check_with_clang_tidy() {
    local log=$root/build/clang_tidy.log database=$root/build/clang/compile_commands.json files groups
    begin_step clang-tidy
    if [[ ! -f $database ]]; then
        count clang-tidy 0 1 0 "not run: the preset clang did not build"
        end_step failed "not run: $(shown "$database") is not there"
        return
    fi
    mapfile -t groups < <(awk -v without="$root/build/" -f "$root/.mmspec/groups_to_tidy.awk" "$database")
    files=$(printf '%s\n' "${groups[@]}" | cut -f 3- | tr '\t' '\n' | sort -u | wc -l)
    if ((${#groups[@]} > 0)) && run_logged "$log" tidy_all "${groups[@]}"; then
        count clang-tidy 1 0 0
        end_step ok "$files files"
    else
        count clang-tidy 0 1 0
        grep -E ': (warning|error): ' "$log" | sort -u | head -n 20 |
            while IFS= read -r line; do say "$line"; done
        end_step failed "see $(shown "$log")"
    fi
}

# tidy_all GROUP...
tidy_all() {
    local number=0 group
    rm -rf -- "$root/build/clang_tidy"
    for group; do
        number=$((number + 1))
        printf '%s\0%s\0' "$number/$#" "$group"
    done | xargs -0 -n 2 -P "$(nproc)" "$root/.mmspec/tidy_group.sh" "$root/build/clang_tidy"
}

print_totals() {
    local totals="$total_passed passed, $total_failed failed"
    ((total_skipped == 0)) || totals+=", $total_skipped skipped"
    printf '\n%-14s %6s %7s %8s\n' '' passed failed skipped
    printf '%s\n' "${rows[@]}"
    printf '\n%s\n' "$totals"
    if ((worst == held)); then
        echo "Every test that ran passed$( ((total_skipped == 0)) || echo "; why some were skipped stands with their preset above")."
    elif ((worst == bad_environment)); then
        echo "The machine kept some tests from running: the cause stands with the step above."
    else
        echo "mmspec's own code does not pass: what failed stands with its step above."
    fi
    exit "$worst"
}
