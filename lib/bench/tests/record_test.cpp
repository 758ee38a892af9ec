// The file of a run: written, read again, and damaged.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "made_up_run.hpp"
#include "record.hpp"

namespace mm::bench {
namespace {

/// A file of this test, which ends with it.
class RecordFile : public testing::Test {
 protected:
    RecordFile() {
        const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
        file_ = std::filesystem::path(testing::TempDir()) /
                ("mmspec_record_" + std::to_string(getpid()) + "_" + test.name() + ".json");
        write_record(made_up_plain(), file_);
    }
    ~RecordFile() override { std::filesystem::remove(file_); }

    /// Replaces `part`, which is there, and expects that the file is refused because of `cause`.
    void refused_with(const std::string& part, const std::string& other, const std::string& cause) {
        write_record(made_up_plain(), file_);
        std::string text = read_text(file_);
        const std::size_t at = text.find(part);
        ASSERT_NE(at, std::string::npos) << part << " is not in " << text;
        write_text(text.replace(at, part.size(), other), file_);
        try {
            static_cast<void>(read_record(file_));
            ADD_FAILURE() << "read with " << other << " for " << part;
        } catch (const RecordError& error) {
            const std::string said = error.what();
            EXPECT_NE(said.find(file_.string() + " is no record of a run"), std::string::npos)
                << said;
            EXPECT_NE(said.find(cause), std::string::npos) << said;
            EXPECT_NE(said.find("make it anew with ./mmspec bench"), std::string::npos) << said;
        }
    }

    std::filesystem::path file_;
};

TEST_F(RecordFile, is_read_as_it_was_written) {
    const Record record = read_record(file_);
    const Record made_up = made_up_plain();
    EXPECT_EQ(record.machine.processor, made_up.machine.processor);
    EXPECT_EQ(record.machine.busy_percent, 3);
    EXPECT_EQ(record.repetitions, 3);
    ASSERT_EQ(record.sizes.size(), 2U);
    EXPECT_EQ(record.sizes[1].bytes, 24U);
    ASSERT_EQ(record.all_series.size(), made_up.all_series.size());
    for (std::size_t i = 0; i != record.all_series.size(); ++i) {
        EXPECT_EQ(record.all_series[i].subject, made_up.all_series[i].subject);
        EXPECT_EQ(record.all_series[i].kind, made_up.all_series[i].kind);
        EXPECT_EQ(record.all_series[i].nanoseconds, made_up.all_series[i].nanoseconds);
    }
    const std::string text = read_text(file_);
    write_record(record, file_);
    EXPECT_EQ(read_text(file_), text);
}

TEST_F(RecordFile, is_refused_when_it_is_damaged) {
    refused_with("]}\n", "", "parse error");
    refused_with("\"sizes\"", "\"size\"", "'sizes' not found");
    refused_with("\"bytes\":32", "\"bytes\":\"32\"", "must be number");
    refused_with("\"kind\":\"peer\"", "\"kind\":\"pear\"", "not \"pear\"");
    refused_with("[10.0,11.0,9.0]", "[]", "ARef<Mm> has no time");
    refused_with("[10.0,11.0,9.0]", "[10.0,0,9.0]", "not above zero");
    refused_with("\"kind\":\"base\"", "\"kind\":\"peer\"", "0 bases, not 1");
    refused_with("\"kind\":\"mmspec\"", "\"kind\":\"base\"", "2 bases, not 1");
}

TEST_F(RecordFile, is_refused_when_it_holds_nothing) {
    Record empty = made_up_plain();
    empty.all_series.clear();
    write_record(empty, file_);
    EXPECT_THROW(static_cast<void>(read_record(file_)), RecordError);
    write_text("", file_);
    EXPECT_THROW(static_cast<void>(read_record(file_)), RecordError);
}

TEST_F(RecordFile, is_named_when_it_cannot_be_reached) {
    try {
        static_cast<void>(read_record(file_ / "none"));
        ADD_FAILURE() << "read";
    } catch (const RecordError& error) {
        EXPECT_NE(std::string(error.what()).find("cannot be read"), std::string::npos);
    }
    EXPECT_THROW(write_text("", file_ / "none"), RecordError);
    EXPECT_THROW(static_cast<void>(read_text(file_.parent_path())), RecordError);
}

}  // namespace
}  // namespace mm::bench
