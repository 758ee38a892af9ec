# Turns matrix.md into a C++ table. Usage: awk -f table.awk matrix.md > matrix.hpp

BEGIN { FS = " *[|] *" }
/^[|] Clause / {
    for (column = 3; column < NF; column++) layers[column] = $column
    next
}
/^[|] \[/ {
    id = $2
    sub(/^\[/, "", id)
    sub(/\].*/, "", id)
    text = ""
    for (column = 3; column < NF; column++)
        if ($column ~ /shown/) text = text (text == "" ? "" : " ") layers[column]
    rows[++count] = "    {\"" id "\", \"" text "\"},"
}
END {
    if (!count) {
        print FILENAME ": the table of clauses is missing: renew it with spec/gate/gate --renew" > "/dev/stderr"
        exit 1
    }
    print "// Generated from spec/matrix.md by spec/gate/table.awk."
    print "#pragma once\n"
    print "#include <array>\n#include <string_view>\n"
    print "namespace mm::spec {\n"
    print "/// The layers, words in one string, that a wrong variant makes fail under the clause."
    print "struct ShownLayers {\n    std::string_view id;\n    std::string_view layers;\n};\n"
    printf "inline constexpr std::array<ShownLayers, %d> shown_layers{{\n", count
    for (row = 1; row <= count; row++) print rows[row]
    print "}};\n\n}  // namespace mm::spec"
}
