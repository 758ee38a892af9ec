// The places in the source at which a memory order stands.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explorer/event.hpp"
#include "schedule/memory_order_name.hpp"

namespace mm::explorer {

using proptests::memory_order_name;

/// What an order stands at: a compare-exchange has two.
enum class Part : std::uint8_t { load, store, update, success, failure, fence };

/// A place in the source. std::source_location, which clang 14 has not.
struct Place {
    const char* file = "";
    std::uint32_t line = 0;
    const char* function = "";

    [[nodiscard]] static constexpr Place here(
        const char* file = __builtin_FILE(), std::uint32_t line = __builtin_LINE(),
        const char* function = __builtin_FUNCTION()) noexcept {
        return {file, line, function};
    }
};

struct Site {
    Place place{};
    Part part{};
    /// As the source has it.
    std::memory_order order{};
};

/// Every site that a program has come by, and at most one whose order is another than the source's.
class Sites {
 public:
    /// The site's number and the order that it has now.
    struct Found {
        SiteId id = no_site;
        std::memory_order order{};
    };
    Found find(const Place& place, Part part, std::memory_order order);

    [[nodiscard]] const std::vector<Site>& all() const noexcept { return sites_; }
    /// From now on the order at this site is another.
    void replace(const Site& site, std::memory_order by);

 private:
    [[nodiscard]] SiteId number_of(const Site& site);

    std::vector<Site> sites_;
    Found replaced_{};
};

[[nodiscard]] std::string_view name_of(Part part) noexcept;

/// `order` as a part of an operation can have it: a load that releases nothing, and so on.
[[nodiscard]] bool possible(Part part, std::memory_order order) noexcept;

}  // namespace mm::explorer
