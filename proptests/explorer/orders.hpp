// What each memory order of the library is good for.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "explorer/catalogue.hpp"
#include "explorer/machine.hpp"

namespace mm::explorer {

/// A weaker order in the place of one of the library's, and what comes of it.
struct Weakening {
    Site site{};
    std::memory_order by{};
    /// The smallest program that breaks, and its smallest execution that does; empty if none within
    /// the bound does.
    std::optional<ClientProgram> program{};
    std::optional<Finding> finding{};
    std::uint64_t executions = 0;
};

/// The next weaker orders of an order at such a part.
[[nodiscard]] std::vector<std::memory_order> weaker(Part part, std::memory_order order);

/// Puts each weaker order in the place of each order of the library that is stronger than relaxed,
/// one at a time, and looks within the bound for the smallest program that breaks. `told` hears of
/// each as it is found. Ends early, without the one that it was at, when `stop` asks for it.
/// *Requires*: the programs of the bound are right as the library is.
[[nodiscard]] std::vector<Weakening> weaken_each(
    const Bound& bound, const std::function<void(const Weakening&)>& told,
    const std::function<bool()>& stop = [] { return false; });

/// The function in which a site stands, without its class and its arguments: `close`.
[[nodiscard]] std::string function_of(const Site& site);
/// Its file, from the library's folder on: `lib/include/mm/two_tier_count.hpp`.
[[nodiscard]] std::string file_of(const Site& site);

/// The table as Markdown, the same from one compiler to the next.
[[nodiscard]] std::string orders_table(const std::vector<Weakening>& weakenings);

/// `page` with `table` in the place of the one such table that it has; empty if it has none.
[[nodiscard]] std::optional<std::string> with_orders_table(const std::string& page,
                                                           const std::string& table);

}  // namespace mm::explorer
