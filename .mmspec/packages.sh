# shellcheck shell=bash
# The Debian packages that a command needs: which are missing, how much they are, and installing them.

as_root=() packages_note='' plan='' updated=''
readonly set_up_log=$root/build/set_up.log
readonly apt_options=(--no-install-recommends -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0
    -o Acquire::Retries=1 -o Acquire::http::Timeout=30)

# install_missing MEGABYTES PRESETS PACKAGE...: sets packages_note to what was found or done.
install_missing() {
    local megabytes=$1 presets=$2 missing
    shift 2
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        packages_note="all $# are there"
        return
    fi
    { command -v apt-get && command -v dpkg-query; } >/dev/null || stop "$bad_environment" \
        "this is not a Debian system, and these are missing (by their Debian names):" \
        "${missing[*]}. Install their counterparts, then run ./mmspec $command again."
    find_way_to_root "${missing[@]}"
    make_plan "${missing[@]}"
    say "Missing: ${missing[*]}"
    say "With what they need themselves: $(plan_summary)."
    check_room_for_plan "$(still_to_write "$megabytes" "$presets")"
    ask_to_install "${missing[@]}"
    install "${missing[@]}"
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) || stop "$bad_environment" \
        "apt-get ended well, yet these are still missing: ${missing[*]}. See $(shown "$set_up_log")."
    packages_note="installed: $(plan_summary)"
}

# missing_packages PACKAGE...: those that are not there, one a line, each once.
missing_packages() {
    local package status
    local -A settled=()
    if command -v dpkg-query >/dev/null; then
        while read -r package status; do
            [[ $status != installed ]] || settled[$package]=yes
        done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
    fi
    for package; do
        [[ -z ${settled[$package]-} ]] || continue
        settled[$package]=yes
        ! command -v dpkg-query >/dev/null && works_without_dpkg "$package" || printf '%s\n' "$package"
    done
}

# works_without_dpkg PACKAGE: whether what the package is needed for is there.
works_without_dpkg() {
    case $1 in
        ninja-build) command -v ninja ;;
        clang-14) command -v clang++-14 ;;
        libclang-rt-14-dev) compiles clang++-14 -fsanitize=address,undefined -x c++ - <<<'int main(){}' ;;
        libboost-dev) has_header boost/contract.hpp ;;
        libboost-context-dev) has_header boost/context/detail/fcontext.hpp ;;
        librapidcheck-dev) has_header rapidcheck.h ;;
        libgtest-dev) has_header gtest/gtest.h ;;
        libbenchmark-dev) has_header benchmark/benchmark.h ;;
        liburcu-dev) has_header urcu/ref.h ;;
        llvm-14) command -v llvm-cov-14 ;;
        afl++) command -v afl-clang-fast++ ;;
        libc++-14-dev | libc++abi-14-dev) [[ -d /usr/lib/llvm-14/include/c++/v1 ]] ;;
        nlohmann-json3-dev) has_header nlohmann/json.hpp ;;
        graphviz) command -v dot ;;
        mkdocs-material) mkdocs build --help | grep -qw material ;;
        chromium-driver) command -v chromedriver ;;
        python3-selenium) python3 -c 'import selenium' ;;
        *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

compiles() { "$@" -o /dev/null; }

has_header() {
    local compiler
    for compiler in clang++-14 g++; do
        ! "$compiler" -E -x c++ - <<<"#include <$1>" || return 0
    done
    return 1
}

# find_way_to_root PACKAGE...: sets as_root to what must stand before apt-get.
find_way_to_root() {
    ((EUID != 0)) || return 0
    local advice="Run as root: apt-get update && apt-get install --no-install-recommends $*"
    command -v sudo >/dev/null || stop "$bad_environment" \
        "packages are missing, only root can install them, and there is no sudo. $advice"
    clear_live_line
    # The question for the password needs the terminal, which the logged children do not have.
    if [[ -t 0 ]]; then sudo -v; else sudo -n -v 2>/dev/null; fi || stop "$bad_environment" \
        "packages are missing, only root can install them, and sudo does not allow it here. $advice"
    as_root=(sudo -n)
}

run_apt() {
    run_logged "$set_up_log" "${as_root[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get "$@"
}

# make_plan PACKAGE...: sets plan to what apt-get would do; fetches its lists if they lack a package.
make_plan() {
    ask_apt "$@" && return
    update_lists
    ask_apt "$@" && return
    explain_apt_failure "${plan##*E: }"
}

ask_apt() { plan=$(LC_ALL=C apt-get install --print-uris "${apt_options[@]}" "$@" 2>&1); }

# apt-get update ends well even when it could fetch nothing; the plan shows whether it helped.
update_lists() {
    step_title='package lists'
    run_apt update "${apt_options[@]}"
    step_title=packages updated=yes
}

plan_summary() {
    awk '/newly installed/ { count = $3 }
         /^Need to get/ { sub(/\/.*/, "", $5); download = $4 " " $5 }
         /^After this operation/ { size = $4 " " $5 }
         END { printf "%s package%s, %s to download, %s on disk", count, count == 1 ? "" : "s",
                   download, size }' <<<"$plan"
}

# check_room_for_plan MEGABYTES: MEGABYTES that the build needs too, if it is on the same disk.
check_room_for_plan() {
    local needed
    needed=$(awk 'function megabytes(number, unit) {
             gsub(/,/, "", number); sub(/\/.*/, "", unit)
             return number * (unit == "GB" ? 1000 : unit == "MB" ? 1 : 0.001) }
         /^Need to get/ { sum += megabytes($4, $5) }
         /^After this operation/ && /will be used/ { sum += megabytes($4, $5) }
         END { printf "%d", sum + 1 }' <<<"$plan")
    [[ $(file_system_of /usr) != "$(file_system_of "$root/build")" ]] || needed=$((needed + $1))
    check_space /usr "$needed" "installing and building"
}

ask_to_install() {
    [[ -z $option_yes && -t 0 && -t 1 ]] || return 0
    local answer
    clear_live_line
    read -r -p '      Install them now? [Y/n] ' answer || answer=n
    case $answer in
        '' | [Yy] | [Yy][Ee][Ss]) ;;
        *) stop "$bad_environment" "nothing was installed; ./mmspec $command needs these packages: $*" ;;
    esac
}

# install PACKAGE...: an interrupted dpkg is put right first, and outdated lists are renewed.
install() {
    run_apt install -y "${apt_options[@]}" "$@" && return
    if grep -q 'dpkg was interrupted' "$set_up_log"; then
        run_logged "$set_up_log" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive dpkg --configure -a
        run_apt install -y "${apt_options[@]}" "$@" && return
    fi
    if [[ -z $updated ]]; then
        update_lists
        run_apt install -y "${apt_options[@]}" "$@" && return
    fi
    explain_apt_failure "$(grep -m 1 '^E: ' "$set_up_log")"
}

# explain_apt_failure TEXT: TEXT is what apt-get itself says.
explain_apt_failure() {
    local said=${1//$'\n'/ } unreachable
    said=${said#E: }
    ! log_tells_full_disk "$set_up_log" || stop "$bad_environment" \
        "the disk is full: packages could not be unpacked. Make room, then run ./mmspec $command again."
    unreachable=$(grep -m 1 -E 'Temporary failure resolving|Could not (resolve|connect)|Failed to fetch|Unable to (fetch|connect)|Connection (failed|timed out|refused)|Network is unreachable' "$set_up_log" 2>/dev/null)
    [[ -z $unreachable ]] || stop "$bad_environment" \
        "the package mirror cannot be reached, so nothing can be installed (apt-get says:" \
        "${unreachable#"${unreachable%%[![:space:]]*}"}). Check the network and /etc/apt/sources.list, then run ./mmspec $command again."
    case $said in
        *'Unable to locate package'* | *'no installation candidate'*) stop "$bad_environment" \
            "apt-get does not know a package ($said). mmspec is made for Debian 12 (bookworm), main:" \
            "is this one, and does /etc/apt/sources.list name it?" ;;
        *'Could not get lock'* | *'Unable to acquire'*) stop "$bad_environment" \
            "another program is installing packages just now ($said). Wait for it, then run" \
            "./mmspec $command again." ;;
    esac
    stop "$bad_environment" "apt-get could not install the packages (it says: $said)." \
        "The whole of it: $(shown "$set_up_log")."
}
