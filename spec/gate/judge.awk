# Judges what gather.awk has found. Usage: awk -f judge.awk findings spec/clauses.md; prints each
# problem as a line with cause and cure, and ends with 1 if there is one.

BEGIN {
    FS = "\t"
    count = split("proof model trace property fuzz process contract threads types", names, " ")
    for (name = 1; name <= count; name++) known[names[name]] = 1
}
function problem(text) {
    print text
    found = 1
}

FILENAME != "spec/clauses.md" {
    if ($1 == "wrong") problem($2)
    else if ($1 == "shown" || $1 == "cited") checked[$2, $3] = 1
    else if ($1 == "word") names_clause[$2, $4] = 1
    else if ($1 == "test") file_of[$3 ? $3 : $2] = $4
    else if ($1 == "named") {
        aims[++aimed] = $2
        tests[aimed] = $3
        edits[aimed] = $4
    }
    next
}
/^## / {
    id = substr($0, 4)
    if (id in line) problem(FILENAME ":" FNR ": '" id "' is defined twice, first in line " line[id])
    line[id] = FNR
}
/^- Layers: / {
    number = split(substr($0, 11), words, " ")
    for (word = 1; word <= number; word++) {
        layer = words[word]
        if (layer == "none") continue
        if (!(layer in known)) problem(FILENAME ":" FNR ": '" layer "' is no layer")
        else if (!((id, layer) in checked))
            problem(FILENAME ":" FNR ": " id " declares the layer " layer \
                ", but nothing there names the clause: check it there, or do not declare it")
    }
}

END {
    for (edit = 1; edit <= aimed; edit++) {
        test = tests[edit]
        if (!(test in file_of)) problem(edits[edit] ": its test " test " is defined nowhere in lib/tests")
        else if (!((aims[edit], file_of[test]) in names_clause))
            problem(edits[edit] ": breaks " aims[edit] ", but the file of its test, " file_of[test] \
                ", does not name that clause")
    }
    exit found
}
