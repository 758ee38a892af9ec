# Leaves of a document's links those to files that are installed with it; of the others, the words.
#   awk -v folder=spec -v installed='README.md spec/clauses.md' -f documents.awk spec/README.md
# `folder` is where the document lies, relative to the folder that the names of `installed` are
# relative to; empty for that folder itself.
BEGIN {
    count = split(installed, names, " ")
    for (number = 1; number <= count; ++number) is_there[names[number]] = 1
}

# path_of(TARGET): what a link leads to, without `..` and without the place inside it.
function path_of(target, path) {
    path = (folder == "" ? "" : folder "/") target
    sub(/#.*/, "", path)
    while (sub(/[^\/]+\/\.\.\//, "", path)) {}
    return path
}

function kept(target) {
    return target ~ /^#/ || target ~ /^[a-z]+:/ || path_of(target) in is_there
}

/^```/ { is_code = !is_code }

{
    rest = $0
    text = ""
    while (!is_code && match(rest, /!?\[[^]]*\]\([^)]*\)/)) {
        link = substr(rest, RSTART, RLENGTH)
        words = target = link
        sub(/^!?\[/, "", words)
        sub(/\]\(.*$/, "", words)
        sub(/^.*\]\(/, "", target)
        sub(/\)$/, "", target)
        text = text substr(rest, 1, RSTART - 1) (kept(target) ? link : words)
        rest = substr(rest, RSTART + RLENGTH)
    }
    print text rest
}
