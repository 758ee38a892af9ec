#include <filesystem>
#include <iostream>
#include <string>

#include "explorer/commands.hpp"
#include "explorer/orders.hpp"
#include "explorer/saved_run.hpp"
#include "runner/text_file.hpp"

namespace mm::explorer {
namespace {

/// Puts the table into the page, if it is another one.
[[nodiscard]] int renew(const std::filesystem::path& page, const std::string& table) {
    const auto text = proptests::read_text(page);
    if (!text) return 2;
    const auto renewed = with_orders_table(*text, table);
    if (!renewed) {
        std::cerr << page.string()
                  << ": has no table of memory orders: name the page that has it\n";
        return 2;
    }
    if (*renewed != *text && !proptests::write_text(page, *renewed)) return 3;
    std::cout << page.string() << (*renewed == *text ? ": up to date\n" : ": renewed\n");
    return 0;
}

}  // namespace

int show_orders(const Arguments& arguments) {
    bool each_has_its_use = true;
    const auto tell = [&](const Weakening& weakening) {
        std::cout << file_of(weakening.site) << ", " << function_of(weakening.site) << ": "
                  << name_of(weakening.site.part) << ", " << memory_order_name(weakening.by)
                  << " instead of " << memory_order_name(weakening.site.order) << "\n";
        each_has_its_use &= weakening.finding.has_value();
        if (weakening.finding) {
            std::cout << told(*weakening.program, *weakening.finding) << std::endl;
        } else {
            std::cout << "nothing breaks within the bound, in " << weakening.executions
                      << " executions\n"
                      << std::endl;
        }
    };
    const auto weakenings = weaken_each(arguments.bound, tell, stopped);
    if (stopped()) {
        std::cout << "interrupted; what was shown holds, the rest is not known\n";
        return 130;
    }
    std::cout << orders_table(weakenings);
    if (!each_has_its_use || weakenings.empty()) return 1;
    return arguments.renewed.empty() ? 0 : renew(arguments.renewed, orders_table(weakenings));
}

}  // namespace mm::explorer
