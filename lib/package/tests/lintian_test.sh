#!/usr/bin/env bash
# lintian_test.sh SOURCE FOLDER: lintian must find nothing wrong with the Debian packages that made_test.sh
# put into FOLDER, and must find a fault that is put into one.
set -u
folder=$2/lintian package=$2/package.deb suite=$2/suite.deb
for tool in lintian dpkg-deb; do
    command -v "$tool" >/dev/null || { echo "not run: $tool is missing (Debian: ${tool/dpkg-deb/dpkg})"; exit 3; }
done
rm -rf -- "$folder" && mkdir -p -- "$folder" || exit 2

judge() { lintian --fail-on error,warning --tag-display-limit 0 --allow-root "$1"; }
for made in "$package" "$suite"; do
    judge "$made" || { echo "WRONG: lintian finds fault with $made"; exit 1; }
done
echo 'lintian finds no fault'

dpkg-deb -R "$package" "$folder/faulty" && rm "$folder/faulty/usr/share/doc/libmmspec-dev/copyright" &&
    dpkg-deb --root-owner-group -b "$folder/faulty" "$folder/faulty.deb" >/dev/null || exit 2
if judge "$folder/faulty.deb" >"$folder/output"; then
    echo 'WRONG: lintian finds no fault with a package without a copyright'
    exit 1
fi
grep 'no-copyright-file' "$folder/output" || { echo 'WRONG: another fault:'; cat "$folder/output"; exit 1; }
echo 'and finds that a copyright is missing'
