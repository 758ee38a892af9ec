#include "explorer/timeline.hpp"

#include <algorithm>
#include <string_view>

#include "explorer/sites.hpp"

namespace mm::explorer {
namespace {

[[nodiscard]] std::string hexadecimal(Word value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (Word left = value; left != 0; left >>= 4U) text.insert(text.begin(), digits[left & 15U]);
    return "0x" + text;
}

}  // namespace

std::string in_words(const Finding& finding, Word value) {
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

Timeline::Timeline(const Finding& finding, Order order) : finding_(finding), graph_(finding.graph) {
    std::vector<EventId> events;
    for (EventId id = 0; id != graph_.size(); ++id) events.push_back(id);
    if (order == Order::by_causes) {
        // A read may have been given a source that was added after it.
        std::stable_sort(events.begin(), events.end(), [this](EventId left, EventId right) {
            return number_of_causes(left) < number_of_causes(right);
        });
    }
    row_of_.fill(no_event);
    for (const EventId id : events) add(id);
    while (graph_.length(threads_) != 0) ++threads_;
}

std::optional<std::size_t> Timeline::source(const Row& row) const {
    const EventId read = graph_[row.first].reads_from;
    if (read == no_event || row_of_[read] == no_event) return std::nullopt;
    return row_of_[read];
}

std::string Timeline::describe(const Row& row) const {
    const Event& first = graph_[row.first];
    const Event& last = graph_[row.last];
    const std::string name = first.location == no_location ? "" : finding_.names[first.location];
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

std::string Timeline::line(std::size_t number) const {
    const Row& row = rows_[number];
    const std::string label = std::to_string(number + 1);
    // Wide steps of many threads go below one another, with the thread's name before each.
    return std::string(4 - std::min<std::size_t>(4, label.size()), ' ') + label + "  " +
           std::string(thread(row) * 6, ' ') + 'T' + std::to_string(thread(row)) + "  " +
           describe(row) + (row.trouble ? "    <<< here" : "") + '\n';
}

std::size_t Timeline::number_of_causes(EventId id) const {
    std::size_t number = 0;
    graph_[id].causes.for_each([&](EventId) { ++number; });
    return number;
}

void Timeline::add(EventId id) {
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

std::string Timeline::order_of(const Row& row) const {
    const std::memory_order first = graph_[row.first].order;
    const std::memory_order last = graph_[row.last].order;
    if (first == last) return ", " + std::string(memory_order_name(first));
    return ", " + std::string(memory_order_name(first)) + '/' +
           std::string(memory_order_name(last));
}

std::string Timeline::source_in_words(const Row& row) const {
    const auto from = source(row);
    return from ? " (from " + std::to_string(*from + 1) + ")" : " (as it began)";
}

}  // namespace mm::explorer
