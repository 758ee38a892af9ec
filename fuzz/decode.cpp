#include "decode.hpp"

namespace mm::fuzz {

using proptests::ARefName;
using proptests::Kind;
using proptests::MmName;
using proptests::Operation;
using proptests::ReferenceModel;
using spec::Operands;
using spec::Tier;

namespace {

using Wish = std::span<const std::uint8_t, bytes_an_operation>;

/// Kinds by how often they are wanted. A new kind takes a place of an old one, so that the kept
/// corpus keeps its meaning.
constexpr std::array<Kind, 32> kinds{Kind::mm_alloc,
                                     Kind::mmgrab,
                                     Kind::mmdrop,
                                     Kind::mmget,
                                     Kind::mmget_not_zero,
                                     Kind::mmput,
                                     Kind::mm_from_raw,
                                     Kind::mm_as_raw,
                                     Kind::mm_inc_ref,
                                     Kind::mm_dec_ref,
                                     Kind::mm_mmget_not_zero,
                                     Kind::mm_with_user_from_raw,
                                     Kind::mm_with_user_inc_ref,
                                     Kind::mm_with_user_dec_ref,
                                     Kind::mm_with_user_address_space,
                                     Kind::aref_from_raw,
                                     Kind::aref_from_reference,
                                     Kind::aref_into_raw,
                                     Kind::aref_clone,
                                     Kind::aref_move,
                                     Kind::aref_dereference,
                                     Kind::aref_drop,
                                     Kind::mm_alloc,
                                     Kind::mmgrab,
                                     Kind::mmdrop,
                                     Kind::mmput,
                                     Kind::mmput,
                                     Kind::mmget_not_zero,
                                     Kind::mm_mmget_not_zero,
                                     Kind::aref_from_raw,
                                     Kind::aref_from_reference,
                                     Kind::aref_drop};

constexpr std::array<MmName, 16> mms{MmName::a,    MmName::a,    MmName::a,    MmName::a,
                                     MmName::a,    MmName::b,    MmName::b,    MmName::b,
                                     MmName::c,    MmName::c,    MmName::d,    MmName::d,
                                     MmName::null, MmName::null, MmName::wild, MmName::wild};

/// Few of each tier, so that runs meet the same ones again.
constexpr std::uint8_t used_arefs = 3;

struct Initial {
    std::uint64_t users = 1;
    std::uint64_t grabs = 0;
};
constexpr std::uint64_t limit = ReferenceModel::limit;
constexpr std::array<Initial, 8> modest_initials{
    {{1, 0}, {1, 0}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {1, 2}, {3, 2}}};
/// At the limit, one below it, and what is refused. Wanted rarely: granted ones are never freed.
constexpr std::array<Initial, 8> bold_initials{{{limit - 1, 0},
                                                {limit - 2, 1},
                                                {1, limit - 2},
                                                {2, limit - 3},
                                                {0, 0},
                                                {limit, 0},
                                                {1, limit - 1},
                                                {1, ~std::uint64_t{0}}}};
constexpr std::uint8_t bold_initials_from = 224;

[[nodiscard]] bool is_bold(Wish wish) {
    return wish[0] >= 128;
}

[[nodiscard]] ARefName aref(std::uint8_t byte) {
    return {(byte & 1) != 0 ? Tier::users : Tier::count,
            static_cast<std::uint8_t>((byte >> 1) % used_arefs)};
}

/// The ARef that comes after `name` where that one does not do: first those of its tier.
[[nodiscard]] ARefName after(ARefName name, std::uint8_t steps) {
    const bool other_tier = steps >= used_arefs;
    const Tier tier = (name.tier == Tier::users) != other_tier ? Tier::users : Tier::count;
    return {tier, static_cast<std::uint8_t>((name.index + steps) % used_arefs)};
}

[[nodiscard]] MmName after(MmName name, std::uint8_t steps) {
    return static_cast<MmName>((static_cast<std::size_t>(name) + steps) %
                               proptests::mm_name_texts.size());
}

/// How many first and second operands of one kind there are to try.
struct Choices {
    std::uint8_t first = 1;
    std::uint8_t into = 1;
};

[[nodiscard]] Choices choices(Kind kind) {
    constexpr auto all_mms = static_cast<std::uint8_t>(proptests::mm_name_texts.size());
    constexpr std::uint8_t all_arefs = 2 * used_arefs;
    switch (spec::text(kind).operands) {
        case Operands::none:
            return {1, 1};
        case Operands::mm:
            return {all_mms, 1};
        case Operands::mm_into_user:
            return {all_mms, used_arefs};
        case Operands::mm_into_aref:
            return {all_mms, all_arefs};
        case Operands::aref:
            return {all_arefs, 1};
        case Operands::aref_into_aref:
            return {all_arefs, used_arefs};
    }
    return {};
}

/// What the bytes ask for, whether or not it is possible.
[[nodiscard]] Operation wanted(Wish wish) {
    Operation operation{.kind = kinds[wish[0] % kinds.size()]};
    switch (spec::text(operation.kind).operands) {
        case Operands::none:
            break;
        case Operands::mm:
            operation.mm = mms[wish[1] % mms.size()];
            break;
        case Operands::mm_into_user:
            operation.mm = mms[wish[1] % mms.size()];
            operation.into = {Tier::users, aref(wish[2]).index};
            break;
        case Operands::mm_into_aref:
            operation.mm = mms[wish[1] % mms.size()];
            operation.into = aref(wish[2]);
            break;
        case Operands::aref:
            operation.aref = aref(wish[1]);
            break;
        case Operands::aref_into_aref:
            operation.aref = aref(wish[1]);
            operation.into = {operation.aref.tier, aref(wish[2]).index};
            break;
    }
    return operation;
}

void choose_initial(Operation& operation, Wish wish) {
    const bool bold = is_bold(wish) && wish[2] >= bold_initials_from;
    const Initial initial =
        (bold ? bold_initials : modest_initials)[wish[2] % modest_initials.size()];
    operation.users = initial.users;
    operation.grabs = initial.grabs;
}

/// The mm_alloc of the mm that the bytes name.
[[nodiscard]] Operation making(MmName mm) {
    return {.kind = Kind::mm_alloc, .mm = mm};
}

[[nodiscard]] bool names_mm(Kind kind) {
    const Operands operands = spec::text(kind).operands;
    return operands == Operands::mm || operands == Operands::mm_into_user ||
           operands == Operands::mm_into_aref;
}

/// An mm that nobody has made is made first; so is, for a wish that is not bold, one that is freed.
[[nodiscard]] bool must_be_made(const Operation& operation, Wish wish,
                                const ReferenceModel& model) {
    if (!names_mm(operation.kind) || !can_be_made(operation.mm)) return false;
    return !model.was_made(operation.mm) || (model.is_freed(operation.mm) && !is_bold(wish));
}

/// The operation with other operands, `one` and `two` places further.
[[nodiscard]] Operation further(Operation operation, std::uint8_t one, std::uint8_t two) {
    const Operands operands = spec::text(operation.kind).operands;
    if (names_mm(operation.kind)) {
        operation.mm = after(operation.mm, one);
    } else {
        operation.aref = after(operation.aref, one);
    }
    // A clone or move stays in the tier of its ARef.
    if (operands == Operands::aref_into_aref) operation.into.tier = operation.aref.tier;
    operation.into = after(operation.into, two);
    return operation;
}

[[nodiscard]] std::optional<Operation> nearest(Wish wish, const ReferenceModel& model) {
    Operation first = wanted(wish);
    if (must_be_made(first, wish, model)) first = making(first.mm);
    if (first.kind == Kind::mm_alloc) choose_initial(first, wish);
    const auto [firsts, intos] = choices(first.kind);
    std::optional<Operation> misuse;
    for (std::uint8_t one = 0; one != firsts; ++one) {
        for (std::uint8_t two = 0; two != intos; ++two) {
            const Operation tried = further(first, one, two);
            if (model.impossible(tried)) continue;
            if (is_bold(wish) || !model.refusal(tried)) return tried;
            if (!misuse) misuse = tried;
        }
    }
    return misuse;
}

}  // namespace

std::optional<Operation> Decoder::next(const ReferenceModel& model) {
    while (rest_.size() >= bytes_an_operation && made_ != longest_run) {
        const auto operation = nearest(rest_.first<bytes_an_operation>(), model);
        rest_ = rest_.subspan(bytes_an_operation);
        if (operation) {
            ++made_;
            return operation;
        }
        ++skipped_;
    }
    return std::nullopt;
}

}  // namespace mm::fuzz
