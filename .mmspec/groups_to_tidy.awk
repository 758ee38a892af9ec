# Reads CMake's compile_commands.json; prints a line for each group of sources that can be compiled with
# the same flags: the folder they are compiled in, the command without its source, and the sources,
# parted by tabs, all as the file writes them. A group has the folders and definitions of all its
# sources, of which no two define one name differently; another build of the library, plain or checked,
# whose headers differ, is another group, and a source stands there once for each. What lies below the
# folder `without` was made by the build and is not ours to tidy, nor is a wrong variant. A group has a
# bounded number of sources and the largest comes first, so that all processors end together.
BEGIN { most_sources = 40 }
function value(line) {
    sub(/^ *"[a-z]*": "/, "", line)
    sub(/",?$/, "", line)
    return line
}
# Sets parts[1..count] to the command's folders and definitions; returns the rest of it.
function part(command,    words, number, i, rest) {
    count = 0
    number = split(command, words, " ")
    for (i = 1; i <= number; i++) {
        if (words[i] ~ /^-[DI]/) parts[++count] = words[i]
        else if (words[i] == "-Xclang") i++  # headers compiled beforehand, all of which it would judge
        else if (words[i] == "-isystem") parts[++count] = words[i] " " words[++i]
        else if (words[i] !~ /^-(O|Winvalid-pch$)/) rest = rest words[i] " "
    }
    return rest
}
# Whether a group defines the name of one of the parts, but not so.
function contradicts(group,    i, name) {
    for (i = 1; i <= count; i++) {
        name = parts[i]
        sub(/=.*/, "", name)
        if (name ~ /^-D/ && (group, name) in defined && defined[group, name] != parts[i]) return 1
    }
    return 0
}
function join(group,    i, name) {
    for (i = 1; i <= count; i++) {
        if ((group, parts[i]) in has) continue
        has[group, parts[i]] = 1
        flags[group] = flags[group] " " parts[i]
        name = parts[i]
        sub(/=.*/, "", name)
        defined[group, name] = parts[i]
    }
}
/^ *"directory": / { directory = value($0) }
/^ *"command": / { command = value($0); sub(/ -o .*/, "", command) }
/^ *"file": / {
    file = value($0)
    if (file ~ /\/Unity\/unity_[0-9]+_(cxx\.cxx|c\.c)$/) {  # CMake's own, which includes sources.
        together = file
        while ((getline line < together) > 0) {
            if (line !~ /^#include "/) continue
            gsub(/^#include "|"$/, "", line)
            add(line)
        }
        close(together)
    } else {
        add(file)
    }
}
function add(file,    build, kind, number, group) {
    build = command ~ /-DMMSPEC_CHECKED/
    if (index(file, without) == 1 || command ~ /\.edited\// || (file, build) in seen) return
    seen[file, build] = 1
    if (without ~ / /) {  # Words cannot be told apart.
        count = 0
        kind = command
    } else {
        kind = part(command) build (match(command, /-DMMSPEC_ATOMIC_HEADER=[^ ]*/) ? substr(command, RSTART, RLENGTH) : "")
    }
    for (number = 1; ; number++) {
        group = directory "\t" kind "\t" number
        if (size[group] < most_sources && !contradicts(group)) break
    }
    if (!(group in files)) {
        order[++groups] = group
        start[group] = without ~ / / ? command : part(command)
    }
    join(group)
    files[group] = files[group] "\t" file
    if (++size[group] > largest) largest = size[group]
    folder[group] = directory
}
END {
    for (wanted = largest; wanted > 0; wanted--)
        for (i = 1; i <= groups; i++)
            if (size[order[i]] == wanted)
                print folder[order[i]] "\t" start[order[i]] flags[order[i]] files[order[i]]
}
