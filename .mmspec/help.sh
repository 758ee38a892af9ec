# shellcheck shell=bash
# The help texts.

help_all() {
    cat <<'HELP'
mmspec: the two counts of a process's address space, specified and checked.

Usage: ./mmspec COMMAND [OPTION...]

  verify   does this build keep the clauses? Runs traces, a real process, the property,
           the fuzzer and the proof, and ends with a table of the clauses.
  replay   run operation traces (*.mmtrace) step by step.
  test     does mmspec's own code pass? Runs every test with g++ and clang, and under the
           address, undefined-behaviour and thread sanitizers.
  bench    what do the operations cost on this machine?
  help     this text, or the help of one command: ./mmspec help verify

Each command first installs the Debian packages that it misses (it lists them and asks;
--yes skips the question) and builds. Apart from packages it writes only into build/.

Exit status: 0 held or passed, 1 violation or failed test, 2 usage or input,
3 environment (packages, network, rights, compiler, disk), 130 interrupted.
HELP
}

help_verify() {
    cat <<'HELP'
Usage: ./mmspec verify [--yes] [--for TIME] [--seed N]

Does this build keep the clauses of spec/clauses.md? Builds the CMake preset `verify` and runs the
kept operation traces, a real process beside the library, the property, the fuzzer and the proof.
Ends with a table, one row per clause.

  --for TIME   time of the property and the fuzzer together: seconds, or 10m, or 1h
  --seed N     seed of the property and the fuzzer, to repeat a run
  --yes        install missing packages without a question

Exit status: 0 every clause held, 1 a clause is broken or was not exercised, 2 usage or input,
3 environment, 130 interrupted.
HELP
}

help_replay() {
    cat <<'HELP'
Usage: ./mmspec replay [--yes] [--quiet] FILE...

Runs each operation trace FILE (*.mmtrace) step by step on the checked library: operation, thread,
both counts, events, and the violation if one is expected or happens.

  --quiet      one line a trace
  --yes        install missing packages without a question

Exit status: 0 as the trace expects, 1 not, 2 usage or a trace that cannot be read,
3 environment, 130 interrupted.
HELP
}

help_test() {
    cat <<'HELP'
Usage: ./mmspec test [--slow] [--yes]

Does mmspec's own code pass? Builds the CMake presets gcc, clang, asan (address and
undefined-behaviour sanitizers) and tsan (thread sanitizer), runs the tests of each with CTest, and
checks the format of the code with clang-format. A failing step does not stop the later ones.

  --slow       only what takes long: the tests with the CTest label `slow`, and clang-tidy
  --yes        install missing packages without a question

Exit status: 0 all passed, 1 a test failed, 2 usage, 3 environment, 130 interrupted.
HELP
}

help_bench() {
    cat <<'HELP'
Usage: ./mmspec bench [--yes]

Builds the CMake preset `bench` and measures what the operations cost on this machine, beside bare
atomic instructions and std::weak_ptr::lock.

  --yes        install missing packages without a question

Exit status: 0 measured, 2 usage, 3 environment, 130 interrupted.
HELP
}

help_help() {
    cat <<'HELP'
Usage: ./mmspec help [COMMAND]

Prints the help of all commands or of one.
HELP
}

print_version() {
    local line
    while IFS= read -r line; do
        if [[ $line =~ ^project\(mmspec\ VERSION\ ([0-9.]+) ]]; then
            printf 'mmspec %s\n' "${BASH_REMATCH[1]}"
            return
        fi
    done <"$root/CMakeLists.txt"
    stop "$bad_environment" "$(shown "$root/CMakeLists.txt") names no version. Is the tree complete?"
}
