# shellcheck shell=bash
# What a command needs besides packages: compilers that are new enough, space on the disk, and an
# address layout that the sanitizers of clang 14 can bear.

# set_up MEGABYTES PRESETS PACKAGE...: the first step of each command; MEGABYTES is what the build
# folders of PRESETS (words in one string) hold in the end.
set_up() {
    local megabytes=$1 presets=$2
    shift 2
    begin_step packages
    { mkdir -p -- "$root/build" 2>/dev/null && [[ -w $root/build ]]; } ||
        stop "$bad_environment" "$(shown "$root/build") cannot be written: everything that mmspec" \
            "makes goes there. Check the rights and the disk."
    check_space "$root/build" "$(still_to_write "$megabytes" "$presets")" "the build"
    install_missing "$megabytes" "$presets" "$@"
    end_step ok "$packages_note"
    check_versions "$@"
    [[ $presets == bench || $presets == package || $presets == site ||
        $presets == model ]] || choose_layout
}

# still_to_write MEGABYTES PRESETS: MEGABYTES less what the build folders hold already.
still_to_write() {
    local preset there=0 size
    for preset in $2; do
        [[ -d $root/build/$preset ]] || continue
        read -r size _ < <(du -sm -- "$root/build/$preset" 2>/dev/null)
        there=$((there + ${size:-0}))
    done
    printf '%d' $(($1 > there ? $1 - there : 0))
}

# free_megabytes FOLDER: prints nothing if df does not tell.
free_megabytes() { df -Pm -- "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }

file_system_of() { df -P -- "$1" 2>/dev/null | awk 'NR == 2 { print $1, $NF }'; }

# check_space FOLDER MEGABYTES WHAT
check_space() {
    local free
    free=$(free_megabytes "$1")
    [[ -z $free ]] || ((free >= $2)) ||
        stop "$bad_environment" "the disk is too full: $3 needs about $2 MB in $1, and $free MB are" \
            "free. Make room, then run ./mmspec $command again."
}

# check_versions PACKAGE...: of the tools that the packages bring.
check_versions() {
    local package
    for package; do
        case $package in
            cmake) check_version cmake 3.25 "$(cmake --version 2>/dev/null)" ;;
            g++) check_version g++ 12 "$(g++ -dumpfullversion 2>/dev/null)" ;;
            clang-14) check_version clang++-14 14 "$(clang++-14 -dumpversion 2>/dev/null)" ;;
        esac
    done
}

# check_version TOOL LEAST TEXT: the first number in TEXT is TOOL's version.
check_version() {
    local tool=$1 least=$2 version=''
    [[ ! $3 =~ [0-9]+(\.[0-9]+)* ]] || version=${BASH_REMATCH[0]}
    [[ -n $version ]] ||
        stop "$bad_environment" "$tool does not start: '$tool --version' tells no version." \
            "Is another $tool first on PATH?"
    [[ $(printf '%s\n' "$least" "$version" | sort -V | head -n 1) == "$least" ]] ||
        stop "$bad_environment" "$tool $version is too old: mmspec needs $least or newer, as Debian 12" \
            "has it. The $tool that was asked is $(command -v "$tool")."
}

fixed_layout=()

# Kernels that randomise addresses by more than 28 bits put mappings where the
# sanitizers of clang 14 keep their shadow memory; then programs run without randomisation.
choose_layout() {
    local bits=0
    [[ ! -r /proc/sys/vm/mmap_rnd_bits ]] || read -r bits </proc/sys/vm/mmap_rnd_bits
    ((bits > 28)) || return 0
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        fixed_layout=(setarch "$(uname -m)" -R)
    else
        say "This kernel randomises addresses by $bits bits, and the sanitizers of clang 14 may crash."
        say "If so, as root on the host: sysctl vm.mmap_rnd_bits=28"
    fi
}
