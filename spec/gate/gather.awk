# Gathers where each clause is checked. Usage: awk -f gather.awk spec/clauses.md FILE..., in the
# root of the tree; prints one finding a line:
#   shown<TAB>CLAUSE<TAB>LAYER<TAB>FILE    a wrong variant makes this layer fail under this id
#   cited<TAB>CLAUSE<TAB>LAYER<TAB>FILE    a source of this layer names the id
#   wrong<TAB>FILE:LINE: CAUSE             a citation that names no clause, and the like
# and for judge.awk: `word`, an id stands in this file; `test`, a test is defined there; `named`, an
# edit whose clause the file of its test must name.
# Which file belongs to which layer, and what a wrong variant looks like there, is said in README.md.

function wrong(cause) { print "wrong\t" FILENAME ":" FNR ": " cause }

function no_clause(id) { wrong("'" id "' is no clause of spec/clauses.md") }

# Count.held -> count_held, the enumerator of the generated table
function enumerator(id) {
    sub(/\./, "_", id)
    return tolower(id)
}

function cite(id,    number, words, word) {
    number = split(layers, words, " ")
    for (word = 1; word <= number; word++) cite_as(id, words[word])
}

function cite_as(id, layer) {
    if ((id, layer, FILENAME) in cited) return
    cited[id, layer, FILENAME] = 1
    print "cited\t" id "\t" layer "\t" FILENAME
}

function show(id, layer) {
    if (!((id, layer, FILENAME) in shown)) {
        shown[id, layer, FILENAME] = 1
        print "shown\t" id "\t" layer "\t" FILENAME
    }
}

# The layers of the sources in a file.
function layers_of(path) {
    if (path ~ /^spec\/proof\/[^\/]*\.smt2$/) return "proof"
    if (path ~ /^spec\/model\//) return "model"
    if (path ~ /^(contracts\/(include|src)|lib\/src\/checked|lib\/include)\//) return "contract"
    if (path ~ /^proptests\/(traces|replay)\//) return "trace"
    if (path ~ /^proptests\/(runner|model|adapters)\//) return "trace property fuzz"
    if (path ~ /^proptests\/steps\//) return "trace property"
    if (path ~ /^proptests\/initialisers\//) return "property fuzz"
    if (path ~ /^proptests\/process\/[^\/]*$/) return "process"
    if (path == "proptests/variants/threads_stress.cpp") return "threads"
    if (path ~ /^proptests\/(process|variants|verify|command_line)\//) return ""
    if (path ~ /^proptests\//) return "property"
    if (path ~ /^fuzz\/[^\/]*\.cpp$/) return "fuzz"
    if (path ~ /^lib\/tests\/must_not_compile\//) return "types"
    if (path ~ /^lib\/tests\//) return "threads"
    return ""
}

# The layer that the line `caught by` of an edit names.
function layer_of_catcher(path, catcher) {
    if (path ~ /^spec\/proof\//) return "proof"
    if (path ~ /^spec\/model\//) return "model"
    if (path ~ /^fuzz\// || catcher ~ /^fuzz/) return "fuzz"
    if (path ~ /^lib\/tests\//) return "threads"
    if (catcher ~ /^trace /) return "trace"
    if (catcher ~ /^(property|linearizability|initialisers|explorer|conformance )/) return "property"
    if (catcher ~ /^own type, checked/) return "contract"
    if (catcher ~ /^(threads|own type)/) return "threads"
    return ""
}

# After the last line of an edit's head. Names without a dot are no clauses, but what all of them rest
# on, or a formula.
function judge_edit(    layer, line, number, words, word, name) {
    # What `situations` catches is a generator of programs, and breaks no clause.
    if (!breaks_count || catcher ~ /^situations /) return
    layer = layer_of_catcher(FILENAME, catcher)
    # It is caught once more by its steps, by the same check or by another.
    if (steps != "") show("Protocol.steps", steps ~ /, by / ? layer_of_catcher(FILENAME, substr(steps, index(steps, ", by ") + 5)) : layer)
    name = FILENAME
    sub(/.*\//, "", name)
    for (line = 1; line <= breaks_count; line++) {
        number = split(breaks[line], words, " or ")
        for (word = 1; word <= number; word++) {
            sub(/ in [0-9]+ steps?$/, "", words[word])
            if (words[word] !~ /\./) continue
            if (!(words[word] in clause)) no_clause(words[word])
            else if (layer == "") wrong("'caught by: " catcher "' belongs to no layer (spec/gate/README.md)")
            else if (number == 1) aim(words[1], layer, name)
            else cite_as(words[word], layer)
        }
    }
}

# The edit is aimed at this clause alone.
function aim(id, layer, name) {
    show(id, layer)
    sub(/\.edit$/, "", name)
    # Edits of models have names of these too.
    if (FILENAME ~ /^(proptests|fuzz)\/variants\//) {
        aim_of[name] = id
        file_of[name] = FILENAME
    }
    if (FILENAME !~ /^lib\/tests\//) return
    # The test that fails must say which clause it is about.
    sub(/^[a-z]+ /, "", catcher)
    sub(/^[A-Za-z]*\//, "", catcher)
    sub(/\/.*/, "", catcher)
    print "named\t" id "\t" catcher "\t" FILENAME
}

FNR == 1 {
    layers = layers_of(FILENAME)
    edit = FILENAME ~ /\.edit$/
    proof_edit = FILENAME ~ /^spec\/proof\/broken\//
    in_head = edit
    breaks_count = 0
    catcher = steps = ""
    # Tests of scripts say what is wrong on purpose.
    damaged = FILENAME ~ /_test\.sh$/ || FILENAME ~ /\/tests\/[^\/]*\.sh$/
}

FILENAME == "spec/clauses.md" {
    if (/^## /) {
        id = substr($0, 4)
        clause[id] = 1
        by_enumerator[enumerator(id)] = id
        group = id
        sub(/\..*/, "", group)
        groups = groups == "" ? group : (groups "|" group)
    }
    next
}
FNR == 1 && !pattern {
    pattern = "(^|[^A-Za-z0-9_.:/])(" groups ")\\.[a-z_]+"
    file_ending = "\\.(md|hpp|cpp|h|c|awk|sh|svg|dot|smt2)$"
}
damaged { next }

edit && in_head && /^-- replace/ {
    in_head = 0
    judge_edit()
    next
}
edit && in_head {
    if (/^breaks: /) breaks[++breaks_count] = substr($0, 9)
    else if (/^caught by: /) catcher = substr($0, 12)
    else if (/^also: /) {
        if (!($2 in clause)) no_clause($2)
        else if ($3 != "by" || $4 !~ /^(trace|contract)$/) wrong("'" $0 "' is not 'also: CLAUSE by trace FILE' or 'by contract FILE'")
        else show($2, $4)
    }
    else if (/^steps: /) steps = substr($0, 8)
    else if (proof_edit && /^fails: /) {
        name = substr($0, 8)
        sub(/:.*/, "", name)
        if (name in clause) show(name, "proof")
        else if (name ~ /\./) no_clause(name)
    }
    next
}
edit { next }

# Wrong callers: the contracts must refuse each under the id that stands with it.
/Clause::[a-z_]+/ && (FILENAME ~ /^lib\/tests\/support\/[a-z_]*misuses\.cpp$/ ||
        FILENAME ~ /^lib\/tests\/[a-z_]*refusals_test\.cpp$/ && /EXPECT_EQ\(.*clause, Clause::/) {
    name = $0
    sub(/.*Clause::/, "", name)
    sub(/[^a-z_].*/, "", name)
    if (name in by_enumerator) show(by_enumerator[name], "contract")
}
# Wrong libraries beside the kernel.
FILENAME == "proptests/process/tests/wrong_variants_test.cpp" && /EXPECT_TRUE.*(found|broke)\(Clause::/ {
    name = $0
    sub(/.*Clause::/, "", name)
    sub(/[^a-z_].*/, "", name)
    if (name in by_enumerator) show(by_enumerator[name], "process")
}
# Wrong variants under the fuzzers: edits of proptests/variants or fuzz/variants.
FILENAME ~ /^fuzz\/.*\.(cmake|txt)$/ && /^ *finds[a-z_]*\([a-z_]+/ {
    name = $0
    sub(/^ *finds[a-z_]*\(/, "", name)
    sub(/[^a-z_].*/, "", name)
    fuzzed[name] = 1
}
# Under a fuzzer these may be reported as something else.
FILENAME == "fuzz/variants.cmake" && /^set\([a-z_]+_shows / {
    name = $1
    sub(/^set\(/, "", name)
    sub(/_shows$/, "", name)
    shows_others[name] = 1
}
# Programs that must not compile.
FILENAME ~ /^lib\/tests\/must_not_compile\// && /^\/\/ Breaks [A-Z]/ {
    name = $3
    sub(/[.:]$/, "", name)
    if (name in clause) show(name, "types")
    else no_clause(name)
}
/(^|[^A-Z_])TEST(_F|_P)?\(/ && FILENAME ~ /^lib\/tests\// {
    test = $0
    sub(/.*TEST(_F|_P)?\(/, "", test)
    sub(/\).*/, "", test)
    sub(/, */, ".", test)
    print "test\t" test "\t\t" FILENAME
}

/[A-Z][a-z]+\.[a-z_]/ {
    rest = $0
    while (match(rest, pattern)) {
        id = substr(rest, RSTART, RLENGTH)
        rest = substr(rest, RSTART + RLENGTH)
        sub(/^[^A-Z]/, "", id)
        if (id in clause) {
            if (layers != "") cite(id)
            print "word\t" id "\t\t" FILENAME
        } else if (id !~ file_ending) no_clause(id)
    }
}
# What stands alone in parentheses is a citation, whatever it names.
/\([A-Z][A-Za-z]*\.[a-z_]+[,)]/ {
    rest = $0
    while (match(rest, /\([A-Z][A-Za-z]*\.[a-z_]+(, [A-Z][A-Za-z]*\.[a-z_]+)*\)/)) {
        number = split(substr(rest, RSTART + 1, RLENGTH - 2), ids, ", ")
        rest = substr(rest, RSTART + RLENGTH)
        for (each = 1; each <= number; each++) {
            group = ids[each]
            sub(/\..*/, "", group)
            # Of a known group it has been said.
            if (!(ids[each] in clause) && index("|" groups "|", "|" group "|") == 0 && ids[each] !~ file_ending)
                no_clause(ids[each])
        }
    }
}
/Clause::[a-z_]/ && layers != "" {
    rest = $0
    while (match(rest, /Clause::[a-z_]+/)) {
        name = substr(rest, RSTART + 8, RLENGTH - 8)
        rest = substr(rest, RSTART + RLENGTH)
        if (name in by_enumerator) cite(by_enumerator[name])
    }
}

END {
    for (name in fuzzed)
        if (name in aim_of && !(name in shows_others)) print "shown\t" aim_of[name] "\tfuzz\t" file_of[name]
}
