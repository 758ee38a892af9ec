# Makes a page for the site from a Markdown file of the tree: what it links to gets the name that it has
# in the site. Usage: awk -v file=PATH -v targets=FILE -f stage_page.awk PATH, in the root of the tree;
# appends a line KIND<TAB>PATH for each link to FILE: page, picture, folder or source.

# folder/.. and ./ taken out; what leaves the tree becomes empty.
function resolved(path,    number, parts, part, depth, kept, result) {
    number = split(path, parts, "/")
    for (part = 1; part <= number; part++) {
        if (parts[part] == "" || parts[part] == ".") continue
        if (parts[part] == "..") {
            if (depth == 0) return ""
            depth--
        } else kept[++depth] = parts[part]
    }
    for (part = 1; part <= depth; part++) result = result (part > 1 ? "/" : "") kept[part]
    return result
}

function is_there(how, path) {
    gsub(/'/, "'\\''", path)
    return system("test " how " '" path "'") == 0
}

function kind_of(path) {
    if (path in kinds) return kinds[path]
    if (path == "" || !is_there("-e", path)) return kinds[path] = "missing"
    if (path ~ /\.md$/) return kinds[path] = "page"
    if (path ~ /\.(svg|png)$/) return kinds[path] = "picture"
    if (is_there("-d", path)) return kinds[path] = is_there("-f", path "/README.md") ? "readme" : "folder"
    return kinds[path] = "source"
}

# What stands between ]( and ).
function staged_link(link,    anchor, path, kind) {
    if (link ~ /^[a-z]+:/ || link ~ /^#/) return link
    anchor = ""
    if (match(link, /#.*/)) {
        anchor = substr(link, RSTART)
        link = substr(link, 1, RSTART - 1)
    }
    path = resolved((file ~ /\// ? folder "/" : "") link)
    kind = kind_of(path)
    if (kind == "missing") {
        print file ":" FNR ": the link to '" link "' leads nowhere" > "/dev/stderr"
        failed = 1
        return link anchor
    }
    sub(/\/$/, "", link)
    if (kind == "readme") {
        print "page\t" path "/README.md" >> targets
        return link "/README.md" anchor
    }
    print kind "\t" path >> targets
    if (kind == "source") return link ".html" anchor
    if (kind == "folder") return link "/index.html" anchor
    return link anchor
}

# Text outside of code.
function staged_text(text,    result, start, length_, before, bracket) {
    result = ""
    while (match(text, /\]\([^()]*\)/)) {
        # What is called below uses match too.
        start = RSTART
        length_ = RLENGTH
        before = substr(text, 1, start - 1)
        bracket = match(before, /\[[^\[]*$/) ? RSTART : length(before) + 1
        result = result escaped(linked_ids(substr(before, 1, bracket - 1))) \
            escaped(substr(before, bracket)) "](" staged_link(substr(text, start + 2, length_ - 3)) ")"
        text = substr(text, start + length_)
    }
    return result escaped(linked_ids(text))
}

# An id of a clause becomes a link to it.
function linked_ids(text,    result, start, length_, id) {
    # What is a heading already is what others lead to.
    if ($0 ~ /^#/) return text
    result = ""
    while (match(text, /[A-Z][a-z]+\.[a-z_]+/)) {
        start = RSTART
        length_ = RLENGTH
        id = substr(text, start, length_)
        result = result substr(text, 1, start - 1) \
            ((id in clause) && substr(text, start - 1, 1) !~ /[A-Za-z0-9_.:\[]/ ? "[" id "](" clauses_page "#" anchor(id) ")" : id)
        text = substr(text, start + length_)
    }
    return result text
}

function anchor(id) {
    gsub(/\./, "", id)
    return tolower(id)
}

# A template's argument must not be taken for a tag.
function escaped(text,    result) {
    result = ""
    while (match(text, /<[A-Za-z]/)) {
        result = result substr(text, 1, RSTART - 1)
        text = substr(text, RSTART)
        result = result (text ~ /^<(details|summary)/ ? "<" : "&lt;")
        text = substr(text, 2)
    }
    return result text
}

BEGIN {
    folder = file
    if (!sub(/\/[^\/]*$/, "", folder)) folder = ""
    clauses_page = folder
    gsub(/[^\/]+/, "..", clauses_page)
    clauses_page = (clauses_page == "" ? "" : clauses_page "/") "spec/clauses.md"
    while ((getline line < "spec/clauses.md") > 0)
        if (line ~ /^## /) clause[substr(line, 4)] = 1
    print "page\tspec/clauses.md" >> targets
}
/^(```|~~~)/ {
    fenced = !fenced
    print
    next
}
# A page has one title; what else has its rank goes one down, with all that follows.
/^#+ / && !fenced {
    if (/^# / && titled++) lower = "#"
    if (!/^# / || titled > 1) $0 = lower $0
}
# The names of fields.
/^- [A-Z][A-Za-z ]*: / && file ~ /^spec\/(clauses|operations)\.md$/ {
    match($0, /: /)
    $0 = "- **" substr($0, 3, RSTART - 3) "**" substr($0, RSTART)
}
fenced || /^    / { print; next }
{
    sub(/^<details>/, "<details markdown=\"1\">")
    sub(/<summary>/, "<summary>")
    count = split($0, segments, "`")
    line = ""
    for (segment = 1; segment <= count; segment++)
        line = line (segment > 1 ? "`" : "") (segment % 2 ? staged_text(segments[segment]) : segments[segment])
    print line
}
END { exit failed }
