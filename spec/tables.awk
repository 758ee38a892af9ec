# Turns clauses.md, operations.md and situations.md into C++ tables. Usage:
#   awk -v kind=clauses    -f tables.awk clauses.md    > clauses.hpp
#   awk -v kind=operations -f tables.awk operations.md > operations.hpp
#   awk -v kind=situations -f tables.awk situations.md > situations.hpp
# Stops with the file, the line and the cause at anything that it does not understand.

function fail(line, cause) {
    printf "%s:%d: %s\n", FILENAME, line, cause > "/dev/stderr"
    failed = 1
    exit 1
}

# ARef::from_raw -> aref_from_raw, MmWithUser::inc_ref -> mm_with_user_inc_ref, Count.held -> count_held
function enumerator(name,    result, position, letter, before) {
    gsub(/::|\./, "_", name)
    result = ""
    before = ""
    for (position = 1; position <= length(name); position++) {
        letter = substr(name, position, 1)
        if (letter ~ /[A-Z]/ && before ~ /[a-z]/) result = result "_"
        result = result tolower(letter)
        before = letter
    }
    return result
}

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

function field(index_, name) {
    if (!((index_, name) in fields)) fail(line_of[index_], ids[index_] " has no field '" name "'")
    return fields[index_, name]
}

function optional_field(index_, name, otherwise) {
    return (index_, name) in fields ? fields[index_, name] : otherwise
}

function trait(index_, key,    words, word, number, traits) {
    traits = field(index_, "Traits")
    number = split(traits, words, " ")
    for (word = 1; word <= number; word++)
        if (index(words[word], key "=") == 1) return substr(words[word], length(key) + 2)
    fail(line_of[index_], ids[index_] " has no trait '" key "'")
}

/^## / && (kind != "operations" || in_list) {
    prose = 0
    id = substr($0, 4)
    if (kind == "clauses" && id !~ /^[A-Z][a-z]+\.[a-z_]+$/)
        fail(FNR, "'" id "' is no clause id: write Group.rule")
    if (kind == "situations" && id !~ /^(Sequential|Concurrent|Initialisers|Explored)\.[a-z_]+$/)
        fail(FNR, "'" id "' is no situation: write Sequential.name, Concurrent.name, Initialisers.name or Explored.name")
    if (id in seen) fail(FNR, "'" id "' is defined twice, first in line " seen[id])
    seen[id] = FNR
    ids[++count] = id
    line_of[count] = FNR
    next
}
/^# The list/ { in_list = 1; next }
# What follows is prose up to the next heading; the operations below it are no part of traces.
/^# Outside traces/ { if (in_list) { in_traces = count; outside = prose = 1 } next }
/^- / && count {
    colon = index($0, ": ")
    if (!colon) fail(FNR, "a field is written '- Name: text'")
    name = substr($0, 3, colon - 3)
    if ((count, name) in fields) fail(FNR, ids[count] " has the field '" name "' twice")
    fields[count, name] = substr($0, colon + 2)
    # Reports are plain text.
    gsub(/`/, "", fields[count, name])
    next
}
prose { next }
count && NF { fail(FNR, "expected a heading, a field or an empty line") }

function clauses_table(    row, observable) {
    print "enum class Clause : std::uint8_t {"
    for (row = 1; row <= count; row++) print "    " enumerator(ids[row]) ","
    print "};\n"
    print "struct ClauseText {"
    print "    std::string_view id;"
    print "    std::string_view rule;"
    print "    std::string_view why;"
    print "    std::string_view layers;"
    print "    bool observable;"
    print "};\n"
    printf "inline constexpr std::array<ClauseText, %d> clauses{{\n", count
    for (row = 1; row <= count; row++) {
        observable = field(row, "At run time")
        if (observable != "observable" && observable != "not observable")
            fail(line_of[row], ids[row] ": 'At run time' is 'observable' or 'not observable'")
        printf "    {%s,\n     %s,\n     %s,\n     %s, %s},\n", quoted(ids[row]), \
            quoted(field(row, "Rule")), quoted(field(row, "Why")), quoted(field(row, "Layers")), \
            observable == "observable" ? "true" : "false"
    }
    print "}};\n"
    print "[[nodiscard]] constexpr const ClauseText& text(Clause clause) noexcept {"
    print "    const auto row = static_cast<std::size_t>(clause);"
    print "    // Every enumerator has a row; g++ reckons with other values and warns of the bound."
    print "    if (row >= clauses.size()) __builtin_unreachable();"
    print "    return clauses[row];"
    print "}"
}

function situations_table(    row, least, needs) {
    print "enum class Situation : std::uint8_t {"
    for (row = 1; row <= count; row++) print "    " enumerator(ids[row]) ","
    print "};\n"
    print "enum class Searched : std::uint8_t { sequential, concurrent, initialisers, explored };\n"
    print "/// What an implementation must have so that a situation can come."
    print "enum class Needs : std::uint8_t { nothing, steps, async };\n"
    print "struct SituationText {"
    print "    std::string_view id;"
    print "    std::string_view what;"
    print "    Searched by;"
    print "    Needs needs;"
    print "    std::uint64_t least;"
    print "};\n"
    printf "inline constexpr std::array<SituationText, %d> situations{{\n", count
    for (row = 1; row <= count; row++) {
        least = field(row, "Least")
        if (least !~ /^[0-9]+$/ || least + 0 < 100)
            fail(line_of[row], ids[row] ": 'Least' is a number of at least 100")
        needs = optional_field(row, "Needs", "nothing")
        if (needs !~ /^(nothing|steps|async)$/)
            fail(line_of[row], ids[row] ": 'Needs' is 'steps' or 'async'")
        printf "    {%s,\n     %s,\n     Searched::%s, Needs::%s, %s},\n", quoted(ids[row]), \
            quoted(field(row, "What")), tolower(substr(ids[row], 1, index(ids[row], ".") - 1)), needs, least
    }
    print "}};"
}

function operation_rows(from, to,    row) {
    for (row = from; row <= to; row++)
        printf "    {%s, Operands::%s, Tier::%s, %s, %s},\n", quoted(ids[row]), \
            trait(row, "operands"), trait(row, "tier"), \
            trait(row, "answer") == "yes_no" ? "true" : "false", \
            quoted(optional_field(row, "Own type", ids[row]))
    print "}};\n"
}

function operations_table(    row) {
    if (!outside) fail(FNR, "the part '# Outside traces' is missing")
    print "enum class Operation : std::uint8_t {"
    for (row = 1; row <= count; row++) print "    " enumerator(ids[row]) ","
    print "};\n"
    print "/// What an operation names in a trace."
    print "enum class Operands : std::uint8_t { none, mm, mm_into_user, mm_into_aref, aref, aref_into_aref, user_into_async };\n"
    print "/// The counter that an operation works on; `either` where its operand decides."
    print "enum class Tier : std::uint8_t { count, users, either };\n"
    print "struct OperationText {"
    print "    std::string_view name;"
    print "    Operands operands;"
    print "    Tier tier;"
    print "    bool answers;"
    print "    /// Its name on a type that a user counts alike."
    print "    std::string_view own_type;"
    print "};\n"
    print "/// Those that an operation trace can have."
    printf "inline constexpr std::array<OperationText, %d> operations{{\n", in_traces
    operation_rows(1, in_traces)
    print "/// Those of which no trace is made; their enumerators follow the others."
    printf "inline constexpr std::array<OperationText, %d> operations_outside_traces{{\n", count - in_traces
    operation_rows(in_traces + 1, count)
    print "[[nodiscard]] constexpr bool is_in_traces(Operation operation) noexcept {"
    print "    return static_cast<std::size_t>(operation) < operations.size();"
    print "}\n"
    print "[[nodiscard]] constexpr const OperationText& text(Operation operation) noexcept {"
    print "    auto row = static_cast<std::size_t>(operation);"
    print "    if (is_in_traces(operation)) return operations[row];"
    print "    row -= operations.size();"
    print "    // Every enumerator has a row; g++ reckons with other values and warns of the bound."
    print "    if (row >= operations_outside_traces.size()) __builtin_unreachable();"
    print "    return operations_outside_traces[row];"
    print "}"
}

END {
    if (failed) exit 1
    if (!count) fail(FNR, "no " kind " found")
    print "// Generated from spec/" kind ".md by spec/tables.awk."
    print "#pragma once\n"
    print "#include <array>\n#include <cstddef>\n#include <cstdint>\n#include <string_view>\n"
    print "namespace mm::spec {\n"
    if (kind == "clauses") clauses_table()
    else if (kind == "situations") situations_table()
    else operations_table()
    print "\n}  // namespace mm::spec"
}
