# shellcheck shell=bash
# The corpora that are kept in fuzz/corpus: made anew, as small as they can be, of what they are and of
# what campaigns have found.

readonly most_corpora_bytes=$((2 * 1024 * 1024))
readonly merged_parts=8

# renew_corpora TARGET...
renew_corpora() {
    local target before after bytes sum=0 rows=()
    for target; do merge_corpus "$target"; done
    for target in "${fuzz_targets[@]}"; do
        if is_one_of "$target" "$@"; then
            bytes=$(bytes_in "$root/build/fuzz/$target/renewed")
        else
            bytes=$(bytes_in "$root/fuzz/corpus/$target")
        fi
        sum=$((sum + bytes))
    done
    ((sum <= most_corpora_bytes)) || stop "$failed" "the corpora would have $sum bytes, more than" \
        "the $most_corpora_bytes that the tree has room for. They are left as they were."
    for target; do
        before=$(inputs_in "$root/fuzz/corpus/$target")
        rm -rf -- "$root/fuzz/corpus/$target"
        mv -- "$root/build/fuzz/$target/renewed" "$root/fuzz/corpus/$target" ||
            stop "$bad_environment" "$(shown "$root/fuzz/corpus/$target") cannot be written:" \
                "check the rights and the disk."
        after=$(inputs_in "$root/fuzz/corpus/$target")
        rows+=("$(printf '%-14s %8d %8d %9d' "$target" "$before" "$after" \
            "$(bytes_in "$root/fuzz/corpus/$target")")")
    done
    printf '\n%-14s %8s %8s %9s\n' target inputs now bytes
    printf '%s\n' "${rows[@]}"
    printf '\nThe kept corpora have %d bytes.\n' "$sum"
}

# merge_corpus TARGET: into build/fuzz/TARGET/renewed few inputs that reach all that the kept ones and
# those of campaigns reach together. The longest come first: of those that reach the same a merge prefers
# the shortest, which try little more than that.
merge_corpus() {
    local target=$1 folder=$root/build/fuzz/$1 corpora=() corpus log number
    local bin=$root/build/$fuzz_preset/bin
    begin_step "$target"
    mkdir -p -- "$folder"
    rm -rf -- "$folder/renewed"
    mkdir -- "$folder/renewed"
    for corpus in "$root/fuzz/corpus/$target" "$folder/corpus"; do
        (($(inputs_in "$corpus") == 0)) || corpora+=("$corpus")
    done
    # A merge leaves out what fails, and says nothing.
    log=$folder/replay.log
    run_logged "$log" "${fixed_layout[@]}" "$bin/fuzz_${target}_once" "${corpora[@]}" || {
        end_step failed "an input does not hold: see $(shown "$log")"
        stop "$failed" "the corpora are left as they were. ./mmspec fuzz $target tells more."
    }
    log=$folder/merge.log
    for ((number = 1; number <= merged_parts; number++)); do
        take_part "$number" "$folder/part" "${corpora[@]}"
        (($(inputs_in "$folder/part") == 0)) ||
            run_logged "$log" "${fixed_layout[@]}" "$bin/fuzz_$target" -set_cover_merge=1 -timeout=30 \
                "$folder/renewed" "$folder/part"
    done
    rm -rf -- "$folder/part"
    (($(inputs_in "$folder/renewed") > 0)) || {
        end_step failed "nothing came of the merge: see $(shown "$log")"
        stop "$bad_environment" "the corpora are left as they were."
    }
    end_step ok "$(inputs_in "$folder/renewed") inputs of $(inputs_in "${corpora[@]}")"
}

# take_part NUMBER PART CORPUS...: into PART those of the inputs whose length is of this part, from the
# longest; of two with one name the first.
take_part() {
    local number=$1 part=$2
    shift 2
    rm -rf -- "$part"
    mkdir -- "$part"
    find "$@" -type f -printf '%s\t%p\n' | sort -rn | awk -v number="$number" -v parts="$merged_parts" '
        { path = $0; sub(/^[0-9]*\t/, "", path); name = path; sub(/.*\//, "", name) }
        !(name in seen) { seen[name]; paths[count++] = path }
        END {
            for (i = int(count * (number - 1) / parts); i < int(count * number / parts); i++) print paths[i]
        }' | xargs -r -d '\n' cp -t "$part" --
}

# inputs_in FOLDER...
inputs_in() { find "$@" -type f 2>/dev/null | wc -l; }

# bytes_in FOLDER
bytes_in() { find "$1" -type f -printf '%s\n' 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }'; }
