// The report of every misuse, whole, against the golden texts in golden/, one file a clause.
//
// To renew them after a change of the reports: `mmspec-lib-golden-test --renew`, then read the
// difference. The tests never do.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "mm/mm.hpp"
#include "support/misuses.hpp"
#include "support/scene.hpp"

namespace mm {
namespace {

using spec::Clause;
using tests::Misuse;
using tests::misuses;
using tests::Scene;

std::string report;

/// The report of one misuse under its name, with addresses replaced, which differ in each run.
[[nodiscard]] std::string text_of(const Misuse& misuse) {
    Scene scene(misuse.initial);
    misuse.prepare(scene);
    report = "no violation was reported\n";
    set_violation_handler([](const Violation& violation) { report = describe(violation); });
    static_cast<void>(misuse.commit(scene));
    set_violation_handler(nullptr);
    static const std::regex address("0x[0-9a-f]+");
    return "== " + misuse.name + "\n" + std::regex_replace(report, address, "ADDRESS") + "\n";
}

[[nodiscard]] std::string path_of(Clause clause) {
    std::string name(spec::text(clause).id);
    for (char& letter : name) {
        letter = letter == '.'
                     ? '_'
                     : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return std::string(MMSPEC_GOLDEN_FOLDER) + "/" + name + ".txt";
}

[[nodiscard]] std::vector<Clause> clauses_with_misuses() {
    std::vector<Clause> clauses;
    for (const Misuse& misuse : misuses()) {
        if (std::find(clauses.begin(), clauses.end(), misuse.clause) == clauses.end()) {
            clauses.push_back(misuse.clause);
        }
    }
    return clauses;
}

[[nodiscard]] std::string text_of(Clause clause) {
    std::string text;
    for (const Misuse& misuse : misuses()) {
        if (misuse.clause == clause) text += text_of(misuse);
    }
    return text;
}

[[nodiscard]] int renew() {
    for (const Clause clause : clauses_with_misuses()) {
        std::ofstream file(path_of(clause), std::ios::binary);
        file << text_of(clause) << std::flush;
        if (!file) {
            std::cerr << "cannot write " << path_of(clause) << ": " << std::strerror(errno)
                      << "; make its folder writable\n";
            return 3;
        }
        std::cout << "written: " << path_of(clause) << "\n";
    }
    return 0;
}

class Golden : public testing::TestWithParam<Clause> {};

TEST_P(Golden, Report) {
    std::ifstream file(path_of(GetParam()), std::ios::binary);
    ASSERT_TRUE(file) << "no golden text at " << path_of(GetParam());
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(expected, text_of(GetParam())) << path_of(GetParam());
}

INSTANTIATE_TEST_SUITE_P(Of, Golden, testing::ValuesIn(clauses_with_misuses()),
                         [](const testing::TestParamInfo<Clause>& info) {
                             std::string name(spec::text(info.param).id);
                             std::replace(name.begin(), name.end(), '.', '_');
                             return name;
                         });

}  // namespace
}  // namespace mm

int main(int argument_count, char** arguments) {
    if (argument_count == 2 && std::strcmp(arguments[1], "--renew") == 0) return mm::renew();
    testing::InitGoogleTest(&argument_count, arguments);
    if (argument_count != 1) {
        std::cerr << "usage: " << arguments[0] << " [--renew]\n";
        return 2;
    }
    return RUN_ALL_TESTS();
}
