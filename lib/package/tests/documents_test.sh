#!/usr/bin/env bash
# documents_test.sh CMAKE BUILD VERSION FOLDER: installs the documents of BUILD, alone and as the Debian
# package has them. Every link must lead to a file that is installed with them, and the Debian changelog
# be of the day on which CHANGELOG.md dates VERSION.
set -u
cmake=$1 build=$2 version=$3 folder=$4/documents
rm -rf -- "$folder" && mkdir -p -- "$folder" || exit 2
failures=0
wrong() {
    failures=$((failures + 1))
    echo "WRONG: $1"
}

# dead_links FOLDER: each relative link of a document that leads nowhere. Code has none.
dead_links() {
    local document target
    find "$1" -name '*.md' -print | sort | while IFS= read -r document; do
        awk '/^```/ { code = !code } !code' "$document" | grep -oE '\]\([^)]*\)' |
            sed 's/^](//; s/)$//; s/#.*//' | grep -vE '^([a-z]+:.*)?$' |
            while IFS= read -r target; do
                [[ -e ${document%/*}/$target ]] || echo "${document#"$1/"}: $target"
            done
    done
}

for component in documentation debian; do
    "$cmake" --install "$build" --prefix "$folder/$component" --component "$component" >"$folder/output" 2>&1 ||
        { cat "$folder/output"; exit 2; }
    documents=$(dirname -- "$(find "$folder/$component" -name CHANGELOG.md)")
    readme=$documents/README.md
    dead=$(dead_links "$documents")
    if [[ -z $dead ]]; then
        echo "$component: every link of $(find "$documents" -name '*.md' | wc -l) documents leads somewhere"
    else
        wrong "$component: links that lead nowhere"$'\n'"$dead"
    fi
    grep -q '](spec/clauses.md)\|](spec/README.md)' "$readme" || wrong "$component: the front page lost its links"
    # The look at the links can fail.
    rm -- "$documents/spec/clauses.md"
    [[ $(dead_links "$documents") == *'spec/README.md: clauses.md'* ]] ||
        wrong "$component: a document that is missing is not noticed"
done

day=$(sed -n "s/^## \[$version\] - //p" "$documents/CHANGELOG.md")
said=$(gzip -dc "$documents/changelog.gz" | sed -n 's/^ -- .*>  //p')
if [[ -n $day && $(date --utc --date="$said" +%F) == "$day" ]]; then
    echo "the Debian changelog is of $day"
else
    wrong "the Debian changelog is of '$said', and $version of '$day'"
fi

((failures == 0)) || { echo "$failures expectations failed"; exit 1; }
echo 'all expectations held'
