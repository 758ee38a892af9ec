#include "explorer/report.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "explorer/sites.hpp"

namespace mm::explorer {
namespace {

/// One step of a thread: an event, or the two of a read-modify-write.
struct Row {
    EventId first = no_event;
    EventId last = no_event;
    bool trouble = false;
};

[[nodiscard]] std::string hexadecimal(Word value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (Word left = value; left != 0; left >>= 4U) text.insert(text.begin(), digits[left & 15U]);
    return "0x" + text;
}

/// A value as one reads it: what is named, or a little more than that, by the name; a small number
/// below zero as one; others that are large in hexadecimal.
[[nodiscard]] std::string in_words(const Finding& finding, Word value) {
    constexpr Word little = 4096;
    if (value < 1'000'000) return std::to_string(value);
    const NamedValue* nearest = nullptr;
    for (const NamedValue& named : finding.values) {
        const bool near = named.value <= value && value - named.value < little;
        if (near && (nearest == nullptr || named.value >= nearest->value)) nearest = &named;
    }
    if (nearest != nullptr) {
        const Word more = value - nearest->value;
        return nearest->name + (more == 0 ? "" : " + " + std::to_string(more));
    }
    if (Word{0} - value < little) return "-" + std::to_string(Word{0} - value);
    return hexadecimal(value);
}

class Timeline {
 public:
    explicit Timeline(const Finding& finding) : finding_(finding), graph_(finding.graph) {
        for (EventId id = 0; id != graph_.size(); ++id) by_causes_.push_back(id);
        // A read may have been given a source that was added after it.
        std::stable_sort(by_causes_.begin(), by_causes_.end(), [this](EventId left, EventId right) {
            return number_of_causes(left) < number_of_causes(right);
        });
        row_of_.fill(no_event);
        for (const EventId id : by_causes_) add(id);
        while (graph_.length(threads_) != 0) ++threads_;
    }

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    [[nodiscard]] std::size_t threads() const { return threads_; }
    [[nodiscard]] std::size_t thread(const Row& row) const { return graph_[row.first].thread; }
    /// The row of the write that a row reads, if another thread wrote it.
    [[nodiscard]] std::optional<std::size_t> source(const Row& row) const {
        const EventId read = graph_[row.first].reads_from;
        if (read == no_event || row_of_[read] == no_event) return std::nullopt;
        return row_of_[read];
    }

    [[nodiscard]] std::string describe(const Row& row) const {
        const Event& first = graph_[row.first];
        const Event& last = graph_[row.last];
        const std::string name =
            first.location == no_location ? "" : finding_.names[first.location];
        switch (first.kind) {
            case Kind::born:
                return name + " begins as " + in_words(finding_, first.value);
            case Kind::gone:
                return name + " ends";
            case Kind::read: {
                std::string text = name + ' ' + in_words(finding_, first.value);
                if (row.first != row.last) text += " -> " + in_words(finding_, last.value);
                if (row.first == row.last) text = "reads " + text;
                return text + order_of(row) + source_in_words(row);
            }
            case Kind::write:
                return name + " := " + in_words(finding_, first.value) + order_of(row);
            case Kind::fence:
                return "fence" + order_of(row);
            case Kind::plain_read:
                return "reads " + name + ", not atomic";
            case Kind::plain_write:
                return "writes " + name + ", not atomic";
            case Kind::choice:
                return "chooses " + in_words(finding_, first.value);
            case Kind::fork:
                return "starts the threads";
            case Kind::join:
                return "all threads have ended";
        }
        return {};
    }

 private:
    [[nodiscard]] std::size_t number_of_causes(EventId id) const {
        std::size_t number = 0;
        graph_[id].causes.for_each([&](EventId) { ++number; });
        return number;
    }

    void add(EventId id) {
        const Event& event = graph_[id];
        const bool trouble =
            std::find(finding_.events.begin(), finding_.events.end(), id) != finding_.events.end();
        // How thread 0 makes what the threads share is told by what they read.
        if (event.thread == 0 && (graph_.forked() == no_event || id < graph_.forked())) return;
        if (event.kind == Kind::write && event.exclusive) {
            const EventId read = graph_.at(event.thread, event.index - 1U);
            row_of_[id] = row_of_[read];
            rows_[row_of_[read]].last = id;
            rows_[row_of_[read]].trouble |= trouble;
            return;
        }
        row_of_[id] = static_cast<EventId>(rows_.size());
        rows_.push_back({id, id, trouble});
    }

    [[nodiscard]] std::string order_of(const Row& row) const {
        const std::memory_order first = graph_[row.first].order;
        const std::memory_order last = graph_[row.last].order;
        if (first == last) return ", " + std::string(name_of(first));
        return ", " + std::string(name_of(first)) + '/' + std::string(name_of(last));
    }
    [[nodiscard]] std::string source_in_words(const Row& row) const {
        const auto from = source(row);
        return from ? " (from " + std::to_string(*from + 1) + ")" : " (as it began)";
    }

    const Finding& finding_;
    const ExecutionGraph& graph_;
    std::vector<EventId> by_causes_;
    std::vector<Row> rows_;
    std::array<EventId, most_events> row_of_{};
    std::size_t threads_ = 0;
};

[[nodiscard]] std::string escaped(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        switch (letter) {
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '&':
                result += "&amp;";
                break;
            default:
                result += letter;
        }
    }
    return result;
}

}  // namespace

std::string timeline_text(const Finding& finding) {
    const Timeline timeline(finding);
    // Wide steps of many threads go below one another, with the thread's name before each.
    std::string text;
    for (std::size_t number = 0; number != timeline.rows().size(); ++number) {
        const Row& row = timeline.rows()[number];
        const std::string label = std::to_string(number + 1);
        text += std::string(4 - std::min<std::size_t>(4, label.size()), ' ') + label + "  " +
                std::string(timeline.thread(row) * 6, ' ') + 'T' +
                std::to_string(timeline.thread(row)) + "  " + timeline.describe(row) +
                (row.trouble ? "    <<< here" : "") + '\n';
    }
    return text;
}

std::size_t switches_of_thread(const Finding& finding) {
    const Timeline timeline(finding);
    std::size_t switches = 0;
    for (std::size_t number = 1; number < timeline.rows().size(); ++number) {
        const auto thread = [&](std::size_t row) { return timeline.thread(timeline.rows()[row]); };
        if (thread(number) != thread(number - 1)) ++switches;
    }
    return switches;
}

std::string timeline_svg(const Finding& finding) {
    const Timeline timeline(finding);
    constexpr std::size_t column = 300;
    constexpr std::size_t line = 26;
    constexpr std::size_t top = 60;
    const auto left_of = [](std::size_t thread) { return std::to_string(20 + thread * column); };
    const auto y_of = [](std::size_t row) { return std::to_string(top + row * line); };
    const std::size_t width = 40 + timeline.threads() * column;
    const std::size_t height = top + 20 + timeline.rows().size() * line;
    std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(width) + ' ' +
        std::to_string(height) +
        "\" font-family=\"monospace\" font-size=\"13\">\n"
        "<style>text{fill:#222}.t{fill:#b00020;font-weight:bold}path{fill:none;stroke:#3b6fb6}"
        "rect{fill:#fff}line{stroke:#ccc}"
        "@media (prefers-color-scheme:dark){text{fill:#ddd}.t{fill:#ff7b72}rect{fill:#111}"
        "path{stroke:#79a8e8}line{stroke:#444}}</style>\n"
        "<defs><marker id=\"to\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
        "orient=\"auto\"><path d=\"M0,0L8,4L0,8\"/></marker></defs>\n"
        "<rect width=\"100%\" height=\"100%\"/>\n<text x=\"20\" y=\"20\" class=\"t\">" +
        escaped(finding.what) + "</text>\n";
    for (std::size_t thread = 0; thread != timeline.threads(); ++thread) {
        svg += "<text x=\"" + left_of(thread) + "\" y=\"42\">thread " + std::to_string(thread) +
               "</text>\n<line x1=\"" + left_of(thread) + "\" y1=\"46\" x2=\"" + left_of(thread) +
               "\" y2=\"" + std::to_string(height - 10) + "\"/>\n";
    }
    for (std::size_t number = 0; number != timeline.rows().size(); ++number) {
        const Row& row = timeline.rows()[number];
        svg += "<text x=\"" + std::to_string(26 + timeline.thread(row) * column) + "\" y=\"" +
               y_of(number) + "\"" + (row.trouble ? " class=\"t\"" : "") + '>' +
               std::to_string(number + 1) + ' ' + escaped(timeline.describe(row)) + "</text>\n";
        const auto from = timeline.source(row);
        if (!from || timeline.thread(timeline.rows()[*from]) == timeline.thread(row)) continue;
        const std::size_t x1 = 20 + timeline.thread(timeline.rows()[*from]) * column;
        const std::size_t x2 = 20 + timeline.thread(row) * column;
        const std::size_t y1 = top + *from * line - 4;
        const std::size_t y2 = top + number * line - 4;
        svg += "<path d=\"M" + std::to_string(x1) + ',' + std::to_string(y1) + "C" +
               std::to_string((x1 + x2) / 2) + ',' + std::to_string(y1) + ' ' +
               std::to_string((x1 + x2) / 2) + ',' + std::to_string(y2) + ' ' + std::to_string(x2) +
               ',' + std::to_string(y2) + "\" marker-end=\"url(#to)\"/>\n";
    }
    return svg + "</svg>\n";
}

}  // namespace mm::explorer
