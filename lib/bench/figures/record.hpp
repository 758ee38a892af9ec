// What one run of the benchmarks measured, as it is kept in a file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace mm::bench {

/// What a row is to the others of its operation: `base` is what they are divided by.
enum class Kind : std::uint8_t { base, mmspec, peer };

/// The times of one subject at one operation, one number a repetition.
/// *Invariant*: there is at least one time, and each is above zero.
struct Series {
    std::string operation;
    std::string subject;
    Kind kind = Kind::peer;
    int threads = 1;
    std::vector<double> nanoseconds;
};

/// The memory of one object with its counts, and contents of one pointer.
struct Size {
    std::string subject;
    std::uint64_t bytes = 0;
};

/// Where it ran. `busy_percent` is the share of the processors that other work took in the second
/// before the first measurement.
struct Machine {
    std::string processor;
    unsigned processors = 0;
    std::string compiler;
    int busy_percent = 0;
};

/// *Invariant*: at each operation and number of threads exactly one series is the base.
struct Record {
    Machine machine;
    int repetitions = 0;
    std::vector<Size> sizes;
    std::vector<Series> all_series;
};

/// A file that cannot be read, is no record, or cannot be written; the text names cause and cure.
class RecordError : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// *Errors*: RecordError.
[[nodiscard]] Record read_record(const std::filesystem::path& file);

/// *Errors*: RecordError.
void write_record(const Record& record, const std::filesystem::path& file);

/// *Errors*: RecordError.
[[nodiscard]] std::string read_text(const std::filesystem::path& file);

/// *Errors*: RecordError; the file may then hold a part.
void write_text(const std::string& text, const std::filesystem::path& file);

}  // namespace mm::bench
