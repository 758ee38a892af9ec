#include "properties/arguments.hpp"

#include <algorithm>
#include <array>
#include <iostream>

namespace mm::proptests {

namespace {

constexpr std::uint64_t too_many_cases = 100000000;

[[nodiscard]] std::optional<std::uint64_t> number(const std::string& word) {
    if (word.empty() || word.size() > 18 ||
        word.find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    return std::stoull(word);
}

[[nodiscard]] std::optional<Arguments> refuse(const std::string& why) {
    std::cerr << why << "\n";
    return std::nullopt;
}

/// Sets what an option with a value says.
/// *Errors*: what is wrong with the value, or with the option.
[[nodiscard]] std::string set(Arguments& arguments, const std::string& option,
                              const std::string& word) {
    const auto value = number(word);
    if (option == "--tally") {
        arguments.tally = word;
    } else if (option == "--save") {
        arguments.save = word;
    } else if (option == "--cases") {
        if (!value || *value == 0 || *value >= too_many_cases) {
            return "--cases takes a whole number from 1 to " + std::to_string(too_many_cases - 1) +
                   ", not '" + word + "'";
        }
        arguments.cases = static_cast<int>(*value);
    } else {
        if (!value) {
            return option + " takes a whole number of at most 18 digits, not '" + word + "'";
        }
        (option == "--for" ? arguments.seconds : arguments.seed) = value;
    }
    return "";
}

}  // namespace

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 5> with_value{"--tally", "--save", "--cases", "--for",
                                                         "--seed"};
    Arguments arguments;
    for (auto word = words.begin(); word != words.end(); ++word) {
        const std::string& option = *word;
        if (option == "--help") {
            arguments.help = true;
        } else if (option == "--distribution") {
            arguments.distribution = true;
        } else if (option == "--no-steps") {
            arguments.no_steps = true;
        } else if (std::find(with_value.begin(), with_value.end(), option) == with_value.end()) {
            return refuse("'" + option + "' is no option");
        } else if (++word == words.end()) {
            return refuse(option + " needs a value");
        } else if (const std::string why = set(arguments, option, *word); !why.empty()) {
            return refuse(why);
        }
    }
    if (arguments.save.empty()) {
        arguments.save = std::filesystem::path(arguments.tally.value_or("")).parent_path() /
                         "counterexample.mmtrace";
    }
    return arguments;
}

}  // namespace mm::proptests
