#!/usr/bin/env bash
# tidy_group.sh FOLDER NUMBER/ALL GROUP: clang-tidy over a GROUP of sources, a line of
# groups_to_tidy.awk; what it is given is made below FOLDER.
#
# For each file that it is given clang-tidy matches every declaration of every header, which is nearly
# all of its time. So it is given one file that includes all sources of the group to which the same
# .clang-tidy applies. A name that it introduces and that another source uses is judged in the source by
# itself, unless it is plainly used there.
set -u
folder=$1 number=$2
IFS=$'\t' read -r -a sources <<<"$3"
directory=${sources[0]} command=${sources[1]} sources=("${sources[@]:2}")
status=0 units=0
readonly judged_alone='-*,misc-unused-using-decls,misc-unused-alias-decls'

# configuration_of SOURCE: sets configuration to the .clang-tidy that applies to it.
configuration_of() {
    local above=${1%/*}
    while [[ -n $above && ! -f $above/.clang-tidy ]]; do above=${above%/*}; done
    configuration=$above/.clang-tidy
}

# configure NUMBER: what applies to each source, to so many of them under one another.
configure() {
    local mains
    mains=$(seq -s , -f 'main_of_%g' "$1")
    [[ ! -f $configuration ]] || cat -- "$configuration"
    grep -qs '^CheckOptions:' "$configuration" || echo 'CheckOptions:'
    printf '  - key: bugprone-exception-escape.FunctionsThatShouldNotThrow\n    value: %s\n' "$mains"
}

# introduces_unused SOURCE: whether a name that the source declares to be another stands there only once,
# but for comments and where it is somebody's member.
introduces_unused() {
    awk '
        { sub(/\/\/.*/, "") }
        match($0, /^ *using [^=;]*::[a-zA-Z_0-9]+;/) || match($0, /^ *namespace [a-zA-Z_0-9]+ =/) {
            name = substr($0, RSTART, RLENGTH)
            gsub(/^ *namespace | *=$|^.*::|;$/, "", name)
            names[name] = 1
            next
        }
        { text = text "\n" $0 }
        END {
            for (name in names)
                if (text !~ "(^|[^a-zA-Z_0-9:.>])" name "($|[^a-zA-Z_0-9])") exit 0
            exit 1
        }' "$1"
}

# give SOURCE...: sets unit to what stands for the sources, and database to the folder that says how it
# is compiled.
give() {
    units=$((units + 1))
    database=$folder/${number%/*}.$units unit=$1
    mkdir -p -- "$database" || exit 3
    if (($# > 1)); then
        unit=$database/sources.${1##*.}
        # Each program has a main, and only one of that name is let through.
        printf '#include "%s" // NOLINT(bugprone-suspicious-include)\n' "$@" |
            awk '{ print "#define main main_of_" NR; print; print "#undef main" }' >"$unit"
        configure $# >"$database/.clang-tidy"
    fi
    printf '[\n{ "directory": "%s",\n  "command": "%s -c \\"%s\\"",\n  "file": "%s" }\n]\n' \
        "$directory" "$command" "$unit" "$unit" >"$database/compile_commands.json"
}

# A main of another name returns nothing where main need not; the compiler itself warns of the rest.
run_tidy() { clang-tidy-14 -p "$database" --quiet --extra-arg=-Wno-return-type "$@" "$unit" 2>&1; }

# clashing: the files that do not compile in the unit, one a line.
clashing() {
    run_tidy --checks='-*,misc-unused-alias-decls' --extra-arg=-ferror-limit=0 |
        sed -nE 's/^(.*):[0-9]+:[0-9]+: (fatal )?error: .*\[clang-diagnostic-error.*\]$/\1/p' | sort -u
}

# tidy SOURCE...: together those that compile behind one another, as a name may stand in two sources.
tidy() {
    local source clashes together=("$1") apart=()
    give "$@"
    if (($# > 1)); then
        clashes=$(clashing)
        for source in "${@:2}"; do
            if grep -qxF -- "$source" <<<"$clashes"; then apart+=("$source"); else together+=("$source"); fi
        done
        if [[ -n $clashes ]]; then
            ((${#apart[@]} > 0)) || { together=("$1") apart=("${@:2}"); }
            tidy "${together[@]}"
            tidy "${apart[@]}"
            return
        fi
    fi
    run_tidy --warnings-as-errors='*' || status=1
    (($# > 1)) || return
    for source; do
        if introduces_unused "$source"; then
            give "$source"
            run_tidy --warnings-as-errors='*' --checks="$judged_alone" || status=1
        fi
    done
}

while ((${#sources[@]} > 0)); do
    configuration_of "${sources[0]}"
    wanted=$configuration together=() others=()
    for source in "${sources[@]}"; do
        configuration_of "$source"
        if [[ $configuration == "$wanted" ]]; then together+=("$source"); else others+=("$source"); fi
    done
    configuration=$wanted
    tidy "${together[@]}"
    sources=("${others[@]}")
done
echo "$number"
exit "$status"
