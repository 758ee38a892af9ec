# shellcheck shell=bash
# What the user sees: messages, and numbered steps with their elapsed time. The live line and colours
# are for terminals only.

if [[ -t 1 && ${TERM:-dumb} != dumb ]]; then live=yes; else live=''; fi
if [[ -n $live && -z ${NO_COLOR-} ]]; then
    readonly bold=$'\e[1m' red=$'\e[31m' green=$'\e[32m' yellow=$'\e[33m' plain=$'\e[0m'
else
    readonly bold='' red='' green='' yellow='' plain=''
fi

steps=1 step=0 step_title='' step_start=0

clear_live_line() { [[ -z $live ]] || printf '\r\e[K'; }

announce() { printf '%s%s%s\n' "$bold" "$*" "$plain"; }

# say TEXT...: a line that belongs to the step that runs.
say() {
    clear_live_line
    printf '      %s\n' "$*"
}

# stop STATUS TEXT...: the sentence that names cause and cure, and the end.
stop() {
    local status=$1
    shift
    clear_live_line
    printf 'mmspec: %s\n' "$*" >&2
    exit "$status"
}

# shown PATH: the path as the user would type it here.
shown() {
    case $1 in
        "$PWD"/*) printf '%s' "${1#"$PWD"/}" ;;
        *) printf '%s' "$1" ;;
    esac
}

elapsed() { printf '%d:%02d' $((($1) / 60)) $((($1) % 60)); }

step_head() { printf '[%*d/%d] %-16s' ${#steps} "$step" "$steps" "$step_title"; }

begin_step() {
    step=$((step + 1)) step_title=$1 step_start=$SECONDS
    show_progress ''
}

# show_progress TEXT: the live line of the step that runs, cut to the width of the terminal.
show_progress() {
    [[ -n $live ]] || return 0
    local line
    line="$(step_head) $(elapsed $((SECONDS - step_start)))  $1"
    printf '\r\e[K%s' "${line:0:$((${COLUMNS:-80} - 1))}"
}

# end_step ok|failed|skipped DETAIL
end_step() {
    local colour=$green
    case $1 in
        failed) colour=$red ;;
        skipped) colour=$yellow ;;
    esac
    clear_live_line
    printf '%s %s%-7s%s %6s  %s\n' "$(step_head)" "$colour" "$1" "$plain" \
        "$(elapsed $((SECONDS - step_start)))" "$2"
}
