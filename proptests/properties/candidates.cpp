#include "properties/candidates.hpp"

#include <array>
#include <initializer_list>
#include <utility>

namespace mm::proptests {

using spec::Operands;

namespace {

constexpr std::uint8_t used_arefs = 3;
constexpr std::uint64_t near_limit = ReferenceModel::limit - 1;

[[nodiscard]] std::vector<ARefName> arefs() {
    std::vector<ARefName> names;
    for (const Tier tier : {Tier::count, Tier::users}) {
        for (std::uint8_t index = 0; index != used_arefs; ++index) names.push_back({tier, index});
    }
    return names;
}

/// Every way to fill in the operands of one kind.
[[nodiscard]] std::vector<Operation> fillings(Kind kind, std::uint8_t thread) {
    static const std::vector<ARefName> names = arefs();
    std::vector<Operation> filled;
    const Operands operands = spec::text(kind).operands;
    const bool one_mm = operands == Operands::mm || operands == Operands::mm_into_user ||
                        operands == Operands::mm_into_aref;
    const bool has_into = operands == Operands::mm_into_user ||
                          operands == Operands::mm_into_aref ||
                          operands == Operands::aref_into_aref;
    if (kind == Kind::mm_alloc) {
        constexpr std::array<std::pair<std::uint64_t, std::uint64_t>, 7> initials{
            {{1, 0},
             {1, 1},
             {2, 0},
             {near_limit, 0},
             {1, near_limit - 1},
             {0, 0},
             {near_limit + 1, 0}}};
        for (std::size_t index = 0; index != mm_names; ++index) {
            for (const auto& [users, grabs] : initials) {
                filled.push_back({.kind = kind,
                                  .thread = thread,
                                  .mm = static_cast<MmName>(index),
                                  .users = users,
                                  .grabs = grabs});
            }
        }
        return filled;
    }
    const std::size_t firsts = one_mm ? mm_name_texts.size() : names.size();
    for (std::size_t first = 0; first != firsts; ++first) {
        Operation operation{.kind = kind, .thread = thread};
        if (one_mm) {
            operation.mm = static_cast<MmName>(first);
        } else {
            operation.aref = names[first];
        }
        if (!has_into) {
            filled.push_back(operation);
            continue;
        }
        for (const ARefName into : names) {
            operation.into = into;
            filled.push_back(operation);
        }
    }
    return filled;
}

/// All fillings of all kinds, made once for each thread.
[[nodiscard]] const std::vector<Operation>& alphabet(std::uint8_t thread) {
    static const auto all = [] {
        std::array<std::vector<Operation>, threads + 1> tables;
        for (std::uint8_t each = 1; each <= threads; ++each) {
            for (std::size_t kind = 0; kind != spec::operations.size(); ++kind) {
                if (static_cast<Kind>(kind) == Kind::resume) continue;
                const auto filled = fillings(static_cast<Kind>(kind), each);
                tables[each].insert(tables[each].end(), filled.begin(), filled.end());
            }
        }
        return tables;
    }();
    return all[thread];
}

}  // namespace

Candidates candidates(const ReferenceModel& model, std::uint8_t thread) {
    Candidates found;
    for (const Operation& operation : alphabet(thread)) {
        if (model.impossible(operation)) continue;
        (model.refusal(operation) ? found.misuse : found.legal).push_back(operation);
    }
    return found;
}

}  // namespace mm::proptests
