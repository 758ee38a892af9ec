#!/usr/bin/env bash
# kept_traces.sh SUBJECT MADE: in the folder SUBJECT (proof or model), check_broken finds every wrong
# variant, and the runs that it writes into MADE as operation traces are those of SUBJECT/traces.
set -u
subject=$1 made=$2
rm -rf -- "$made"
"$subject/check_broken" --traces "$made" || exit
diff -r -- "$subject/traces" "$made" && exit
echo "These traces are others than those kept. If they are as good: check_broken --traces $subject/traces"
exit 1
