# shellcheck shell=bash
# The help texts.

help_all() {
    cat <<'HELP'
mmspec: the two counts of a process's address space, specified and checked.

Usage: ./mmspec COMMAND [OPTION...]

  verify   does this build keep the clauses? Runs traces, a real process, the properties,
           the fuzzers, proof and model, and ends with a table of the clauses.
  replay   run operation traces (*.mmtrace) step by step.
  fuzz     does any input break a clause? Runs the fuzz targets, as long as you like.
  explore  run every execution of small programs that the C++ memory model allows.
  model    searches every state of the Promela models of the counters, and shows that the
           searches find what is wrong with wrong ones.
  test     does mmspec's own code pass? Runs every test with g++ and clang, and under the
           address, undefined-behaviour and thread sanitizers.
  spec     makes a site of the specification, with a search and the API reference.
  variants is each wrong variant of mmspec's own code caught, by what, after how much?
  bench    what do the operations cost on this machine?
  package  makes Debian packages of the library, for C and C++, and of its suite.
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
kept operation traces, a real process beside the library, the properties, the fuzzers, the proof and the
small searches of `./mmspec model`.
Ends with a table, one row per clause.

  --for TIME   time of properties and fuzzers together: seconds (5 at least), or 10m, or 1h
  --seed N     seed of properties and fuzzers, to repeat a run
  --yes        install missing packages without a question

RC_PARAMS in the environment sets RapidCheck's own parameters, as in RC_PARAMS='max_size=200'; seed and
number of programs are those of --seed and --for. How often the properties came across each situation of
spec/situations.md stands in build/verify/verify/property.log and linearizability.log. Ctrl-C prints what
was done until then.

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

help_fuzz() {
    cat <<'HELP'
Usage: ./mmspec fuzz [TARGET...] [--for TIME] [--jobs N] [--seed N] [--fast] [--yes]
       ./mmspec fuzz --variants [--for TIME] [--seed N] [--fast] [--yes]
       ./mmspec fuzz --coverage [--yes]
       ./mmspec fuzz --renew [TARGET...] [--fast] [--yes]

Runs the fuzz targets one after another, all or those named, on what fuzz/corpus has and what earlier
runs have found. What fails is made smaller, told with its operations and the sanitizer's report, and
with the one command that shows it again. Corpora and findings are kept in build/fuzz/TARGET.

  raw_pointer    raw and counted references of one thread, with every misuse
  ownership      ARefs that four threads hand over, each stopped between atomic steps
  initialisers   trees of initialisers that fail anywhere
  trace_text     the parser of operation traces, on any bytes
  schedules      executions of programs on up to four threads that the C++ memory model allows, longer
                 than what explore goes through

  --for TIME   time of all targets together: seconds, or 10m, or 1h; a minute if not given
  --jobs N     processes that work on a target at the same time; as many as processors if not given
  --seed N     seed of the first process; the next have the numbers after it
  --fast       with the address sanitizer alone, which does not look into contracts and model, and with
               the threads of ownership as stacks of one thread
  --variants   the table of the wrong variants: each is to be found from an empty corpus, by one
               process, within TIME (a minute if not given)
  --coverage   what the kept corpora alone reach of the library and its contracts: a table, and
               build/coverage/html (needs the Debian package llvm-14). Ends with 1 if a line that is
               not in fuzz/not_reached.txt is missed, or one that is there is reached
  --renew      writes to fuzz/corpus few inputs, the longest first, that reach what those there and
               those of earlier runs reach together
  --yes        install missing packages without a question

Exit status: 0 nothing found, 1 an input breaks a clause, a wrong variant is not found, coverage is
missed, or the corpora would be too large, 2 usage, 3 environment, 130 interrupted (what was done is
told).
HELP
}

help_explore() {
    cat <<'HELP'
Usage: ./mmspec explore [OPTION...] [PROGRAM...]

Runs every execution that the C++ memory model allows (RC11) of small programs over the library, and
judges each. A PROGRAM says what each thread owns and does: '1u0g mmput | 0u1g mmget_not_zero mmput'
are two threads, one that begins with a user, one with a grab; with 'arefs:' before it they do it
through ARefs, with 'own:' on a type of one's own. Without any, all programs within the bound are run,
the smallest first: each thread begins with one user or one grab, at least one with a user, and takes,
gives up, upgrades and hands over references in every order; programs that differ only in the order of
their threads once. A program that is wrong is made smaller, and its smallest wrong execution shown.

  --threads N     the bound: threads (3, at most 4),
  --each N        operations of one thread (4, at most 8),
  --operations N  operations of all threads (4; 5 takes some ten seconds, 6 two minutes, each more
                  some thirteen times as long),
  --through I     the interface: raw, arefs or own (one after another if not given)
  --sample N      instead of all of them N that are drawn, each explored whole, of as many threads
                  and of up to so many operations each (at most 5), whatever they have in all
  --seed N        what --sample begins to draw with (1)
  --distribution  print how many executions came across each situation of spec/situations.md. All programs
                  of the bound above, or of a larger one, fail if they come across one too rarely
  --orders        weaken each memory order of the counters and the queue that is stronger than relaxed,
                  print the execution that breaks, and a table of all
  --renew         with --orders: put that table into spec/memory_orders.md
  --litmus        print the literature's litmus programs with their outcomes
  --save FILE     where an execution that is wrong is written, its picture beside it
                  (build/explored.mmtrace)
  --replay FILE   run such a file again
  --step          with --replay: stop after each step and tell what the counts and the queue hold and
                  what each thread is about to do. Enter goes on; without a terminal nothing waits
  --yes           install missing packages without a question

Exit status: 0 all are right, 1 an execution is wrong, a situation too rare, or nothing breaks by a weaker
order, 2 usage or input (an operation that its thread has no reference for, a program of too many
events), 3 environment, 130 interrupted.
HELP
}

help_model() {
    cat <<'HELP'
Usage: ./mmspec model [--large] [--yes]

Does the algorithm of the counters keep the clauses, in every order of its steps? Searches the models of
spec/model with Spin: the atomic specification, and the fine-grained algorithm with the specification at
its linearization points; safety, and that what everybody has given up is freed. Then holds the table of
steps, by which each step of the code is judged (spec/model/steps.md), to the model. Then searches the
wrong models, tells the shortest run that breaks each, and ends with 1 if one is not found.

  --large      larger bounds too: some minutes instead of one
  --yes        install missing packages without a question

Exit status: 0 every search found what it must and the steps are the same, 1 not, 2 usage, 3 environment,
130 interrupted.
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

help_spec() {
    cat <<'HELP'
Usage: ./mmspec spec [--serve] [--yes]

Makes a site of the documents in spec/ and of all that they link to, with a search and with the API
reference of the headers, in build/site. Links that lead nowhere are told.

  --serve      shows it on this machine (http://127.0.0.1:8000, or a free port), until Ctrl-C
  --yes        install missing packages without a question

Exit status: 0 made, 1 a page, link or comment is wrong, 2 usage, 3 environment, 130 interrupted.
HELP
}

help_variants() {
    cat <<'HELP'
Usage: ./mmspec variants [--yes]

Is each wrong variant caught? Builds the one-edit changes to the library's code in proptests/variants
(CMake preset `clang`), runs the check that each names, and prints a table: the variant, the clause that
was named, the check, and in which case and under which seed it was found.

  --yes        install missing packages without a question

Exit status: 0 each was caught, 1 one survived or it did not build, 2 usage, 3 environment,
130 interrupted.
HELP
}

help_bench() {
    cat <<'HELP'
Usage: ./mmspec bench [--quick | --renew] [--yes]

Builds the CMake preset `bench` and measures what the operations cost on this machine, plain and
checked, beside std::shared_ptr, Boost's pointers, liburcu's urcu_ref, a compare-exchange loop and bare
atomic instructions, with one, two and four threads. Prints ratios with their spread: times of
different runs do not compare. Takes some minutes, and wants a machine that does nothing else.

  --quick      a short run, which shows that all works; its figures spread more
  --renew      puts this run's figures into lib/bench/README.md and lib/bench/kept, after printing
               them beside those that were there, for you to compare
  --yes        install missing packages without a question

Exit status: 0 measured, 2 usage, 3 environment, 130 interrupted.
HELP
}

help_package() {
    cat <<'HELP'
Usage: ./mmspec package [--yes]

Builds the CMake preset `package` and makes two Debian packages of it. libmmspec-dev: headers, the plain
and the checked library, their CMake package and pkg-config files. libmmspec-conformance-dev: the suite
for an implementation of your own (mmspec::conformance), which needs librapidcheck-dev. Prints where they
are and how they are installed. `./mmspec test --slow` tries installation, use and removal in a bare root.

  --yes        install missing packages without a question

Exit status: 0 made, 1 it did not build, 2 usage or input, 3 environment, 130 interrupted.
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
