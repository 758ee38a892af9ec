#include "explorer/orders.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "explorer/client.hpp"
#include "explorer/exploration.hpp"
#include "explorer/smallest.hpp"

namespace mm::explorer {
namespace {

/// The library's own files; the programs of the explorer have orders, too.
[[nodiscard]] bool of_the_library(const Site& site) {
    const std::string file = file_of(site);
    return file.starts_with("lib/include/") || file.starts_with("lib/src/");
}

[[nodiscard]] std::vector<Site> sites_of_clients(const Bound& bound) {
    Sites sites;
    for_each_client(bound, [&](const ClientProgram& drawn) {
        static_cast<void>(explore(client(drawn), sites));
        return true;
    });
    std::vector<Site> found;
    std::copy_if(sites.all().begin(), sites.all().end(), std::back_inserter(found), of_the_library);
    return found;
}

[[nodiscard]] Weakening weaken(const Site& site, std::memory_order by, const Bound& bound,
                               const std::function<bool()>& stop) {
    Weakening result{.site = site, .by = by};
    Sites sites;
    sites.replace(site, by);
    for_each_client(bound, [&](const ClientProgram& drawn) {
        Exploration explored = explore(client(drawn), sites, stop);
        result.executions += explored.executions + explored.blocked;
        if (!explored.finding) return explored.complete;
        result.program = drawn;
        result.finding = smallest_execution(drawn, sites, *explored.finding, stop).finding;
        return false;
    });
    return result;
}

constexpr std::string_view head_of_table =
    "| File | Function | Step | Order | If it were | then this program breaks | How |\n"
    "|---|---|---|---|---|---|---|\n";

}  // namespace

std::vector<std::memory_order> weaker(Part part, std::memory_order order) {
    std::vector<std::memory_order> found;
    switch (order) {
        case std::memory_order_seq_cst:
            found = {std::memory_order_acq_rel, std::memory_order_acquire,
                     std::memory_order_release};
            break;
        case std::memory_order_acq_rel:
            found = {std::memory_order_acquire, std::memory_order_release};
            break;
        case std::memory_order_acquire:
        case std::memory_order_release:
            found = {std::memory_order_relaxed};
            break;
        default:
            break;
    }
    std::erase_if(found, [part](std::memory_order weak) { return !possible(part, weak); });
    return found;
}

std::vector<Weakening> weaken_each(const Bound& bound,
                                   const std::function<void(const Weakening&)>& told,
                                   const std::function<bool()>& stop) {
    std::vector<Weakening> all;
    for (const Site& site : sites_of_clients({.threads = 2, .each = 2, .all = 3})) {
        for (const std::memory_order by : weaker(site.part, site.order)) {
            Weakening weakening = weaken(site, by, bound, stop);
            if (stop()) return all;
            all.push_back(std::move(weakening));
            told(all.back());
        }
    }
    return all;
}

std::string function_of(const Site& site) {
    // Of a template g++ tells the arguments, too.
    const std::string_view name = site.place.function;
    return std::string(name.substr(0, name.find('<')));
}

std::string file_of(const Site& site) {
    const std::string_view file = site.place.file;
    const std::size_t folder = file.rfind("lib/include/");
    const std::size_t source = file.rfind("lib/src/");
    return std::string(file.substr(folder != std::string_view::npos   ? folder
                                   : source != std::string_view::npos ? source
                                                                      : 0));
}

std::string orders_table(const std::vector<Weakening>& weakenings) {
    std::string table(head_of_table);
    for (const Weakening& weakening : weakenings) {
        const Site& site = weakening.site;
        table += "| `" + file_of(site) + "` | `" + function_of(site) + "` | " +
                 std::string(name_of(site.part)) + " | " +
                 std::string(memory_order_name(site.order)) + " | " +
                 std::string(memory_order_name(weakening.by)) + " | ";
        if (weakening.finding) {
            std::string program = client(*weakening.program).name;
            for (std::size_t bar = 0; (bar = program.find('|', bar)) != std::string::npos; ++bar) {
                program.replace(bar, 1, "∥");
            }
            table += program + " | " + std::string(trouble_in_words(*weakening.finding));
        } else {
            table += "none | ";
        }
        table += " |\n";
    }
    return table;
}

std::optional<std::string> with_orders_table(const std::string& page, const std::string& table) {
    const std::size_t begin = page.find(head_of_table);
    if (begin == std::string::npos) return std::nullopt;
    // Up to the first line that is no row.
    std::size_t end = begin;
    while (end < page.size() && page[end] == '|') {
        const std::size_t line = page.find('\n', end);
        end = line == std::string::npos ? page.size() : line + 1;
    }
    return page.substr(0, begin) + table + page.substr(end);
}

}  // namespace mm::explorer
