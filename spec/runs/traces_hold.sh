#!/usr/bin/env bash
# traces_hold.sh REPLAY FOLDER...: the runs that break wrong protocols, as operation traces in the
# FOLDERs, hold on the library.
set -u
shopt -s nullglob
replay=$1
shift
traces=()
for folder; do
    here=("$folder"/*.mmtrace)
    ((${#here[@]} >= 10)) || {
        echo "FAILED: only ${#here[@]} traces in $folder"
        exit 1
    }
    traces+=("${here[@]}")
done
exec "$replay" --quiet "${traces[@]}"
