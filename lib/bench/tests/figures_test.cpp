// Ratios, tables, picture and page section of records whose figures are known.
#include <gtest/gtest.h>

#include <string>

#include "made_up_run.hpp"
#include "page.hpp"
#include "picture.hpp"
#include "ratio.hpp"
#include "table.hpp"

namespace mm::bench {
namespace {

[[nodiscard]] Figures made_up() {
    return figures_of(made_up_plain(), made_up_checked());
}

[[nodiscard]] std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t number = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++number;
    }
    return number;
}

TEST(ratio, divides_by_the_median_of_the_base_in_the_same_run) {
    const Figures figures = made_up();
    ASSERT_EQ(figures.threads, (std::vector<int>{1, 2}));
    ASSERT_EQ(figures.groups.size(), 1U);
    const std::vector<Row>& rows = figures.groups[0].rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(with_spread(rows[0].at_threads[0]), "1.00 (0.90–1.20)");
    EXPECT_EQ(rows[1].subject, "ARef<Mm>");
    EXPECT_EQ(with_spread(rows[1].at_threads[0]), "1.00 (0.90–1.10)");
    EXPECT_EQ(with_spread(rows[1].at_threads[1]), "1.00 (0.90–1.10)");
    EXPECT_EQ(rows[2].subject, "ARef<Mm>, checked");
    EXPECT_EQ(with_spread(rows[2].at_threads[0]), "10.0 (8.00–12.0)");
    EXPECT_EQ(with_spread(rows[3].at_threads[1]), "120 (100–150)");
}

TEST(ratio, takes_the_mean_of_the_two_in_the_middle) {
    Record plain = made_up_plain();
    plain.all_series[4].nanoseconds = {10, 20, 40, 80};
    EXPECT_EQ(with_spread(figures_of(plain, made_up_checked()).groups[0].rows[3].at_threads[0]),
              "3.00 (1.00–8.00)");
}

TEST(ratio, refuses_a_subject_that_lacks_a_number_of_threads) {
    Record plain = made_up_plain();
    plain.all_series.pop_back();
    EXPECT_THROW(static_cast<void>(figures_of(plain, made_up_checked())), RecordError);
}

TEST(table, has_a_line_for_each_subject) {
    EXPECT_EQ(text_table(made_up()),
              "                         1 thread            2 threads\n"
              "get and put\n"
              "  bare                   1.00 (0.90–1.20)    1.00 (1.00–1.00)\n"
              "  ARef<Mm>               1.00 (0.90–1.10)    1.00 (0.90–1.10)\n"
              "  ARef<Mm>, checked      10.0 (8.00–12.0)    10.0 (8.00–12.0)\n"
              "  a peer                 2.50 (2.00–3.50)    120 (100–150)\n");
}

TEST(table, marks_spreads_that_do_not_meet) {
    Record other = made_up_plain();
    other.all_series[4].nanoseconds = {36, 37, 38};
    const std::string text = text_comparison(made_up(), figures_of(other, made_up_checked()));
    EXPECT_NE(text.find("  a peer, 1              2.50 (2.00–3.50)    3.70 (3.60–3.80)    apart\n"),
              std::string::npos)
        << text;
    EXPECT_EQ(occurrences(text, "apart"), 1U) << text;
}

TEST(table, shows_what_only_one_run_has) {
    Record fewer = made_up_plain();
    fewer.all_series.resize(4);
    const Figures without_peer = figures_of(fewer, made_up_checked());
    EXPECT_EQ(occurrences(text_comparison(made_up(), without_peer), "a peer"), 2U);
    EXPECT_EQ(occurrences(text_comparison(without_peer, made_up()), "a peer"), 2U);
}

TEST(table, has_as_many_cells_in_each_line_for_markdown) {
    const std::string text = markdown_table(made_up());
    EXPECT_EQ(occurrences(text, "\n"), 7U) << text;
    EXPECT_EQ(occurrences(text, "|"), 7U * 4) << text;
    EXPECT_NE(text.find("| **ARef&lt;Mm&gt;, checked** | 10.0 (8.00–12.0) |"), std::string::npos)
        << text;
}

TEST(picture, has_a_bar_and_a_whisker_for_each_figure) {
    const std::string picture = picture_of(made_up());
    EXPECT_EQ(occurrences(picture, "<rect class=\"mmspec\""), 4U);
    EXPECT_EQ(occurrences(picture, "<rect class=\"base\""), 2U);
    EXPECT_EQ(occurrences(picture, "<rect class=\"peer\""), 2U);
    EXPECT_EQ(occurrences(picture, "<path class=\"whisker\""), 8U);
    EXPECT_NE(picture.find("prefers-color-scheme: dark"), std::string::npos);
    EXPECT_EQ(occurrences(picture, "ARef<Mm>"), 0U) << "a name that is not escaped";
    EXPECT_EQ(picture, picture_of(made_up()));
}

TEST(picture, is_wide_enough_for_the_largest_and_the_smallest) {
    Record plain = made_up_plain();
    plain.all_series[4].nanoseconds = {0.1, 0.1, 0.1};
    const std::string picture = picture_of(figures_of(plain, made_up_checked()));
    EXPECT_NE(picture.find(">256</text>"), std::string::npos);
    EXPECT_NE(picture.find(">1/64</text>"), std::string::npos);
    EXPECT_EQ(picture.find("=\"-"), std::string::npos) << "something is left of the picture";
}

TEST(page, replaces_what_is_between_the_marks) {
    const std::string begin =
        "<!-- figures: made by ./mmspec bench --renew, which replaces what is here -->\n";
    const std::string end = "<!-- end of figures -->\n";
    EXPECT_EQ(with_section("a\n" + begin + "old\n" + end + "b\n", "new\n"),
              "a\n" + begin + "new\n" + end + "b\n");
    const std::vector<std::string> all_wrong{std::string("a\n"), begin, end + begin,
                                             begin + begin + end, begin + end + end};
    for (const std::string& wrong : all_wrong) {
        EXPECT_THROW(static_cast<void>(with_section(wrong, "new\n")), RecordError) << wrong;
    }
}

TEST(page, says_what_was_measured_where) {
    const std::string section = page_section(made_up_plain(), made_up_checked());
    EXPECT_NE(section.find("mm_struct 32, std::make_shared 24. Checked: mm_struct 32, "
                           "record of an mm 100, together 132."),
              std::string::npos)
        << section;
    EXPECT_NE(section.find("a processor, 2 processors, a compiler; other work took 3 %"),
              std::string::npos)
        << section;
}

TEST(page, says_when_the_machine_was_busy) {
    EXPECT_EQ(machine_in_words({"p", 2, "c", 10}).find("measure again"), std::string::npos);
    EXPECT_NE(machine_in_words({"p", 2, "c", 11}).find("measure again"), std::string::npos);
}

}  // namespace
}  // namespace mm::bench
