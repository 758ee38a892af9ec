#include "shrink.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "target.hpp"

/// Of ThreadSanitizer: a child may start threads although its parent has some, as each try does.
extern "C" const char* thread_sanitizer_options() asm("__tsan_default_options");
extern "C" const char* thread_sanitizer_options() {
    return "die_after_fork=0";
}

namespace mm::fuzz {

namespace {

namespace files = std::filesystem;

/// A run that takes longer hangs.
constexpr unsigned longest_try_seconds = 20;

/// Where the tries leave their traces, which nobody wants.
class Wastebasket {
 public:
    Wastebasket() {
        std::string name = (files::temp_directory_path() / "mmspec-shrink-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
    }
    ~Wastebasket() {
        std::error_code no_matter;
        if (!folder_.empty()) files::remove_all(folder_, no_matter);
    }
    Wastebasket(const Wastebasket&) = delete;
    Wastebasket& operator=(const Wastebasket&) = delete;
    [[nodiscard]] std::string prefix() const { return folder_ + "/"; }

 private:
    std::string folder_;
};

[[noreturn]] void run_child(const Input& input, int out, const std::string& prefix) {
    dup2(out, STDERR_FILENO);
    setenv("MMSPEC_FUZZ_OUT", prefix.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
    unsetenv("MMSPEC_TALLY");                      // NOLINT(concurrency-mt-unsafe): one thread
    alarm(longest_try_seconds);
    LLVMFuzzerTestOneInput(input.data(), input.size());
    std::_Exit(0);
}

/// What stands between 'broken: ' and the next colon.
[[nodiscard]] std::string clause_in(std::string_view said) {
    constexpr std::string_view head = "broken: ";
    const std::size_t start = said.find(head);
    if (start == std::string_view::npos) return {};
    const std::string_view rest = said.substr(start + head.size());
    return std::string(rest.substr(0, rest.find(':')));
}

/// The clause that the input breaks, or nothing of it if it holds.
[[nodiscard]] std::optional<std::string> try_input(const Input& input, const std::string& prefix) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return std::nullopt;
    const pid_t child = fork();
    if (child == 0) run_child(input, ends[1], prefix);
    close(ends[1]);
    std::string said;
    std::array<char, 4096> room{};
    for (ssize_t got = 0; (got = read(ends[0], room.data(), room.size())) > 0;) {
        said.append(room.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status == 0) return std::nullopt;
    return clause_in(said);
}

[[nodiscard]] Input without(const Input& input, std::size_t from, std::size_t size) {
    Input rest = input;
    const auto start = rest.begin() + static_cast<std::ptrdiff_t>(from);
    rest.erase(start,
               rest.size() - from > size ? start + static_cast<std::ptrdiff_t>(size) : rest.end());
    return rest;
}

}  // namespace

std::optional<Shrunk> shrink(const Input& input) {
    const Wastebasket waste;
    const auto broken = try_input(input, waste.prefix());
    if (!broken) return std::nullopt;
    Shrunk best{input, *broken, 1};
    const std::size_t unit = unit_size();
    for (std::size_t units = std::bit_floor(input.size() / unit + 1); units != 0;) {
        bool smaller = false;
        for (std::size_t from = 0; from < best.input.size();) {
            Input tried = without(best.input, from, units * unit);
            ++best.tried;
            if (try_input(tried, waste.prefix()) == broken) {
                best.input = std::move(tried);
                smaller = true;
            } else {
                from += units * unit;
            }
        }
        // The smallest pieces until none of them can go.
        if (!smaller || units != 1) units /= 2;
    }
    return best;
}

}  // namespace mm::fuzz
