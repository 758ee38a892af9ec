# Makes matrix.md. Usage: awk -f matrix.awk findings spec/clauses.md > spec/matrix.md

BEGIN {
    FS = "\t"
    layer_count = split("proof model trace property fuzz process contract threads types", layers, " ")
}

# The anchor of a heading.
function anchor(id) {
    gsub(/\./, "", id)
    return tolower(id)
}

function link(path,    name, target) {
    name = path
    sub(/.*\//, "", name)
    target = path
    if (!sub(/^spec\//, "", target)) target = "../" target
    return "[" name "](" target ")"
}

FILENAME != "spec/clauses.md" {
    if ($1 != "shown" && $1 != "cited") next
    key = $1 SUBSEP $2 SUBSEP $3
    number = ++numbers[key]
    files[key, number] = $4
    next
}
/^## / { ids[++clause_count] = substr($0, 4) }
/^- Layers: / {
    number = split(substr($0, 11), words, " ")
    for (word = 1; word <= number; word++) declared[ids[clause_count], words[word]] = 1
}

# What the cell of a clause and a layer says: shown, cited, or nothing.
function state(id, layer) {
    if (numbers["shown", id, layer]) return "shown"
    if ((id, layer) in declared && numbers["cited", id, layer]) return "cited"
    return ""
}

function listed(how, id, layer, most,    key, number, text) {
    key = how SUBSEP id SUBSEP layer
    for (number = 1; number <= numbers[key] && number <= most; number++)
        text = text (number == 1 ? "" : ", ") link(files[key, number])
    if (numbers[key] > most) text = text " and " numbers[key] - most " more"
    return text
}

END {
    for (row = 1; row <= clause_count; row++)
        for (layer = 1; layer <= layer_count; layer++) {
            if ((ids[row], layers[layer]) in declared) {
                all++
                if (state(ids[row], layers[layer]) == "shown") shown++
            }
            if (state(ids[row], layers[layer]) != "") used[layer] = 1
        }
    print "# The matrix\n"
    print "<!-- Made by spec/gate/gate --renew from the sources; do not edit. -->\n"
    print "Which layer checks which clause, and whether it is known that it would fail. *Shown*: a wrong variant,"
    print "aimed at this clause, makes this layer fail under this id and no other (of proof and model one edit may"
    print "break several clauses, each by its name; tests of threads and types report no id). *Cited*: the layer"
    print "speaks of the clause, but no such variant exists. Empty: the clause does not name the layer. The layers"
    print "are explained in [assurance.md](assurance.md), the rules of this table in [gate/](gate/README.md).\n"
    print "Of " all " cells that the clauses declare, " shown " are shown.\n"
    head = "| Clause |"
    rule = "|---|"
    for (layer = 1; layer <= layer_count; layer++)
        if (used[layer]) {
            head = head " " layers[layer] " |"
            rule = rule "---|"
        }
    print head
    print rule
    for (row = 1; row <= clause_count; row++) {
        line = "| [" ids[row] "](clauses.md#" anchor(ids[row]) ") |"
        for (layer = 1; layer <= layer_count; layer++) {
            if (!used[layer]) continue
            cell = state(ids[row], layers[layer])
            if (cell == "shown") cell = "**[shown](#" anchor(ids[row]) ")**"
            else if (cell == "cited") cell = "[cited](#" anchor(ids[row]) ")"
            line = line " " cell " |"
        }
        print line
    }
    print "\n## Where"
    for (row = 1; row <= clause_count; row++) {
        print "\n### " ids[row] "\n"
        for (layer = 1; layer <= layer_count; layer++) {
            cell = state(ids[row], layers[layer])
            if (cell == "shown") print "- " layers[layer] ": shown by " listed("shown", ids[row], layers[layer], 8)
            else if (cell == "cited") print "- " layers[layer] ": cited in " listed("cited", ids[row], layers[layer], 3)
        }
    }
}
