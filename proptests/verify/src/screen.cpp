#include "screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace mm::verify {
namespace {

constexpr std::string_view erase_line = "\r\x1b[K";

[[nodiscard]] std::string_view variable(const char* name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing changes the environment while it is read
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view{} : value;
}

[[nodiscard]] std::size_t terminal_width() {
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
    return known ? size.ws_col : 80;
}

[[nodiscard]] std::string_view code(Colour colour) {
    switch (colour) {
        case Colour::green:
            return "\x1b[32m";
        case Colour::red:
            return "\x1b[1;31m";
        case Colour::yellow:
            return "\x1b[33m";
        case Colour::bold:
            return "\x1b[1m";
    }
    return {};
}

/// At most `width` bytes, and no character of several bytes cut in its middle.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t width) {
    if (text.size() <= width) return text;
    while (width != 0 && (static_cast<unsigned char>(text[width]) & 0xc0) == 0x80) --width;
    return text.substr(0, width);
}

}  // namespace

Screen::Screen()
    : terminal_(isatty(STDOUT_FILENO) == 1 && variable("TERM") != "dumb"),
      colour_(terminal_ && variable("NO_COLOR").empty()) {}

std::string Screen::paint(Colour colour, std::string_view text) const {
    if (!colour_) return std::string(text);
    return std::string(code(colour)) + std::string(text) + "\x1b[0m";
}

void Screen::line(std::string_view text) {
    clear_live();
    std::cout << text << '\n' << std::flush;
}

void Screen::live(std::string_view text) {
    if (!terminal_) return;
    // One column stays free: some terminals begin a new line when the last one is filled.
    std::cout << erase_line << cut(text, terminal_width() - 1) << std::flush;
    live_shown_ = true;
}

bool Screen::flush() {
    clear_live();
    return static_cast<bool>(std::cout.flush());
}

void Screen::clear_live() {
    if (live_shown_) std::cout << erase_line;
    live_shown_ = false;
}

}  // namespace mm::verify
