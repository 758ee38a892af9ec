# shellcheck shell=bash
# Searches a Promela model with Spin; for check, check_broken and reachable.
#
# The caller sets `folder` (where the models are), `timeout` (seconds of one search) and, for long ones,
# `optimisation` (-O2).

readonly held=0 failed=1 bad_usage=2 bad_environment=3 interrupted=130

# stop STATUS TEXT...
stop() {
    local status=$1
    shift
    echo "${0##*/}: $*" >&2
    exit "$status"
}

# need_spin: ends with status 3 if a program is missing.
need_spin() {
    compiler=${CC-}
    # Spin itself asks for gcc alone; any will do.
    [[ $compiler ]] || for compiler in gcc clang-14 cc; do ! command -v "$compiler" >/dev/null || break; done
    command -v spin >/dev/null ||
        stop $bad_environment "spin is missing, so nothing is checked; install the Debian package spin."
    command -v "$compiler" >/dev/null ||
        stop $bad_environment "the C compiler $compiler is missing, so nothing is checked; install" \
            "the Debian package gcc, or name another compiler in CC."
}

make_work() {
    work=$(mktemp -d) ||
        stop $bad_environment "cannot make a temporary folder; set TMPDIR to one that is writable."
    trap 'rm -rf -- "$work"' EXIT
    trap 'echo "${0##*/}: interrupted, nothing is shown by this run." >&2; exit $interrupted' INT TERM
}

# search MODEL PROPERTY DEFINITION...: searches the file MODEL in $work. PROPERTY is `safety` (with
# partial-order reduction), `full` (without), `shortest` (breadth first) or the name of an LTL formula
# (under weak fairness). Sets verdict to `held`, `broken` or what keeps it from one, states,
# transitions and finding (what pan says of an error).
search() {
    local model=$1 property=$2 flags=() run=() status
    shift 2
    case $property in
        safety) flags=(-DSAFETY -DNOCLAIM) ;;
        full) flags=(-DSAFETY -DNOCLAIM -DNOREDUCE) ;;
        shortest) flags=(-DSAFETY -DNOCLAIM -DNOREDUCE -DBFS) ;;
        *) flags=(-DNFAIR=3) run=(-a -f -N "$property") ;;
    esac
    verdict='' states=- transitions=- finding=''
    rm -f -- "$work"/*.trail
    # One program answers for every formula of a model.
    local wanted="$model ${flags[*]} $*"
    # shellcheck disable=SC2154 # the caller's
    if [[ $wanted != "${built-}" ]] && ! {
        (cd -- "$work" && exec spin "-P$compiler -E -x c" -a "$@" "$model") >"$work/output" 2>&1 &&
            ! grep -q '^spin: .*Error' "$work/output" &&
            (cd -- "$work" && exec "$compiler" "${optimisation:--O0}" -w -DMEMLIM=4000 "${flags[@]}" \
                -o pan pan.c) >>"$work/output" 2>&1
    }; then
        verdict='cannot be built' built=''
        finding=$(grep -m 1 -i error "$work/output")
        return
    fi
    built=$wanted
    # shellcheck disable=SC2154
    (cd -- "$work" && exec timeout "$timeout" ./pan -n -m2000000 -w22 "${run[@]}") \
        >"$work/output" 2>&1
    status=$?
    # A state that weak fairness visits in several copies counts once.
    states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' "$work/output")
    transitions=$(sed -n 's/^ *\([0-9]*\) transitions .*/\1/p' "$work/output")
    finding=$(sed -n 's/^pan:[0-9]*: //p' "$work/output" | head -n 1)
    if ((status == 124)); then
        verdict="no answer in $timeout s"
    elif grep -q 'search depth too small\|out of memory\|max memory' "$work/output"; then
        verdict='search not completed'
    elif [[ $finding ]] && grep -q 'errors: [1-9]' "$work/output"; then
        verdict=broken
    elif grep -q 'errors: 0$' "$work/output" && ! grep -q 'not completed' "$work/output"; then
        verdict=held
    else
        verdict='the search ended without an answer'
    fi
}

# run_of MODEL THREADS DEFINITION...: prints the run of the trail that search left (../runs/steps.awk).
run_of() {
    local model=$1 threads=$2
    shift 2
    (cd -- "$work" && spin "-P$compiler -E -x c" -t -T "$@" "$model") |
        awk -v threads="$threads" -f "$folder/run.awk"
}
