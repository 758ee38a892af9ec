#!/usr/bin/env bash
# The tests of this folder can fail: each of these one-edit changes to the script is caught by the
# test that is there for it.
# shellcheck disable=SC2016 # the edits speak of the script's variables
set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
tree=$(cd -- "$here/../.." && pwd -P)
wrong=$(mktemp -d "${TMPDIR:-/tmp}/mmspec wrong script.XXXXXX") || exit 2
trap 'rm -rf -- "$wrong"' EXIT
chmod 755 "$wrong"
survivors=0

# caught_by TEST FILE EDIT: EDIT is of sed; the test must fail on the script with the edit.
caught_by() {
    local test=$1 file=$2 edit=$3 status
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
        1) echo "caught by $test: $file: $edit" ;;
        3) echo "not tried, as $test is: $(tail -n 1 "$wrong/output")" ;;
        *)
            echo "WRONG: $test ends with $status on $file: $edit"
            survivors=$((survivors + 1))
            ;;
    esac
}

caught_by help .mmspec/options.sh 's/stop "$bad_usage" "unknown command/stop "$failed" "unknown command/'
caught_by help .mmspec/options.sh 's/distance < best_distance/distance > best_distance/'
caught_by build mmspec 's/^    exec /    cd "$root" \&\& exec /'
caught_by build mmspec 's/^    exec \(.*\)$/    \1; exit 0/'
caught_by build mmspec 's/readlink -f --/printf %s/'
caught_by build .mmspec/build.sh '/^    rm -rf -- /d'
caught_by build .mmspec/build.sh 's/No space left on device/No such words/'
caught_by totals .mmspec/judge_tests.awk 's,message ~ /^SKIP_/,1,'
caught_by totals .mmspec/judge_tests.awk 's/        skipped++/        passed++/'
caught_by totals .mmspec/tests.sh 's/if ((status != 0 \&\& failures == 0))/if false/'
caught_by totals .mmspec/tests.sh 's/count "$preset" 0 1 0/count "$preset" 0 0 1/'
caught_by packages .mmspec/packages.sh 's/Failed to fetch|//; s/Temporary failure resolving|//; s/(resolve|connect)|/x|/'
caught_by packages .mmspec/packages.sh '/dpkg was interrupted/s/dpkg was/apt was/'
caught_by packages .mmspec/environment.sh 's/free >= $2/free >= 0/'
caught_by rights .mmspec/packages.sh 's/as_root=(sudo -n)/as_root=()/'
caught_by environment .mmspec/environment.sh 's/sort -V/sort/'
caught_by terminal .mmspec/packages.sh 's/ask_to_install "${missing/: "${missing/'
caught_by interrupt .mmspec/children.sh 's/^    set -m$/    :/'
caught_by interrupt .mmspec/children.sh 's/^    end_children .*/    :/'

((survivors == 0)) || { echo "$survivors wrong scripts were not caught"; exit 1; }
echo 'every wrong script was caught'
