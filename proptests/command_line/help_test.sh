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
for command in verify replay fuzz explore model test variants spec bench package help; do
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
wrongly "unknown command 'frobnicate'; there are: verify replay fuzz explore model test variants spec bench package help." frobnicate
wrongly "unknown command 'rpelay'; did you mean 'replay'?" help rpelay
wrongly "unknown option '--yse'; did you mean '--yes'?" verify --yse
wrongly "unknown option '--slow'" verify --slow
wrongly "unknown option '-x'" test -x
wrongly "bench takes no 'fast'" bench fast
wrongly "unknown option '--renw'; did you mean '--renew'?" bench --renw
wrongly '--renew keeps the figures of a full run' bench --quick --renew
wrongly "--threads takes a number from 1 to 4, not '9'" explore --threads 9
wrongly "--each takes a number from 1 to 8, not '0'" explore --each 0
wrongly "--operations takes a number from 1 to 999999999999999999, not 'x'" explore --operations x
wrongly "--through takes raw, arefs or own, not 'c'" explore --through c
wrongly "'nowhere' is no file that can be read" explore --replay nowhere
wrongly '--renew renews the table of --orders: give both.' explore --renew
wrongly '--step shows the steps of a saved execution: name it with --replay FILE.' explore --step
wrongly "unknown option '--sreve'; did you mean '--serve'?" spec --sreve
wrongly "spec takes no 'clauses'" spec clauses
wrongly "unknown option '--for'" package --for 1
wrongly '--seed needs a value' verify --seed
wrongly "--seed takes a whole number of at most 18 digits, not '-3'" verify --seed -3
wrongly "--for takes a time from 5 seconds to 24 hours, as 90, 10m or 1h, not '0'" verify --for 0
wrongly "not '3'" verify --for 3
wrongly "not '25h'" verify --for=25h
wrongly "not 'soon'" verify --for soon
wrongly "there is no fuzz target 'ownreship'; did you mean 'ownership'?" fuzz ownreship
wrongly "--jobs takes a number of processes from 1 to 999, not '0'" fuzz --jobs 0
wrongly 'each of 6 needs a second' fuzz --for 5 ownership ownership ownership ownership trace_text ownership
wrongly "--coverage and --variants are of all targets: leave 'ownership' out" fuzz --variants ownership
wrongly "--coverage and --variants are of all targets: leave 'ownership' out" fuzz ownership --coverage
for name in variants renew fast; do
    wrongly "--coverage takes no --$name" fuzz --coverage "--$name"
done
wrongly '--variants takes no --renew' fuzz --renew --variants
wrongly '--variants takes no --jobs' fuzz --variants --jobs 2
for name in for jobs seed; do
    wrongly "--coverage takes no --$name" fuzz "--$name" 9 --coverage
    wrongly "--renew takes no --$name" fuzz --renew "--$name" 9
done
wrongly '--yes takes no value' verify --yes=no
wrongly 'replay needs the FILE of an operation trace' replay
wrongly "'none.mmtrace' is no file that can be read" replay none.mmtrace
[[ ! -e $tree/build && ! -e $sandbox/calls ]] || wrong 'something was built for a wrong command line'
finish
