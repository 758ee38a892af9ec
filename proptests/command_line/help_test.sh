#!/usr/bin/env bash
# Help, version, and command lines that are wrong.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox

run help && expect_status 0
expect 'verify   does this build keep the clauses?'
expect "test     does mmspec's own code pass?"
for words in --help -h; do
    run "$words" && expect_status 0
    expect 'Usage: ./mmspec COMMAND'
done
for command in verify replay test bench help; do
    run help "$command" && expect_status 0
    expect "Usage: ./mmspec $command"
    run "$command" --help && expect_status 0
    expect "Usage: ./mmspec $command"
    run "$command" -h && expect_status 0
    expect "Usage: ./mmspec $command"
done
run --version
expect_status 0
[[ $output =~ ^mmspec\ [0-9]+\.[0-9]+\.[0-9]+$ ]] || wrong 'expected a version'

# wrongly TEXT WORD...: status 2, and the text.
wrongly() {
    local text=$1
    shift
    run "$@"
    expect_status 2
    expect "$text"
}
wrongly 'Usage: ./mmspec COMMAND'
wrongly "unknown command 'verfy'; did you mean 'verify'?" verfy
wrongly "unknown command 'tset'; did you mean 'test'?" tset
wrongly "unknown command 'frobnicate'; there are: verify replay test bench help." frobnicate
wrongly "unknown command 'rpelay'; did you mean 'replay'?" help rpelay
wrongly "unknown option '--yse'; did you mean '--yes'?" verify --yse
wrongly "unknown option '--slow'" verify --slow
wrongly "unknown option '-x'" test -x
wrongly "bench takes no 'fast'" bench fast
wrongly '--seed needs a value' verify --seed
wrongly "--seed takes a whole number of at most 18 digits, not '-3'" verify --seed -3
wrongly "--for takes a time from 1 second to 24 hours, as 90, 10m or 1h, not '0'" verify --for 0
wrongly "not '25h'" verify --for=25h
wrongly "not 'soon'" verify --for soon
wrongly '--yes takes no value' verify --yes=no
wrongly 'replay needs the FILE of an operation trace' replay
wrongly "'none.mmtrace' is no file that can be read" replay none.mmtrace
[[ ! -e $tree/build && ! -e $sandbox/calls ]] || wrong 'something was built for a wrong command line'
finish
