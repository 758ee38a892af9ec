#!/usr/bin/env bash
# pictures_test.sh SPEC_FOLDER: each picture is the one that its source draws, and a stale one is told.
set -u
spec=$1
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
"$spec/site/draw" --check || exit
mkdir -p "$folder/site"
cp -- "$spec"/*.dot "$spec"/*.svg "$folder"
cp -- "$spec/site/draw" "$folder/site"
sed -i 's/teardown/breakdown/' "$folder/race.dot"
said=$("$folder/site/draw" --check)
[[ $? -eq 1 && $said == *'race.svg is stale'* ]] || { echo "FAILED: a stale picture passes: $said"; exit 1; }
rm -- "$folder/life.svg"
[[ $("$folder/site/draw" --check) == *'life.svg is stale'* ]] || { echo "FAILED: a missing picture passes"; exit 1; }
"$folder/site/draw" && "$folder/site/draw" --check || { echo "FAILED: renewed pictures do not pass"; exit 1; }
