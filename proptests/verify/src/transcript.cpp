#include "transcript.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace mm::verify {
namespace {

constexpr std::size_t longest_line = 2000;
constexpr std::size_t longest_report = 40;
constexpr std::size_t most_kept = 20;
constexpr std::size_t most_recent = 60;
constexpr std::size_t longest_tail = 25;

[[nodiscard]] bool contains_any(std::string_view line, const std::vector<std::string_view>& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return line.find(part) != line.npos; });
}

/// Without characters that would steer a terminal.
[[nodiscard]] std::string printable(std::string line) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    for (char& letter : line) {
        const auto code = static_cast<unsigned char>(letter);
        if ((code < 0x20 && letter != '\t') || code == 0x7f) letter = '?';
    }
    return line;
}

[[nodiscard]] bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == line.npos;
}

}  // namespace

Transcript::Transcript(std::filesystem::path log, Markers markers)
    : path_(std::move(log)), markers_(std::move(markers)) {
    log_ = FileDescriptor(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!log_.is_open()) throw cannot_write(errno);
}

void Transcript::add(std::string_view output) {
    write(output);
    while (!output.empty()) {
        const std::size_t end = output.find('\n');
        unfinished_.append(output.substr(0, std::min(end, longest_line)));
        if (unfinished_.size() > longest_line) unfinished_.resize(longest_line);
        if (end == output.npos) return;
        add_line(printable(std::exchange(unfinished_, {})));
        output.remove_prefix(end + 1);
    }
}

void Transcript::finish() {
    if (!unfinished_.empty()) add_line(printable(std::exchange(unfinished_, {})));
}

void Transcript::add_line(std::string line) {
    if (is_blank(line)) return;
    last_line_ = line;
    if ((line.starts_with("replay:") || line.starts_with("saved:")) && kept_.size() < most_kept) {
        kept_.push_back(line);
        return;
    }
    note_not_run(line);
    if (contains_any(line, markers_.routine)) return;
    const bool in_report = !report_.empty() && report_.size() < longest_report;
    if (in_report || (report_.empty() && contains_any(line, markers_.telling))) {
        report_.push_back(line);
    }
    recent_.push_back(std::move(line));
    if (recent_.size() > most_recent) recent_.pop_front();
}

void Transcript::note_not_run(std::string_view line) {
    constexpr std::string_view marker = "not run: ";
    const std::size_t found = line.find(marker);
    if (found == line.npos) return;
    // A program may say it at the part that is not run, and again at its end.
    const std::string reason(line.substr(found + marker.size()));
    if (std::find(not_run_.begin(), not_run_.end(), reason) == not_run_.end()) {
        not_run_.push_back(reason);
    }
}

std::vector<std::string> Transcript::excerpt() const {
    if (!report_.empty()) return report_;
    const std::size_t skipped = recent_.size() - std::min(recent_.size(), longest_tail);
    return {recent_.begin() + static_cast<std::ptrdiff_t>(skipped), recent_.end()};
}

std::string_view Transcript::after(std::string_view marker) const noexcept {
    for (auto line = recent_.rbegin(); line != recent_.rend(); ++line) {
        const std::size_t found = line->find(marker);
        if (found == line->npos) continue;
        const std::string_view rest = std::string_view(*line).substr(found + marker.size());
        return rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    }
    return {};
}

void Transcript::write(std::string_view output) {
    while (!output.empty()) {
        const ssize_t written = ::write(log_.get(), output.data(), output.size());
        if (written >= 0) {
            output.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            throw cannot_write(errno);
        }
    }
}

Failure Transcript::cannot_write(int error) const {
    const std::string cure = error == ENOSPC || error == EDQUOT
                                 ? "free some space and run again."
                                 : "check the rights of the folder and run again.";
    return {ExitStatus::environment, "cannot write the log " + path_.string() + ": " +
                                         std::generic_category().message(error) + "; " + cure};
}

}  // namespace mm::verify
