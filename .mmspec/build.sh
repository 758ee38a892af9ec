# shellcheck shell=bash
# Configures and builds a CMake preset, and tells why that failed.

# build_or_stop PRESET [TARGET]
build_or_stop() {
    begin_step build
    if ! build_preset "$@"; then
        end_step failed "preset $1"
        explain_build_failure "$build_log"
        stop "$cause_status" "$cause"
    fi
    end_step ok "$(shown "$root/build/$1")"
}

# build_preset PRESET [TARGET]: leaves the output of the part that failed in build_log.
build_preset() {
    local preset=$1 folder=$root/build/$1
    remove_foreign_build "$folder"
    mkdir -p -- "$folder"
    build_log=$folder/configure.log
    run_logged "$build_log" in_root cmake --preset "$preset" -D CMAKE_EXPORT_COMPILE_COMMANDS=ON ||
        return
    build_log=$folder/build.log
    run_logged "$build_log" in_root cmake --build "$folder" ${2:+--target "$2"}
}

# cmake finds presets only in its working folder.
in_root() { cd -- "$root" && NINJA_STATUS='[%f/%t] ' exec "${fixed_layout[@]}" "$@"; }

# A build folder that another source tree or another generator made cannot be gone on with.
remove_foreign_build() {
    local cache=$1/CMakeCache.txt home generator
    [[ -f $cache ]] || return 0
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$cache")
    generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$cache")
    [[ $home != "$root" || $generator != Ninja ]] || return 0
    say "$(shown "$1") was made for another folder or by another generator: it is made anew."
    rm -rf -- "$1"
}

cause='' cause_status=$failed

log_tells_full_disk() {
    grep -qsE 'No space left on device|Disk quota exceeded|enough free space' "$1" || disk_is_full
}

disk_is_full() {
    local free
    free=$(free_megabytes "$root/build")
    [[ -n $free ]] && ((free < 5))
}

readonly memory_errors='Killed signal terminated|out of memory|virtual memory exhausted|Cannot allocate memory'
readonly search_errors='Could not find a package|Could NOT find|is not able to compile'
readonly build_errors='(^|[^a-z])(fatal )?error: |undefined reference|CMake Error'

# explain_build_failure LOG: sets cause and cause_status, and prints the lines that tell more.
explain_build_failure() {
    local log=$1 first
    cause_status=$bad_environment
    if log_tells_full_disk "$log"; then
        cause="the disk is full. Make room, then run ./mmspec $command again."
    elif grep -qsE "$memory_errors" "$log"; then
        cause="the compiler ran out of memory. Give the machine 4 GB, or build with one job:"
        cause+=" CMAKE_BUILD_PARALLEL_LEVEL=1 ./mmspec $command"
    elif grep -qsE "$search_errors" "$log"; then
        print_part "$log" "$search_errors"
        cause="CMake does not find what it needs, as the lines above say. Is its package whole?"
        cause+=" The whole of it: $(shown "$log")."
    else
        cause_status=$failed
        print_part "$log" "$build_errors"
        first=$(grep -m 1 -sE "$build_errors" "$log")
        cause="it did not build${first:+, first because of: $first}. See $(shown "$log")."
    fi
}

# print_part LOG PATTERN: a dozen lines from the first that matches, or else the last dozen.
print_part() {
    local line number
    number=$(grep -m 1 -nsE "$2" "$1")
    if [[ -n $number ]]; then
        tail -n "+${number%%:*}" -- "$1" | head -n 12
    else
        tail -n 12 -- "$1"
    fi | cut -c 1-160 | while IFS= read -r line; do say "| $line"; done
}
