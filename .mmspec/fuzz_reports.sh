# shellcheck shell=bash
# What the fuzz targets are worth: which wrong variants they find in what time, and what code their
# kept corpora reach.

# report_variants SECONDS: each wrong variant from an empty corpus, by one process.
report_variants() {
    local list=$root/build/$fuzz_preset/fuzz_variants.txt folder=$root/build/fuzz/variants
    local variant target clause log status wall processor missed=0 rows=()
    build_or_stop "$fuzz_preset" fuzz_variants
    steps=$((2 + $(wc -l <"$list")))
    mkdir -p -- "$folder"
    while IFS=$'\t' read -r variant target clause; do
        begin_step "$variant"
        log=$folder/$variant.log
        run_logged "$log" timed "$root/build/$fuzz_preset/bin/fuzz_variant_$variant" \
            "-max_total_time=$1" "-seed=$(libfuzzer_seed 0)" -timeout=30 "-artifact_prefix=$folder/"
        status=$?
        read -r wall processor < <(sed -n 's/^took //p' "$log")
        if ((status != 0)) && grep -aqE "broken: ($clause): |SUMMARY: [A-Za-z]*($clause): " "$log"; then
            end_step ok "$target found it in $wall s ($processor s of one processor)"
        else
            end_step failed "$target did not find it: see $(shown "$log")"
            missed=$((missed + 1)) wall=- processor=-
        fi
        rows+=("$(printf '%-42s %-13s %-40s %9s %10s' "$variant" "$target" \
            "$(grep -a -m 1 -oE "broken: ($clause)" "$log" | sed 's/^broken: //')" "$wall" "$processor")")
    done <"$list"
    printf '\n%-42s %-13s %-40s %9s %10s\n' 'wrong variant' target 'breaks' seconds processor
    printf '%s\n' "${rows[@]}"
    printf '\n%d of %d found from nothing within %d s.\n' $((${#rows[@]} - missed)) "${#rows[@]}" "$1"
    ((missed == 0)) || exit "$failed"
}

# timed COMMAND...: and a line with the seconds it took, and those of the processor.
timed() {
    local status TIMEFORMAT='took %R %U'
    time "${fixed_layout[@]}" "$@"
    status=$?
    return "$status"
}

# report_coverage: prints and draws what the kept corpora alone reach.
report_coverage() {
    local folder=$root/build/coverage target programs=() profiles=()
    build_or_stop coverage fuzz_replays
    rm -rf -- "$folder/profiles" "$folder/html"
    begin_step corpora
    for target in "${fuzz_targets[@]}"; do
        run_logged "$folder/$target.log" env "LLVM_PROFILE_FILE=$folder/profiles/$target.profraw" \
            "$folder/bin/fuzz_${target}_replay" "$root/fuzz/corpus/$target" ||
            stop "$failed" "the kept corpus of $target does not hold: see $(shown "$folder/$target.log")."
        profiles+=("$folder/profiles/$target.profraw")
        programs+=(${programs[0]+-object} "$folder/bin/fuzz_${target}_replay")
    done
    llvm-profdata-14 merge -o "$folder/all.profdata" "${profiles[@]}" ||
        stop "$bad_environment" "llvm-profdata-14 could not read the profiles that were just written."
    end_step ok "$(grep -h ' held$' "$folder"/*.log | awk '{ sum += $1 } END { print sum }') inputs"
    llvm-cov-14 show "${programs[@]}" "-instr-profile=$folder/all.profdata" -format=html \
        "-output-dir=$folder/html" '-ignore-filename-regex=^/usr/' >"$folder/show.log" 2>&1
    llvm-cov-14 report "${programs[@]}" "-instr-profile=$folder/all.profdata" \
        '-ignore-filename-regex=^/usr/' 2>"$folder/report.log" | coverage_table
    printf '\nDrawn, line by line: %s\n\n' "$(shown "$folder/html/index.html")"
    llvm-cov-14 show "${programs[@]}" "-instr-profile=$folder/all.profdata" -show-branches=count \
        -show-instantiations=false '-ignore-filename-regex=^/usr/' >"$folder/lines.txt" 2>>"$folder/show.log"
    [[ -s $folder/lines.txt ]] ||
        stop "$bad_environment" "llvm-cov-14 showed no line: see $(shown "$folder/show.log")."
    awk -v exceptions="$root/fuzz/not_reached.txt" -f "$root/.mmspec/judge_coverage.awk" \
        "$root/fuzz/not_reached.txt" "$folder/lines.txt" ||
        stop "$failed" "what is missed must be reached by an input of fuzz/corpus, or be listed in" \
            "fuzz/not_reached.txt with its reason; what is reached must not stand there."
    printf 'All lines are reached, beside those that %s lists.\n' "$(shown "$root/fuzz/not_reached.txt")"
}

# coverage_table: of what llvm-cov reports, the rows of the library and of the contracts, and their sum.
coverage_table() {
    awk '
        function row(name, lines, missed, branches, open) {
            printf "%-52s %6d %8s %9d %8s\n", name, lines, share(lines, missed), branches, share(branches, open)
        }
        function share(all, missed) { return all ? sprintf("%.1f %%", 100 * (all - missed) / all) : "-" }
        BEGIN { printf "\n%-52s %6s %8s %9s %8s\n", "file", "lines", "reached", "branches", "reached" }
        NF == 13 && match($1, /(^|\/)(lib\/(include|src)|contracts\/(include|src))\//) {
            name = substr($1, RSTART)
            sub(/^\//, "", name)
            row(name, $8, $9, $11, $12)
            lines += $8; missed += $9; branches += $11; open += $12
        }
        END { row("together", lines, missed, branches, open) }'
}
