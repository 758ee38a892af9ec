# shellcheck shell=bash
# The command line: which command, with which options.

readonly commands=(verify replay fuzz explore model test variants spec bench package help)
declare -rA options_of=(
    [verify]='--yes --for --seed --help'
    [replay]='--yes --quiet --help'
    [fuzz]='--yes --for --jobs --seed --fast --variants --coverage --renew --help'
    [explore]='--yes --threads --each --operations --through --sample --seed --orders --renew --litmus --replay --step --save --distribution --help'
    [model]='--yes --large --help'
    [test]='--yes --slow --help'
    [variants]='--yes --help'
    [spec]='--yes --serve --help'
    [bench]='--yes --quick --renew --help'
    [package]='--yes --help'
    [help]='--help'
)

command='' operands=()
option_yes='' option_slow='' option_quiet='' option_quick='' option_renew='' option_serve=''
option_large=''
option_for='' option_seed='' option_jobs=''
option_fast='' option_variants='' option_coverage=''
option_threads='' option_each='' option_operations='' option_through='' option_orders='' option_litmus=''
option_replay='' option_step='' option_save='' option_sample='' option_distribution=''

# parse_command_line WORD...: sets command, operands and option_*, or ends with help or an error.
parse_command_line() {
    if (($# == 0)); then
        help_all >&2
        exit "$bad_usage"
    fi
    case $1 in
        --help | -h)
            help_all
            exit "$held"
            ;;
        --version)
            print_version
            exit "$held"
            ;;
    esac
    command=$1
    shift
    is_one_of "$command" "${commands[@]}" ||
        stop "$bad_usage" "unknown command '$command'$(suggestion "$command" "${commands[@]}")" \
            "See ./mmspec help."
    parse_options "$@"
    [[ $command != help ]] || print_help "${operands[@]}"
    [[ $command == replay || $command == fuzz || $command == explore ]] || ((${#operands[@]} == 0)) ||
        stop "$bad_usage" "$command takes no '${operands[0]}'. See ./mmspec help $command."
    [[ -z $option_for ]] || option_for=$(seconds_of "$option_for") || exit "$bad_usage"
    [[ $option_seed =~ ^[0-9]{0,18}$ ]] ||
        stop "$bad_usage" "--seed takes a whole number of at most 18 digits, not '$option_seed'."
    [[ -z $option_jobs || $option_jobs =~ ^[1-9][0-9]{0,2}$ ]] ||
        stop "$bad_usage" "--jobs takes a number of processes from 1 to 999, not '$option_jobs'."
}

parse_options() {
    local word name allowed
    read -ra allowed <<<"${options_of[$command]}"
    while (($# > 0)); do
        word=$1
        shift
        case $word in
            --)
                operands+=("$@")
                return
                ;;
            -h) word=--help ;;
            -?*) ;;
            *)
                operands+=("$word")
                continue
                ;;
        esac
        name=${word%%=*}
        is_one_of "$name" "${allowed[@]}" ||
            stop "$bad_usage" "unknown option '$name'$(suggestion "$name" "${allowed[@]}")" \
                "See ./mmspec help $command."
        case $name in
            --help)
                "help_$command"
                exit "$held"
                ;;
            --for | --seed | --jobs | --threads | --each | --operations | --through | --sample | --replay | --save)
                if [[ $word != *=* ]]; then
                    (($# > 0)) || stop "$bad_usage" "$name needs a value. See ./mmspec help $command."
                    word=$name=$1
                    shift
                fi
                [[ -n ${word#*=} ]] || stop "$bad_usage" "$name needs a value that is not empty."
                printf -v "option_${name#--}" '%s' "${word#*=}"
                ;;
            *)
                [[ $word != *=* ]] || stop "$bad_usage" "$name takes no value."
                printf -v "option_${name#--}" yes
                ;;
        esac
    done
}

print_help() {
    local about=${1-}
    (($# <= 1)) || stop "$bad_usage" "help takes one command. See ./mmspec help."
    if [[ -z $about ]]; then
        help_all
    elif is_one_of "$about" "${commands[@]}"; then
        "help_$about"
    else
        stop "$bad_usage" "unknown command '$about'$(suggestion "$about" "${commands[@]}")"
    fi
    exit "$held"
}

# seconds_of TIME: 90, 90s, 10m or 1h in seconds, one day at most. At least what mmspec-verify takes:
# one second for each of its five steps that have a time.
seconds_of() {
    local seconds=0
    if [[ $1 =~ ^([0-9]{1,6})([smh]?)$ ]]; then
        # A leading zero must not make the number octal.
        seconds=$((10#${BASH_REMATCH[1]}))
        case ${BASH_REMATCH[2]} in
            m) seconds=$((seconds * 60)) ;;
            h) seconds=$((seconds * 3600)) ;;
        esac
    fi
    ((seconds >= 5 && seconds <= 86400)) ||
        stop "$bad_usage" "--for takes a time from 5 seconds to 24 hours, as 90, 10m or 1h, not '$1'."
    printf '%d' "$seconds"
}

is_one_of() {
    local wanted=$1 word
    shift
    for word; do
        [[ $word != "$wanted" ]] || return 0
    done
    return 1
}

# suggestion WORD CANDIDATE...: '; did you mean ...?' for the candidate that is near enough.
suggestion() {
    local word=$1 candidate distance best='' best_distance=3
    shift
    for candidate; do
        if ((${#word} >= 2)) && [[ $candidate == "$word"* || $candidate == "--$word" ]]; then
            distance=0
        else
            distance=$(edit_distance "${word:0:30}" "$candidate")
        fi
        if ((distance < best_distance)); then best=$candidate best_distance=$distance; fi
    done
    if [[ -n $best ]]; then
        printf "; did you mean '%s'?" "$best"
    else
        printf '; there are: %s.' "$*"
    fi
}

# edit_distance A B: how many letters to insert, leave out or replace (Levenshtein).
edit_distance() {
    local a=$1 b=$2 i j cost above diagonal row=()
    for ((j = 0; j <= ${#b}; j++)); do row[j]=$j; done
    for ((i = 1; i <= ${#a}; i++)); do
        diagonal=${row[0]} row[0]=$i
        for ((j = 1; j <= ${#b}; j++)); do
            above=${row[j]} cost=1
            [[ ${a:i-1:1} != "${b:j-1:1}" ]] || cost=0
            ((row[j] = above + 1))
            ((row[j] <= row[j - 1] + 1)) || ((row[j] = row[j - 1] + 1))
            ((row[j] <= diagonal + cost)) || ((row[j] = diagonal + cost))
            diagonal=$above
        done
    done
    printf '%d' "${row[${#b}]}"
}
