#!/usr/bin/env bash
# caught.sh [--steps | --as CLAUSE KIND] EDIT CATCHER...: runs the catcher, a check of a wrong variant, which must
# fail with exit status 1 and name a clause that the edit says it breaks, or that of its line `also: CLAUSE by
# KIND ...`; with --steps, Protocol.steps, at the place in an operation that the edit says.
set -u
steps='' clause='' kind=''
case $1 in
    --steps)
        steps=yes
        shift
        ;;
    --as)
        clause=$2 kind=$3
        shift 3
        ;;
esac
edit=$1
shift
what=$(sed -n 's/^what: //p' "$edit")
breaks=$(sed -n 's/^breaks: //p' "$edit")
by=$(sed -n 's/^caught by: //p' "$edit")
if [[ $steps ]]; then
    breaks=Protocol.steps by='judging each step'
    place=$(sed -n 's/^steps: \([a-z_]*\).*/\1/p' "$edit")
fi
pattern='(broken|too rare): (CLAUSES):'
if [[ $clause ]]; then
    breaks=$clause by=$(sed -n "s/^also: $clause by \($kind .*\)/\1/p" "$edit")
    # As the contract itself reports it.
    [[ $kind != contract ]] || pattern='mmspec: (CLAUSES) broken by'
fi

output=$("$@" 2>&1)
status=$?
if [[ $status -eq 0 ]]; then
    printf 'SURVIVED: %s (%s): its catcher (%s) passes.\n%s\n' "$(basename "$edit" .edit)" "$what" "$by" "$output"
    exit 1
fi
named=$(grep -oE "${pattern/CLAUSES/${breaks// or /|}}" <<<"$output" | head -n 1)
if [[ $status -ne 1 || -z $named ]]; then
    printf 'caught for another reason than %s (exit status %s):\n%s\n' "$breaks" "$status" "$output"
    exit 1
fi
if [[ $steps ]] && ! grep -qE "it stands at  $place( |\$)" <<<"$output"; then
    printf 'a wrong step is caught, but not at %s:\n%s\n' "$place" "$output"
    exit 1
fi
named=${named#*: }
named=${named% broken by}
# After how much: a property says in which case and under which seed it was found, and a run that came
# across too little how long it was.
after=$(sed -n 's/^found by \(.*\)$/\1/p' <<<"$output" | head -n 1)
[[ -n $after ]] || after=$(sed -n 's/^\([0-9]* programs\).*\(seed [0-9]*\):.*/a run of \1, \2/p' <<<"$output" | head -n 1)
# A row of the table that `./mmspec variants` prints.
printf 'caught: %-40s %-36s %-30s %s\n' "$(basename "$edit" .edit)" "${named%:}" "$by" "$after"
