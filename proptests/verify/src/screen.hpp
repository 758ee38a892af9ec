// Where the run is shown: a terminal or a file.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace mm::verify {

enum class Colour { green, red, yellow, bold };

/// *Invariant*: colour and the live line go to a terminal only; NO_COLOR in the environment forbids
/// colour.
class Screen {
 public:
    /// Looks at what standard output is.
    Screen();
    /// What is printed elsewhere afterwards starts in a clean line.
    ~Screen() { flush(); }

    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// `text` in a colour, if the screen has any.
    [[nodiscard]] std::string paint(Colour colour, std::string_view text) const;

    /// Prints a line in place of the live line.
    void line(std::string_view text = {});
    /// Shows `text`, cut to the width of the terminal, until the next line; nothing in a file.
    void live(std::string_view text);

    /// False once something could not be printed.
    bool flush();

 private:
    void clear_live();

    bool terminal_ = false;
    bool colour_ = false;
    bool live_shown_ = false;
};

}  // namespace mm::verify
