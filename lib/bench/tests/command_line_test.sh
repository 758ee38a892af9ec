#!/usr/bin/env bash
# command_line_test.sh FIGURES TREE: the program that makes the figures, on a copy of what TREE keeps,
# right and wrong: figures that the records do not give are found.
set -u
figures=$1 source=$2 failures=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/mmspec figures.XXXXXX") || exit 2
trap 'rm -rf -- "$folder"' EXIT
tree=$folder/tree kept=$folder/tree/lib/bench/kept page=$folder/tree/lib/bench/README.md

fresh_tree() {
    rm -rf -- "$tree" && mkdir -p -- "$kept" && cp -- "$source/lib/bench/README.md" "$tree/lib/bench" &&
        cp -- "$source"/lib/bench/kept/* "$kept" || exit 2
}

# expect STATUS TEXT WORD...: the program called with the words ends so, and says the text.
expect() {
    local status=$1 text=$2 output
    shift 2
    output=$("$figures" "$@" 2>&1)
    local found=$?
    if ((found != status)) || [[ $output != *"$text"* ]]; then
        failures=$((failures + 1))
        printf 'WRONG: %s: expected status %d and "%s"; it ended with %d and said:\n%s\n' \
            "$*" "$status" "$text" "$found" "$output"
    fi
}

# damage FILE SCRIPT: changes FILE of a fresh tree by a script of sed, which must change something.
damage() {
    fresh_tree
    cp -- "$1" "$folder/before"
    sed -i "$2" "$1"
    ! cmp -s -- "$1" "$folder/before" || { echo "WRONG: '$2' changes nothing in $1"; exit 2; }
}

fresh_tree
expect 0 'Page and picture show what the records give' check "$tree"
expect 0 'clone and drop' show "$kept"
expect 0 'this run' compare "$kept" "$kept"

damage "$page" 's/| [*]*ARef&lt;MmWithUser&gt;[*]* | /&1/'
expect 1 'The figures of lib/bench/README.md are not' check "$tree"
damage "$kept/figures.svg" '0,/class="mmspec" x="/s//&1/'
expect 1 'figures.svg is not what the records' check "$tree"
damage "$kept/plain.json" '0,/"nanoseconds":\[/s//&1/'
expect 1 'The figures of lib/bench/README.md are not' check "$tree"
expect 0 '' renew "$tree" "$kept"
expect 0 'Page and picture show what the records give' check "$tree"

damage "$page" '/<!-- end of figures -->/d'
cp -- "$page" "$folder/page"
expect 3 'Put them around the place of the figures' renew "$tree" "$kept"
cmp -s -- "$page" "$folder/page" || { echo 'WRONG: a refused page was changed'; failures=1; }
damage "$kept/checked.json" '/^]}$/d; s/]}]}$//'
expect 3 'checked.json is no record of a run' show "$kept"
rm -- "$kept/checked.json"
expect 3 'checked.json cannot be read' show "$kept"
expect 2 'Usage: mmspec-figures show RUN'
expect 2 'Usage: mmspec-figures show RUN' shew "$kept"
expect 2 'Usage: mmspec-figures show RUN' show
expect 2 'Usage: mmspec-figures show RUN' show "$kept" "$kept"

((failures == 0)) || exit 1
echo 'all expectations held'
