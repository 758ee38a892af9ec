#include "record.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace mm::bench {

using Json = nlohmann::ordered_json;

NLOHMANN_JSON_SERIALIZE_ENUM(Kind,
                             {{Kind::base, "base"}, {Kind::mmspec, "mmspec"}, {Kind::peer, "peer"}})

namespace {

[[nodiscard]] Kind kind_of(const Json& value) {
    const Kind kind = value.get<Kind>();
    // What it does not know the library takes for the first.
    if (Json(kind) != value)
        throw RecordError("a kind is base, mmspec or peer, not " + value.dump());
    return kind;
}

[[nodiscard]] Series series_from(const Json& value) {
    Series series;
    series.operation = value.at("operation").get<std::string>();
    series.subject = value.at("subject").get<std::string>();
    series.kind = kind_of(value.at("kind"));
    series.threads = value.at("threads").get<int>();
    series.nanoseconds = value.at("nanoseconds").get<std::vector<double>>();
    const std::string name = series.operation + ", " + series.subject;
    if (series.nanoseconds.empty()) throw RecordError(name + " has no time");
    for (const double time : series.nanoseconds) {
        if (!(time > 0)) throw RecordError(name + " has a time that is not above zero");
    }
    return series;
}

void require_one_base(const std::vector<Series>& all) {
    for (const Series& series : all) {
        const auto bases = std::count_if(all.begin(), all.end(), [&series](const Series& other) {
            return other.kind == Kind::base && other.operation == series.operation &&
                   other.threads == series.threads;
        });
        if (bases != 1) {
            throw RecordError(series.operation + " at " + std::to_string(series.threads) +
                              " threads has " + std::to_string(bases) + " bases, not 1");
        }
    }
}

[[nodiscard]] Record record_from(const Json& document) {
    Record record;
    const Json& machine = document.at("machine");
    record.machine.processor = machine.at("processor").get<std::string>();
    record.machine.processors = machine.at("processors").get<unsigned>();
    record.machine.compiler = machine.at("compiler").get<std::string>();
    record.machine.busy_percent = machine.at("busy_percent").get<int>();
    record.repetitions = document.at("repetitions").get<int>();
    for (const Json& size : document.at("sizes")) {
        record.sizes.push_back(
            {size.at("subject").get<std::string>(), size.at("bytes").get<std::uint64_t>()});
    }
    for (const Json& series : document.at("series")) {
        record.all_series.push_back(series_from(series));
    }
    if (record.all_series.empty()) throw RecordError("it holds no series");
    require_one_base(record.all_series);
    return record;
}

/// Adds a member of an array, on a line of its own, so that two files compare well.
void append_line(std::string& members, const Json& member) {
    members += (members.empty() ? "\n " : ",\n ") + member.dump();
}

}  // namespace

std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream || !text) {
        throw RecordError(file.string() + " cannot be read: is it there, and is it yours to read?");
    }
    return text.str();
}

void write_text(const std::string& text, const std::filesystem::path& file) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text << std::flush;
    if (!stream) {
        throw RecordError(file.string() + " cannot be written: check its folder, the rights and " +
                          "the disk.");
    }
}

Record read_record(const std::filesystem::path& file) {
    const std::string text = read_text(file);
    std::string cause;
    try {
        return record_from(Json::parse(text));
    } catch (const Json::exception& error) {
        cause = error.what();
    } catch (const RecordError& error) {
        cause = error.what();
    }
    throw RecordError(file.string() + " is no record of a run (" + cause +
                      "). Take it back from version control, or make it anew with ./mmspec bench.");
}

void write_record(const Record& record, const std::filesystem::path& file) {
    std::string sizes;
    for (const Size& size : record.sizes) {
        append_line(sizes, {{"subject", size.subject}, {"bytes", size.bytes}});
    }
    std::string all;
    for (const Series& series : record.all_series) {
        append_line(all, {{"operation", series.operation},
                          {"subject", series.subject},
                          {"kind", series.kind},
                          {"threads", series.threads},
                          {"nanoseconds", series.nanoseconds}});
    }
    const Json machine{{"processor", record.machine.processor},
                       {"processors", record.machine.processors},
                       {"compiler", record.machine.compiler},
                       {"busy_percent", record.machine.busy_percent}};
    write_text("{\"machine\": " + machine.dump() +
                   ",\n\"repetitions\": " + std::to_string(record.repetitions) + ",\n\"sizes\": [" +
                   sizes + "],\n\"series\": [" + all + "]}\n",
               file);
}

}  // namespace mm::bench
