#!/usr/bin/env bash
# compare.sh FOLDER PROGRAM [EDIT]: counts the instructions of the hot paths of PROGRAM, built from
# hot_paths.cpp, under callgrind, and compares each with its bare counterpart. With EDIT, the program
# has that wrong variant in it: the paths that it names must take more. Others may, where a compiler
# makes more of the change.
#
# FOLDER is for the profile. Exit status 0 as it must be, 1 not, 3 not run (and why).
set -u
folder=$1 program=$2 edit=${3-}
here=$(dirname -- "${BASH_SOURCE[0]}")
repetitions=$(sed -n 's/^constexpr int repetitions = \([0-9]*\);$/\1/p' "$here/hot_paths.cpp")
paths=$(grep -c '^\[\[gnu::noinline\]\] [a-z]* plain_' "$here/hot_paths.cpp")

command -v valgrind >/dev/null ||
    { echo 'not run: valgrind is missing (Debian: valgrind)'; exit 3; }
mkdir -p -- "$folder" || exit 1
profile=$folder/callgrind.out
rm -f -- "$profile"
if ! said=$(valgrind --tool=callgrind --compress-strings=no --compress-pos=no \
    --callgrind-out-file="$profile" "$program" 2>&1); then
    case $said in
        *'unhandled instruction'* | *'Fatal error at startup'* | *"can't recover"*)
            echo "not run: valgrind cannot run programs here: $(grep -m 1 -E 'unhandled|Fatal|recover' <<<"$said")"
            exit 3
            ;;
    esac
    printf 'the program or valgrind failed:\n%s\n' "$said"
    exit 1
fi

table=$(awk -v repetitions="$repetitions" -v expected="$paths" -f "$here/inclusive.awk" "$profile")
status=$?
printf '%s\n' "$table"
((status <= 1)) || exit 1
takes_more=$(sed -n 's/.*takes more: //p' <<<"$table")
if [[ -z $edit ]]; then
    [[ -z $takes_more ]] ||
        { printf 'a hot path takes instructions that it can do without: %s\n' "${takes_more//$'\n'/ }"; exit 1; }
    echo 'no hot path takes an instruction more than its atomic steps need'
    exit 0
fi
name=$(basename -- "$edit" .edit) what=$(sed -n 's/^what: //p' "$edit")
read -ra expected < <(sed -n 's/^takes more: //p' "$edit")
((${#expected[@]} > 0)) || { echo "$name.edit has no line 'takes more: PATH...'"; exit 1; }
for path in "${expected[@]}"; do
    grep -qxF -- "$path" <<<"$takes_more" ||
        { echo "SURVIVED: $name ($what): $path takes no instruction more"; exit 1; }
done
echo "caught: $name ($what)"
