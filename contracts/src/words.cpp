#include "words.hpp"

#include <cstdint>
#include <cstdio>

namespace mm::contracts {

std::string_view name_of(Phase phase) noexcept {
    switch (phase) {
        case Phase::never:
            return "never made";
        case Phase::live:
            return "live";
        case Phase::tearing_down:
            return "tearing down";
        case Phase::torn_down:
            return "torn down";
        case Phase::freed:
            return "freed";
    }
    return "unknown";
}

std::string in_words(Place place) {
    if (place.file == nullptr) return "a destructor, an operator or a pointer to a function";
    return std::string(place.file) + ":" + std::to_string(place.line);
}

std::string in_words(Owned owned) {
    return std::to_string(owned.raw) + " owned by raw code, " + std::to_string(owned.aref) +
           " by ARefs";
}

std::string_view name_of(spec::Operation operation, TypeName type) noexcept {
    const spec::OperationText& text = spec::text(operation);
    return type == mm_struct_type ? text.name : text.own_type;
}

std::string in_words(const Step& step, TypeName type) {
    std::string text = "T";
    text += std::to_string(step.thread);
    text += ' ';
    text += name_of(step.operation, type);
    text += step.orphaned ? " a    # refused in the atomic context since " : " a    # ";
    text += in_words(step.place);
    return text;
}

std::string heading(TypeName type) {
    constexpr std::size_t column = 12;
    const std::string_view name = type;
    return "  " + std::string(name) +
           std::string(name.size() < column ? column - name.size() : 1, ' ');
}

std::string address(const void* object) {
    char text[2 + 2 * sizeof(std::uintptr_t) + 1];
    std::snprintf(text, sizeof text, "%p", object);
    return object == nullptr ? "null" : text;
}

}  // namespace mm::contracts
