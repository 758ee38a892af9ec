// Each memory order of the library has its use, and the page of the specification says which.
#include "explorer/orders.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "explorer/client.hpp"
#include "explorer/exploration.hpp"

namespace mm::explorer {
namespace {

TEST(Orders, EachBreaksAProgramWhenItIsWeakened) {
    std::size_t number = 0;
    const auto weakenings =
        weaken_each({.threads = 3, .each = 4, .all = 4}, [&](const Weakening& weakening) {
            ++number;
            EXPECT_TRUE(weakening.finding) << weakening.site.place.function << " needs no "
                                           << memory_order_name(weakening.site.order);
        });
    EXPECT_EQ(number, 8U);
    std::ifstream page(MMSPEC_MEMORY_ORDERS);
    std::ostringstream text;
    text << page.rdbuf();
    EXPECT_NE(text.str().find(orders_table(weakenings)), std::string::npos)
        << "spec/memory_orders.md is not up to date: `./mmspec explore --orders --renew` puts "
           "this\n"
           "table there:\n"
        << orders_table(weakenings);
}

[[nodiscard]] std::vector<std::memory_order> stronger(Part part, std::memory_order order) {
    std::vector<std::memory_order> found;
    switch (order) {
        case std::memory_order_relaxed:
            found = {std::memory_order_acquire, std::memory_order_release,
                     std::memory_order_acq_rel, std::memory_order_seq_cst};
            break;
        case std::memory_order_acquire:
        case std::memory_order_release:
            found = {std::memory_order_acq_rel, std::memory_order_seq_cst};
            break;
        case std::memory_order_acq_rel:
            found = {std::memory_order_seq_cst};
            break;
        default:
            break;
    }
    std::erase_if(found, [part](std::memory_order strong) { return !possible(part, strong); });
    return found;
}

// Through raw calls alone: the others come by the same orders.
TEST(Orders, StrongerThanTheLibrarysChangeNothing) {
    constexpr std::array through{Interface::raw_calls};
    const Bound bound{.threads = 2, .each = 3, .all = 4, .through = through};
    const auto executions = [&](Sites& sites) {
        std::vector<std::uint64_t> each;
        for_each_client(bound, [&](const ClientProgram& drawn) {
            const Exploration explored = explore(client(drawn), sites);
            EXPECT_FALSE(explored.finding);
            each.push_back(explored.executions);
            return true;
        });
        return each;
    };
    Sites sites;
    const auto as_it_is = executions(sites);
    const std::vector<Site> all = sites.all();
    std::size_t strengthened = 0;
    for (const Site& site : all) {
        if (!file_of(site).starts_with("lib/")) continue;
        for (const std::memory_order by : stronger(site.part, site.order)) {
            ++strengthened;
            Sites changed;
            changed.replace(site, by);
            EXPECT_EQ(executions(changed), as_it_is)
                << site.place.function << ' ' << memory_order_name(by) << " instead of "
                << memory_order_name(site.order);
        }
    }
    EXPECT_EQ(strengthened, 27U);
}

TEST(Orders, HaveNextWeakerOnes) {
    EXPECT_EQ(weaker(Part::load, std::memory_order_seq_cst),
              std::vector{std::memory_order_acquire});
    EXPECT_EQ(weaker(Part::update, std::memory_order_acq_rel),
              (std::vector{std::memory_order_acquire, std::memory_order_release}));
    EXPECT_EQ(weaker(Part::load, std::memory_order_relaxed), std::vector<std::memory_order>{});
}

}  // namespace
}  // namespace mm::explorer
