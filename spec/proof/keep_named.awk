# Keeps of an SMT-LIB file only the obligations that an edit names: awk -f keep_named.awk EDIT FILE

FILENAME == ARGV[1] {
    if (sub(/^fails: /, "")) {
        named[++names] = $0
    }
    next
}
/^\(push 1\) \(echo "/ {
    skipping = 1
    for (i = 1; i <= names; i++) {
        if (index($0, "(push 1) (echo \"" named[i]) == 1) {
            skipping = 0
        }
    }
}
!skipping { print }
/\(pop 1\)$/ { skipping = 0 }
