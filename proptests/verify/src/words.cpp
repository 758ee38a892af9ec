#include "words.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace mm::verify {

std::string amount(std::uint64_t number) {
    if (number < 100'000) return std::to_string(number);
    if (number < 1'000'000) return std::to_string(number / 1000) + "k";
    constexpr std::array<char, 5> units{'M', 'G', 'T', 'P', 'E'};
    std::uint64_t tenths = number / 100'000;
    for (const char unit : units) {
        if (tenths < 10'000) {
            return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + unit;
        }
        tenths /= 1000;
    }
    return "many";
}

std::string counted(std::uint64_t number, std::string_view noun) {
    return amount(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string time_taken(Clock::duration time) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
    const auto seconds = milliseconds / 1000;
    if (seconds >= 60) {
        return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
    }
    return std::to_string(seconds) + "." + std::to_string(milliseconds / 100 % 10) + " s";
}

std::string left_aligned(std::string_view text, std::size_t width) {
    std::string filled(text);
    filled.resize(std::max(width, filled.size()), ' ');
    return filled;
}

std::string right_aligned(std::string_view text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ').append(text);
}

std::string shell_word(std::string_view text) {
    constexpr std::string_view harmless =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+=:,@%";
    if (!text.empty() && text.find_first_not_of(harmless) == text.npos) return std::string(text);
    std::string word = "'";
    for (const char letter : text) {
        if (letter == '\'') {
            word += "'\\''";
        } else {
            word += letter;
        }
    }
    return word + "'";
}

std::string listed(const std::vector<std::string>& parts) {
    std::string sentence;
    for (std::size_t part = 0; part != parts.size(); ++part) {
        if (part != 0) sentence += part + 1 == parts.size() ? " and " : ", ";
        sentence += parts[part];
    }
    return sentence;
}

std::string signal_name(int number) {
    const char* const abbreviation = sigabbrev_np(number);
    if (abbreviation == nullptr) return "signal " + std::to_string(number);
    return std::string("SIG") + abbreviation;
}

bool has_word(std::string_view words, std::string_view word) noexcept {
    while (!words.empty()) {
        const std::size_t space = std::min(words.find(' '), words.size());
        if (words.substr(0, space) == word) return true;
        words.remove_prefix(std::min(space + 1, words.size()));
    }
    return false;
}

std::vector<std::string_view> split(std::string_view words) {
    std::vector<std::string_view> parts;
    while (!words.empty()) {
        const std::size_t space = std::min(words.find(' '), words.size());
        if (space != 0) parts.push_back(words.substr(0, space));
        words.remove_prefix(std::min(space + 1, words.size()));
    }
    return parts;
}

std::string_view without_stop(std::string_view sentence) noexcept {
    while (!sentence.empty() && (sentence.back() == '.' || sentence.back() == ' ')) {
        sentence.remove_suffix(1);
    }
    return sentence;
}

}  // namespace mm::verify
