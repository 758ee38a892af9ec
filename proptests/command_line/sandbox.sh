# shellcheck shell=bash
# For the tests of ./mmspec: a copy of the script in a folder whose path has spaces, with faked tools
# as the only ones on PATH, and assertions on the exit status and on what was said.
# MMSPEC_TREE names another tree whose script is to be tested, and is wrong: one failure will do.

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
script_tree=${MMSPEC_TREE:-$(cd -- "$here/../.." && pwd -P)}
sandbox=$(mktemp -d "${TMPDIR:-/tmp}/mmspec command line.XXXXXX") || exit 2
trap 'rm -rf -- "$sandbox"' EXIT
tree="$sandbox/the tree" fakes=$sandbox/fakes failures=0 output='' status=0
readonly needed_packages=(cmake ninja-build clang-14 libclang-rt-14-dev libboost-dev librapidcheck-dev
    libboost-context-dev gcc spin z3 cvc5 g++ libgtest-dev clang-format-14 clang-tidy-14 valgrind
    libbenchmark-dev liburcu-dev nlohmann-json3-dev pkgconf debootstrap lintian graphviz
    mkdocs mkdocs-material doxygen chromium-driver python3-selenium llvm-14
    afl++ libc++-14-dev libc++abi-14-dev zip unzip)

# fake NAME: a tool whose bash text is read; $sandbox is known to it.
fake() {
    { printf '#!%s\nsandbox=%q\n' "$BASH" "$sandbox" && cat; } >"$fakes/$1"
    chmod 755 "$fakes/$1"
}

make_sandbox() {
    local tool
    mkdir -p "$tree/lib" "$fakes" "$sandbox/elsewhere"
    cp -r "$script_tree/mmspec" "$script_tree/.mmspec" "$script_tree/CMakeLists.txt" "$tree"
    echo 'int one();' >"$tree/lib/one.hpp"
    for tool in awk bash cat chmod cp cut date dirname du env find grep head kill ln ls mkdir mv nproc \
        readlink rm sed setarch sleep sort tail touch tr true uname uniq wc xargs; do
        ln -s "$(type -P "$tool")" "$fakes/$tool"
    done
    printf '%s\n' "${needed_packages[@]}" >"$sandbox/installed"
    fake dpkg-query <<<'shift 3; printf "%s\n" "$@" | grep -xF -f "$sandbox/installed" | sed "s/$/ installed/"'
    fake df <<<'printf "Filesystem blocks Used Available Use Mounted\nd 9 1 90000 1 /\n"'
    fake clang++-14 <<<'echo 14.0.6'
    fake g++ <<<'echo 12.2.0'
    fake clang-format-14 <<<'exit 0'
    # Builds by writing programs that tell how they were called; ctest copies what the test prepared.
    fake cmake <<'END'
[[ $1 != --version ]] || { echo 'cmake version 3.25.1'; exit 0; }
echo "cmake in $PWD: $*" >>"$sandbox/calls"
[[ $1 == --build ]] || { mkdir -p "build/$2" && printf 'CMAKE_HOME_DIRECTORY:INTERNAL=%s\nCMAKE_GENERATOR:INTERNAL=Ninja\n' "$PWD" >"build/$2/CMakeCache.txt"; exit; }
mkdir -p "$2/bin"
[[ ${4-} != package ]] || { : >"$2/lib.deb" && printf 'CPack: - package: %s generated.\n' "${FAKE_DEB-$2/lib.deb}"; }
for program in mmspec-verify mmspec-replay mmspec-explore mmspec-bench mmspec-bench-checked mmspec-figures; do
    printf '#!%s\nprintf "%%s in %%s:" "${0##*/}" "$PWD"\nprintf " <%%s>" "$@"\necho\nexit "${FAKE_STATUS:-0}"\n' "$BASH" >"$2/bin/$program"
    chmod 755 "$2/bin/$program"
done
END
    fake ctest <<'END'
while (($# > 0)); do
    case $1 in
        --preset) preset=$2 ;;
        --output-junit) xml=$2 ;;
    esac
    shift
done
echo "ctest of $preset"
[[ ! -f $sandbox/$preset.xml ]] || cp_to=$(<"$sandbox/$preset.xml")
printf '%s\n' "${cp_to:-<testcase name=\"t\" status=\"run\">
</testcase>}" >"$xml"
! grep -q 'status="fail"\|Unable to find' "$xml" || exit 8
END
}

# The environment is empty, so that no setting of the caller's decides a test.
in_sandbox() { env -i PATH="$fakes" HOME=/nonexistent "$@"; }

# run [NAME=VALUE...] WORD...: runs mmspec with the words; sets output (both streams) and status.
run() {
    local settings=()
    while [[ ${1-} == [A-Z]*=* ]]; do
        settings+=("$1")
        shift
    done
    said="mmspec $*"
    output=$(cd "$sandbox/elsewhere" && in_sandbox "${settings[@]}" "$tree/mmspec" "$@" 2>&1 </dev/null)
    status=$?
}

wrong() {
    failures=$((failures + 1))
    printf 'WRONG: %s: %s\n  status %d; it said:\n' "$said" "$1" "$status"
    printf '%s\n' "$output" | sed 's/^/  | /'
    [[ -z ${MMSPEC_TREE-} ]] || finish
}

expect_status() { ((status == $1)) || wrong "expected status $1"; }
expect() { [[ $output == *"$1"* ]] || wrong "expected the text '$1'"; }
expect_not() { [[ $output != *"$1"* ]] || wrong "did not expect the text '$1'"; }
expect_line() { grep -qxF -- "$1" <<<"$output" || wrong "expected the line '$1'"; }

# expect_file FILE TEXT
expect_file() { grep -qF -- "$2" "$1" || wrong "expected '$2' in ${1##*/}: $(cat "$1")"; }

# lack PACKAGE...: they are not installed.
lack() {
    local package
    for package; do
        grep -vxF -- "$package" "$sandbox/installed" >"$sandbox/others"
        cat "$sandbox/others" >"$sandbox/installed"
    done
}

finish() {
    ((failures == 0)) || { printf '%d expectations failed\n' "$failures" && exit 1; }
    echo 'all expectations held'
    exit 0
}
