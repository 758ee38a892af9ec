#!/usr/bin/env bash
# site_test.sh SOURCE_FOLDER: the site is made and stands up to a look with Chromium; sites and sources
# with one thing wrong do not.
set -u
source=$1
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
failures=0 tried=0
look="$source/spec/site/tests/browse.py"

for tool in mkdocs doxygen chromedriver; do
    command -v "$tool" >/dev/null || { echo "not run: $tool is missing; ./mmspec test --slow installs it."; exit 3; }
done

wrong() {
    echo "FAILED: $*"
    sed 's/^/  | /' "$folder/output" | head -n 30
    failures=$((failures + 1))
}

{ "$source/spec/site/stage" "$folder/parts" && "$source/spec/site/reference" "$folder/parts/pages" &&
    mkdocs build --config-file "$folder/parts/mkdocs.yml" --site-dir "$folder/site"; } \
    >"$folder/output" 2>&1 || { wrong "the site was not made"; exit 1; }
"$look" "$folder/site" >"$folder/output" 2>&1
status=$?
((status != 3)) || { cat "$folder/output"; exit 3; }
((status == 0)) || wrong "the site as it is was refused"
tail -n 1 "$folder/output"

# notices MESSAGE PAGE COMMAND...: run in a copy of the site, the command damages it so that a look at
# PAGE tells MESSAGE.
notices() {
    local message=$1 page=$2
    shift 2
    tried=$((tried + 1))
    rm -rf -- "$folder/damaged"
    cp -r -- "$folder/site" "$folder/damaged"
    (cd -- "$folder/damaged" && "$@") || { wrong "'$*' could not be done"; return; }
    "$look" "$folder/damaged" "$page" >"$folder/output" 2>&1
    (($? == 1)) && grep -q -- "$message" "$folder/output" || wrong "'$*' was not told with '$message'"
}

clauses=spec/clauses.html
notices 'the link to spec/kernel_bugs.html.* leads nowhere' $clauses rm spec/kernel_bugs.html
notices 'no anchor for the link to spec/kernel_bugs.html#commit-cb185d5f1ebf' $clauses \
    sed -i 's/id="commit-cb185d5f1ebf"/id="elsewhere"/' spec/kernel_bugs.html
notices 'the link to api/classmm_1_1ARef-members.html leads nowhere' api/classmm_1_1ARef.html \
    rm api/classmm_1_1ARef-members.html
notices 'the browser reports .*damage' $clauses \
    sed -i 's|</body>|<script>throw new Error("damage")</script></body>|' $clauses
notices 'asks for /assets/.*, which is not there' $clauses rm -r assets/stylesheets
# Nobody listens at port 9.
notices 'it fetches http://localhost:9/fonts.css from elsewhere' $clauses \
    sed -i 's|</head>|<link rel="stylesheet" href="http://localhost:9/fonts.css"></head>|' $clauses
notices 'the picture spec/life.svg does not show' index.html sh -c 'echo >spec/life.svg'
notices "'Final.no_revival' does not find" $clauses sed -i 's/finalno_revival/elsewhere/g' search/search_index.json
notices 'pixels wide in a window' $clauses \
    sed -i 's|</article>|<p style="width:3000px">wide</p></article>|' $clauses
notices 'it has no title' $clauses sed -i 's|<title>.*</title>||' $clauses

# Sources of which no site is made.
mkdir "$folder/tree"
(cd -- "$source" && tar -c --exclude=fuzz/corpus README.md LICENSE mmspec spec lib contracts proptests fuzz) |
    tar -x -C "$folder/tree"
tried=$((tried + 1))
sed -i 's/^# .*/& [a page](vanished.md)/' "$folder/tree/spec/protocol.md"
"$folder/tree/spec/site/stage" "$folder/tree/parts" >"$folder/output" 2>&1
(($? == 1)) && grep -q "spec/protocol.md:1: the link to 'vanished.md' leads nowhere" "$folder/output" ||
    wrong "a link to nowhere was staged"

((failures == 0)) && echo "$tried damaged sites noticed"
exit $((failures > 0))
