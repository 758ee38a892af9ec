# Turns steps.md into a table. Usage:
#   awk -v form=cpp -f steps_table.awk steps.md > steps.hpp    for the validator
#   awk -v form=c -f steps_table.awk steps.md > steps.h        for a search with Spin (check_steps)
# Stops with the file, the line and the cause at anything that it does not understand.

BEGIN {
    FS = " *[|] *"
    words = "users count link queue -"
    acts["adds 1"] = "adds"
    acts["takes 1"] = "takes"
    acts["sets ZERO"] = "closes"
    acts["fails to set ZERO"] = "fails"
    acts["loads"] = "loads"
    acts["stores"] = "stores"
    acts["exchanges"] = "exchanges"
    acts["tears down"] = "tears_down"
    sights = "any none one some many ZERO other unlinked linked"
}

function fail(cause) {
    printf "%s:%d: %s\n", FILENAME, FNR, cause > "/dev/stderr"
    failed = 1
    exit 1
}
function require(list, word, column) {
    if (index(" " list " ", " " word " ") == 0) fail("'" word "' is no " column "; there are: " list)
}
function place(name) {
    if (name !~ /^[a-z][a-z_]*$/) fail("'" name "' is no place: write it in small letters")
    if (!(name in number_of)) {
        number_of[name] = places
        places_in_order[places++] = name
    }
}

/^[|] Step / { in_table = 1; next }
!in_table || /^[|]---/ { next }
/^[|]/ {
    if (NF != 9) fail("a step has seven columns")
    step[++rows] = $2
    at[rows] = $3
    word[rows] = $4
    act[rows] = $5
    order[rows] = $6
    sees[rows] = $7
    then[rows] = $8
    if ($2 !~ /^(-|[a-z_]+)$/) fail("'" $2 "' is no name of a step")
    require(words, $4, "word")
    if (!($5 in acts)) fail("'" $5 "' is nothing that a step does")
    require("relaxed acquire release -", $6, "memory order")
    require(sights, $7, "thing that a word can hold")
    if (($4 == "-") != ($5 == "tears down") || ($6 == "-") != ($5 == "tears down"))
        fail("a teardown has neither word nor order, and all else has both")
    if (($3, $4, $5, $7) in row_of) fail("this step stands in line " row_of[$3, $4, $5, $7] " too")
    row_of[$3, $4, $5, $7] = FNR
    place($3)
    place($8)
    next
}
{ in_table = 0 }

function cpp(    row, each) {
    print "// Generated from spec/model/steps.md by spec/model/steps_table.awk."
    print "#pragma once\n"
    print "#include <array>\n#include <atomic>\n#include <cstdint>\n#include <string_view>\n"
    print "namespace mm::spec {\n"
    print "/// Where an operation stands between two of its steps."
    print "enum class At : std::uint8_t {"
    for (each = 0; each < places; each++) print "    " places_in_order[each] ","
    print "};\n"
    printf "inline constexpr std::array<std::string_view, %d> at_texts{{\n", places
    for (each = 0; each < places; each++) print "    \"" places_in_order[each] "\","
    print "}};\n"
    print "enum class ModelWord : std::uint8_t { none, users, count, link, queue };"
    print "enum class Does : std::uint8_t { adds, takes, closes, fails, loads, stores, exchanges, tears_down };"
    print "enum class Sees : std::uint8_t { any, none, one, some, many, zero_flag, other, unlinked, linked };\n"
    print "/// One row of the table."
    print "struct ModelStep {"
    print "    /// Empty where it belongs to the step after it."
    print "    std::string_view name;"
    print "    At at;"
    print "    ModelWord word;"
    print "    Does does;"
    print "    std::memory_order order;"
    print "    Sees sees;"
    print "    At then;"
    print "    /// As it stands in the document."
    print "    std::string_view text;"
    print "};\n"
    printf "inline constexpr std::array<ModelStep, %d> model_steps{{\n", rows
    for (row = 1; row <= rows; row++)
        printf "    {\"%s\", At::%s, ModelWord::%s, Does::%s, std::memory_order_%s, Sees::%s, At::%s,\n     \"%s\"},\n", \
            step[row] == "-" ? "" : step[row], at[row], word[row] == "-" ? "none" : word[row], acts[act[row]], \
            order[row] == "-" ? "relaxed" : order[row], sees[row] == "ZERO" ? "zero_flag" : sees[row], \
            then[row], text(row)
    print "}};\n\n}  // namespace mm::spec"
}
function text(row,    told) {
    told = act[row] " " word[row]
    if (act[row] == "tears down") return act[row]
    if (act[row] ~ /^(adds|takes) 1$/) told = act[row] (act[row] ~ /^a/ ? " to " : " from ") word[row]
    if (act[row] ~ /ZERO/) told = act[row] " in " word[row]
    return told " (" order[row] ")" (sees[row] == "any" ? "" : ", which is " sees[row])
}

# What the model has no step of its own for is gone: the place after it is that before it.
function c(    row, each) {
    for (row = 1; row <= rows; row++)
        if (step[row] == "-" && then[row] != at[row]) number_of[then[row]] = number_of[at[row]]
    print "/* Generated from spec/model/steps.md by spec/model/steps_table.awk. */"
    print "struct row { const char *step; int at; char word; const char *does; const char *sees; int then; const char *end; };"
    print "static const struct row rows[] = {"
    for (row = 1; row <= rows; row++)
        if (step[row] != "-")
            printf "    {\"%s\", %d, '%s', \"%s\", \"%s\", %d, \"%s\"},\n", step[row], number_of[at[row]], \
                substr(word[row], 1, 1), acts[act[row]], sees[row], number_of[then[row]], \
                then[row] ~ /^(done|yes|no|freed)$/ ? then[row] : ""
    print "};"
    print "/* Where operations begin, by the step that opens them. */"
    printf "static const char *const places[] = {"
    for (each = 0; each < places; each++) printf "%s\"%s\"", each ? ", " : "", places_in_order[each]
    print "};"
}

END {
    if (failed) exit 1
    if (!rows) fail("there is no table of steps")
    if (form == "cpp") cpp()
    else if (form == "c") c()
    else fail("form is cpp or c")
}
