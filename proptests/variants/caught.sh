#!/usr/bin/env bash
# caught.sh EDIT CATCHER...: runs the catcher, a check of a wrong variant, which must fail with exit
# status 1 and name a clause that the edit says it breaks.
set -u
edit=$1
shift
what=$(sed -n 's/^what: //p' "$edit")
breaks=$(sed -n 's/^breaks: //p' "$edit")
by=$(sed -n 's/^caught by: //p' "$edit")

output=$("$@" 2>&1)
status=$?
if [[ $status -eq 0 ]]; then
    printf 'SURVIVED: %s (%s): its catcher (%s) passes.\n%s\n' "$(basename "$edit" .edit)" "$what" "$by" "$output"
    exit 1
fi
named=$(grep -oE "broken: (${breaks// or /|}):" <<<"$output" | head -n 1)
if [[ $status -ne 1 || -z $named ]]; then
    printf 'caught for another reason than %s (exit status %s):\n%s\n' "$breaks" "$status" "$output"
    exit 1
fi
printf '%-26s %-42s caught by %s\n' "$(basename "$edit" .edit)" "${named}" "$by"
grep -E '^Falsifiable after|operations in' <<<"$output" || true
