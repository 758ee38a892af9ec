// mmspec-figures COMMAND: makes what people read of the records of a run.
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "page.hpp"
#include "picture.hpp"
#include "ratio.hpp"
#include "record.hpp"
#include "table.hpp"

namespace mm::bench {
namespace {

using Path = std::filesystem::path;

constexpr int held = 0;
constexpr int not_as_kept = 1;
constexpr int bad_usage = 2;
constexpr int bad_input = 3;

constexpr char usage[] =
    "Usage: mmspec-figures show RUN         the table of a run\n"
    "       mmspec-figures compare OLD RUN  two runs side by side\n"
    "       mmspec-figures renew TREE RUN   keeps a run in a source tree: records, picture, page\n"
    "       mmspec-figures check TREE       is what the tree shows what its records give?\n"
    "RUN and OLD are folders that hold plain.json and checked.json, as mmspec-bench and\n"
    "mmspec-bench-checked write them; a tree keeps its own in lib/bench/kept, and\n"
    "shows them in lib/bench/README.md.\n";

/// The records of one run.
struct Run {
    Record plain;
    Record checked;
};

[[nodiscard]] Run read_run(const Path& folder) {
    return {read_record(folder / "plain.json"), read_record(folder / "checked.json")};
}

[[nodiscard]] Figures figures_of(const Run& run) {
    return figures_of(run.plain, run.checked);
}

[[nodiscard]] Path kept(const Path& tree) {
    return tree / "lib/bench/kept";
}

/// Only what compares the libraries: the checked build is of another order of size.
[[nodiscard]] std::string picture_of(const Run& run) {
    Record no_checked = run.checked;
    no_checked.all_series.clear();
    return picture_of(figures_of(run.plain, no_checked));
}

[[nodiscard]] Path page(const Path& tree) {
    return tree / "lib/bench/README.md";
}

[[nodiscard]] std::string page_of(const Path& tree, const Run& run) {
    return with_section(read_text(page(tree)), page_section(run.plain, run.checked));
}

int show(const Path& folder) {
    const Run run = read_run(folder);
    std::printf(
        "Times as long as the bare instructions of each operation: median "
        "(lowest–highest) of %d repetitions\n%s\n%s\n",
        run.plain.repetitions, text_table(figures_of(run)).c_str(),
        machine_in_words(run.plain.machine).c_str());
    return held;
}

int compare(const Path& old_folder, const Path& folder) {
    const Run before = read_run(old_folder);
    const Run after = read_run(folder);
    std::printf(
        "Times as long as the bare instructions of each operation: median "
        "(lowest–highest)\n%s\ncommitted: %s\nthis run:  %s\n",
        text_comparison(figures_of(before), figures_of(after)).c_str(),
        machine_in_words(before.plain.machine).c_str(),
        machine_in_words(after.plain.machine).c_str());
    return held;
}

int renew(const Path& tree, const Path& folder) {
    const Run run = read_run(folder);
    // Made before anything is written, so that a page without marks leaves all as it was.
    const std::string renewed = page_of(tree, run);
    std::error_code failure;
    std::filesystem::create_directories(kept(tree), failure);
    write_record(run.plain, kept(tree) / "plain.json");
    write_record(run.checked, kept(tree) / "checked.json");
    write_text(picture_of(run), kept(tree) / "figures.svg");
    write_text(renewed, page(tree));
    return held;
}

int check(const Path& tree) {
    const Run run = read_run(kept(tree));
    int status = held;
    if (read_text(kept(tree) / "figures.svg") != picture_of(run)) {
        std::printf("lib/bench/kept/figures.svg is not what the records beside it give.\n");
        status = not_as_kept;
    }
    if (read_text(page(tree)) != page_of(tree, run)) {
        std::printf(
            "The figures of lib/bench/README.md are not what the records beside it give.\n");
        status = not_as_kept;
    }
    if (status == held) {
        std::printf("Page and picture show what the records give.\n");
    } else {
        std::printf("Make them anew: mmspec-figures renew TREE TREE/lib/bench/kept\n");
    }
    return status;
}

int run(const std::vector<std::string>& words) {
    const std::string command = words.empty() ? "" : words[0];
    if (command == "show" && words.size() == 2) return show(words[1]);
    if (command == "compare" && words.size() == 3) return compare(words[1], words[2]);
    if (command == "renew" && words.size() == 3) return renew(words[1], words[2]);
    if (command == "check" && words.size() == 2) return check(words[1]);
    std::fputs(usage, stderr);
    return bad_usage;
}

}  // namespace
}  // namespace mm::bench

int main(int argument_count, char** arguments) {
    try {
        return mm::bench::run({arguments + 1, arguments + argument_count});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "mmspec-figures: %s\n", error.what());
        return mm::bench::bad_input;
    }
}
