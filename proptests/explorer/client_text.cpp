#include "explorer/client_text.hpp"

#include <cctype>
#include <sstream>

namespace mm::explorer {

using proptests::Operation;
using proptests::Owned;

namespace {

/// The references in a word such as `2u1g`.
[[nodiscard]] std::optional<Owned> owned_from(const std::string& word) {
    if (word.size() != 4 || word[1] != 'u' || word[3] != 'g' || std::isdigit(word[0]) == 0 ||
        std::isdigit(word[2]) == 0) {
        return std::nullopt;
    }
    return Owned{static_cast<std::uint32_t>(word[0] - '0'),
                 static_cast<std::uint32_t>(word[2] - '0')};
}

[[nodiscard]] std::optional<Operation> operation_from(const std::string& word,
                                                      Interface interface) {
    for (const Operation& operation : operations_of(interface)) {
        if (name_of(operation) == word) return operation;
    }
    return std::nullopt;
}

}  // namespace

std::string to_text(const ClientProgram& program) {
    const proptests::ConcurrentProgram& drawn = program.drawn;
    std::string text;
    if (program.interface != Interface::raw_calls) {
        text = std::string(name_of(program.interface)) + ':';
    }
    for (std::size_t thread = 1; thread <= drawn.threads.size(); ++thread) {
        const Owned& owned = drawn.owned[thread][0];
        if (thread != 1) text += " |";
        if (!text.empty()) text += ' ';
        text += std::to_string(owned.users) + 'u' + std::to_string(owned.grabs) + 'g';
        for (const Operation& operation : drawn.threads[thread - 1]) {
            (text += ' ') += name_of(operation);
        }
    }
    return text;
}

std::optional<ClientProgram> client_from(std::string_view text, std::string& error) {
    ClientProgram program;
    proptests::ConcurrentProgram& drawn = program.drawn;
    std::istringstream words{std::string(text)};
    std::uint32_t users = 0;
    // The most that the thread may have by now.
    Owned most{};
    bool begins = true;
    for (std::string word; words >> word;) {
        if (drawn.threads.empty() && word.ends_with(':')) {
            const auto through = interface_named(std::string_view(word).substr(0, word.size() - 1));
            if (!through) {
                error = "'" + word + "': through raw:, arefs: or own:";
                return std::nullopt;
            }
            program.interface = *through;
        } else if (begins) {
            const auto owned = owned_from(word);
            if (!owned) {
                error = "'" + word + "': a thread begins with what it owns, such as 1u0g";
                return std::nullopt;
            }
            if (drawn.threads.size() == proptests::most_lanes - 1) {
                error = "more than " + std::to_string(proptests::most_lanes - 1) + " threads";
                return std::nullopt;
            }
            drawn.threads.emplace_back();
            drawn.owned[drawn.threads.size()][0] = *owned;
            users += owned->users;
            most = *owned;
            begins = false;
        } else if (word == "|") {
            begins = true;
        } else if (auto operation = operation_from(word, program.interface)) {
            if (!client_may_do(*operation, most)) {
                error = "'" + word + "': thread " + std::to_string(drawn.threads.size()) +
                        " has no reference there that it could do it with";
                return std::nullopt;
            }
            client_accounts(*operation, true, most);
            operation->thread = static_cast<std::uint8_t>(drawn.threads.size());
            drawn.threads.back().push_back(*operation);
        } else {
            error = "'" + word + "' is none of the operations of a client:";
            for (const Operation& known : operations_of(program.interface)) {
                (error += ' ') += name_of(known);
            }
            return std::nullopt;
        }
    }
    if (begins) {
        error = "a thread is missing, such as '1u0g mmput'";
        return std::nullopt;
    }
    if (users == 0) {
        error = "no thread owns a user, and an mm begins with one";
        return std::nullopt;
    }
    return program;
}

}  // namespace mm::explorer
