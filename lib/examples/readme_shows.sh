#!/usr/bin/env bash
# readme_shows.sh README EXAMPLE: the first C++ block of the README is the example, to the letter.
set -u
shown=$(awk '/^```cpp$/ { inside = 1; next } /^```$/ { if (inside) exit } inside' "$1")
if [[ $shown == "$(cat -- "$2")" ]]; then
    echo "the README shows $2"
else
    echo "the README and $2 differ:"
    diff <(printf '%s\n' "$shown") "$2"
    exit 1
fi
