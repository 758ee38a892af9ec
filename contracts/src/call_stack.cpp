#include "mm/contracts/call_stack.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

// Under a name of its own, as in mm/contracts/boost_contract.hpp. The build says whether
// libbacktrace, which comes with g++, reads the names; without it only exported functions have one.
#define boost mmspec_boost

#include <boost/stacktrace.hpp>

#undef boost

namespace mm::contracts {
namespace {

namespace stacktrace = ::mmspec_boost::stacktrace;

constexpr std::size_t depth_limit = 32;

/// The library's own calls, which tell the reader nothing.
[[nodiscard]] bool is_ours(const std::string& function) {
    constexpr std::array<std::string_view, 4> spaces{
        "mm::checked::", "mm::contracts::", "mm::internal::", "mmspec_boost::"};
    return std::any_of(spaces.begin(), spaces.end(),
                       [&](std::string_view space) { return function.starts_with(space); });
}

[[nodiscard]] std::string call_in_words(const stacktrace::frame& call,
                                        const std::string& function) {
    const std::string file = call.source_file();
    if (!file.empty()) return function + " at " + file + ":" + std::to_string(call.source_line());
    return function.empty() ? stacktrace::to_string(call) : function;
}

}  // namespace

CallStack call_stack() {
    const stacktrace::stacktrace now(0, depth_limit);
    CallStack addresses;
    addresses.reserve(now.size());
    for (const stacktrace::frame& call : now) {
        // Into the call itself: what it returns to may be of the next line, or of another function.
        addresses.push_back(static_cast<const char*>(call.address()) - 1);
    }
    return addresses;
}

std::vector<std::string> in_words(const CallStack& stack) {
    std::vector<std::string> lines;
    for (const void* const address : stack) {
        const stacktrace::frame call(address);
        const std::string function = call.name();
        if (lines.empty() && is_ours(function)) continue;
        lines.push_back(call_in_words(call, function));
        if (function == "main") break;
    }
    return lines;
}

}  // namespace mm::contracts
