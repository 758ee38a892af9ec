#!/usr/bin/env bash
# wrong_scripts_test.sh [TEST]: the tests of this folder can fail: each of these one-edit changes to the
# script is caught by the test that is there for it. TEST: only those.
# shellcheck disable=SC2016 # the edits speak of the script's variables
set -u
only=${1-}
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
tree=$(cd -- "$here/../.." && pwd -P)
wrong=$(mktemp -d "${TMPDIR:-/tmp}/mmspec wrong script.XXXXXX") || exit 2
trap 'rm -rf -- "$wrong"' EXIT
chmod 755 "$wrong"
survivors=0 tried=0 caught=0

# caught_by TEST FILE EDIT: EDIT is of sed; the test must fail on the script with the edit.
caught_by() {
    local test=$1 file=$2 edit=$3 status
    [[ -z $only || $test == "$only" ]] || return
    tried=$((tried + 1))
    rm -rf -- "$wrong"/{mmspec,.mmspec}
    cp -r "$tree/mmspec" "$tree/.mmspec" "$tree/CMakeLists.txt" "$wrong"
    sed -i "$edit" "$wrong/$file"
    if cmp -s "$wrong/$file" "$tree/$file"; then
        echo "WRONG: the edit '$edit' changes nothing in $file"
        survivors=$((survivors + 1))
        return
    fi
    MMSPEC_TREE=$wrong bash "$here/${test}_test.sh" >"$wrong/output" 2>&1
    status=$?
    case $status in
        1)
            echo "caught by $test: $file: $edit"
            caught=$((caught + 1))
            ;;
        3) echo "not tried, as $test is: $(tail -n 1 "$wrong/output")" ;;
        *)
            echo "WRONG: $test ends with $status on $file: $edit"
            survivors=$((survivors + 1))
            ;;
    esac
}

caught_by help .mmspec/options.sh 's/stop "$bad_usage" "unknown command/stop "$failed" "unknown command/'
caught_by help .mmspec/options.sh 's/distance < best_distance/distance > best_distance/'
caught_by help mmspec '/^    check_fuzz_options$/d'
caught_by fuzz .mmspec/fuzz.sh 's/(10#/(/'
caught_by fuzz .mmspec/judge_coverage.awk 's/used\[file, text\] <= listed\[file, text\]/1/'
caught_by build mmspec 's/^    exec /    cd "$root" \&\& exec /'
caught_by build mmspec 's/^    exec \(.*\)$/    \1; exit 0/'
caught_by build mmspec 's,option_save=$root/build/,option_save=,'
caught_by build mmspec 's/readlink -f --/printf %s/'
caught_by build mmspec 's/^    ((${#made\[@\]} > 0)) &&.* ||/    true ||/'
caught_by build .mmspec/build.sh '/^    rm -rf -- /d'
caught_by build .mmspec/build.sh 's/No space left on device/No such words/'
caught_by totals .mmspec/judge_tests.awk 's,message ~ /^SKIP_/,1,'
caught_by totals .mmspec/judge_tests.awk 's/        skipped++/        passed++/'
caught_by totals .mmspec/tests.sh 's/if ((status != 0 \&\& failures == 0))/if false/'
caught_by totals .mmspec/tests.sh 's/count "$preset" 0 1 0/count "$preset" 0 0 1/'
caught_by totals .mmspec/tests.sh 's/! disk_is_full/! log_tells_full_disk "$folder\/tests.log"/'
caught_by totals .mmspec/groups_to_tidy.awk 's/index(file, without) == 1 || //'
caught_by totals .mmspec/groups_to_tidy.awk 's/(file, build) in seen/file in seen/; s/seen\[file, build\]/seen[file]/'
caught_by totals .mmspec/groups_to_tidy.awk '/-Xclang/d'
caught_by tidy .mmspec/tidy_group.sh 's/ || status=1/ || true/'
caught_by tidy .mmspec/tidy_group.sh 's/clashes=$(clashing)/clashes=/'
caught_by tidy .mmspec/tidy_group.sh 's/if introduces_unused "$source"/if false/'
caught_by tidy .mmspec/tidy_group.sh 's/if \[\[ $configuration == "$wanted" \]\]/if true/'
caught_by packages .mmspec/packages.sh 's/Failed to fetch|//; s/Temporary failure resolving|//; s/(resolve|connect)|/x|/'
caught_by packages .mmspec/packages.sh '/dpkg was interrupted/s/dpkg was/apt was/'
caught_by packages .mmspec/environment.sh 's/free >= $2/free >= 0/'
caught_by spec .mmspec/site.sh 's/--bind 127.0.0.1/--bind 0.0.0.0/'
caught_by spec .mmspec/site.sh '/^    stop "$failed" "the site was not made/d'
caught_by rights .mmspec/packages.sh 's/as_root=(sudo -n)/as_root=()/'
caught_by environment .mmspec/environment.sh 's/sort -V/sort/'
caught_by terminal .mmspec/packages.sh 's/ask_to_install "${missing/: "${missing/'
caught_by interrupt .mmspec/children.sh 's/^    set -m$/    :/'
caught_by interrupt .mmspec/children.sh 's/^    end_children .*/    :/'
caught_by fuzz .mmspec/fuzz.sh 's/inputs += done/inputs = done/'
caught_by fuzz .mmspec/fuzz.sh 's/fuzz_findings=$((fuzz_findings + found))/:/'
caught_by fuzz .mmspec/fuzz.sh 's,printf -v again .%s %q.*,:,'
caught_by fuzz mmspec '/fuzz_preset=fuzz-variants/d'
caught_by fuzz .mmspec/fuzz_reports.sh 's/missed=$((missed + 1)) wall/wall/'
caught_by fuzz .mmspec/fuzz_corpora.sh 's/sort -rn/sort -n/'
caught_by fuzz .mmspec/children.sh '/print_fuzz_table/d'
caught_by fuzz .mmspec/fuzz_corpora.sh 's/sum <= most_corpora_bytes/1/'
caught_by fuzz .mmspec/fuzz_corpora.sh 's/corpora+=("$corpus")/corpora=("$corpus")/'
caught_by fuzz .mmspec/judge_coverage.awk 's/complain("missed/print("/'
caught_by fuzz .mmspec/judge_coverage.awk 's/complain("reached/print("/'
caught_by fuzz .mmspec/judge_coverage.awk 's/exit wrong || share < 95/exit wrong/'

((tried > 0)) || { echo "no wrong script is for '$only'"; exit 2; }
((survivors == 0)) || { echo "$survivors wrong scripts were not caught"; exit 1; }
((caught > 0)) || { tail -n 1 "$wrong/output"; exit 3; }
echo 'every wrong script was caught'
