#include "decode.hpp"

#include "model/effect.hpp"

namespace mm::fuzz {

using proptests::ARefKind;
using proptests::ARefName;
using proptests::Effect;
using proptests::Kind;
using proptests::MmName;
using proptests::names_mm;
using proptests::Operation;
using proptests::ReferenceModel;
using proptests::Stop;
using proptests::Tier;
using spec::Operands;

namespace {

using Wish = std::span<const std::uint8_t, 3>;

constexpr std::array<MmName, 16> mms{MmName::a,    MmName::a,    MmName::a,       MmName::a,
                                     MmName::a,    MmName::b,    MmName::b,       MmName::b,
                                     MmName::c,    MmName::c,    MmName::d,       MmName::d,
                                     MmName::null, MmName::wild, MmName::foreign, MmName::inside};

/// Few of each kind, so that runs meet the same ones again.
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

/// A quarter of the wishes: most operations are to be legal, and a refusal that throws takes long.
[[nodiscard]] bool is_bold(Wish wish) {
    constexpr std::uint8_t bold_from = 192;
    return wish[0] >= bold_from;
}

[[nodiscard]] ARefName aref(std::uint8_t byte) {
    const ARefKind users = byte >= 128 ? ARefKind::async : ARefKind::user;
    return {(byte & 1) != 0 ? users : ARefKind::grab,
            static_cast<std::uint8_t>((byte >> 1) % used_arefs)};
}

/// The ARef that comes after `name` where that one does not do: first those of its kind.
[[nodiscard]] ARefName after(ARefName name, std::uint8_t steps) {
    const std::size_t kind = static_cast<std::size_t>(name.kind) + steps / used_arefs;
    return {proptests::aref_kinds[kind % proptests::aref_kinds.size()],
            static_cast<std::uint8_t>((name.index + steps) % used_arefs)};
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
    constexpr auto all_arefs = static_cast<std::uint8_t>(proptests::aref_kinds.size() * used_arefs);
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
        case Operands::user_into_async:
            return {used_arefs, used_arefs};
    }
    return {};
}

/// What the bytes ask for, whether or not it is possible.
[[nodiscard]] Operation wanted(Wish wish, const Form& form) {
    Operation operation{.kind = form.kinds[wish[0] % form.kinds.size()]};
    switch (spec::text(operation.kind).operands) {
        case Operands::none:
            break;
        case Operands::mm:
            operation.mm = mms[wish[1] % mms.size()];
            break;
        case Operands::mm_into_user:
            operation.mm = mms[wish[1] % mms.size()];
            operation.into = {ARefKind::user, aref(wish[2]).index};
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
            operation.into = {operation.aref.kind, aref(wish[2]).index};
            break;
        case Operands::user_into_async:
            operation.aref = {ARefKind::user, aref(wish[1]).index};
            operation.into = {ARefKind::async, aref(wish[2]).index};
            break;
    }
    return operation;
}

void choose_initial(Operation& operation, Wish wish, const Form& form) {
    const bool bold = form.endless_lives && is_bold(wish) && wish[2] >= bold_initials_from;
    const Initial initial =
        (bold ? bold_initials : modest_initials)[wish[2] % modest_initials.size()];
    operation.users = initial.users;
    operation.grabs = initial.grabs;
}

/// The mm_alloc of the mm that the bytes name.
[[nodiscard]] Operation making(const Operation& wanted) {
    return {.kind = Kind::mm_alloc, .thread = wanted.thread, .mm = wanted.mm};
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
    // A clone or move stays in the kind of its ARef.
    if (operands == Operands::aref_into_aref) operation.into.kind = operation.aref.kind;
    operation.into = after(operation.into, two);
    return operation;
}

/// Who does it, and where it stops, as the byte before an operation says.
struct Turn {
    std::uint8_t thread = 1;
    bool resumes = false;
    /// Which of the steps that the operation has; empty for none.
    std::optional<std::uint8_t> stop{};
};

[[nodiscard]] Turn turn_of(std::uint8_t byte) {
    constexpr std::uint8_t stops_from = 192;
    Turn turn{.thread = static_cast<std::uint8_t>(1 + byte % proptests::threads),
              .resumes = (byte & 4) != 0};
    if (byte >= stops_from) turn.stop = static_cast<std::uint8_t>((byte - stops_from) / 8);
    return turn;
}

[[nodiscard]] bool is_stopped(std::uint8_t thread, const ReferenceModel& model) {
    return !model.impossible({.kind = Kind::resume, .thread = thread});
}

/// The thread itself, or the next that is not stopped; empty if all are.
[[nodiscard]] std::optional<std::uint8_t> free_thread(std::uint8_t thread,
                                                      const ReferenceModel& model) {
    for (std::uint8_t tried = 0; tried != proptests::threads; ++tried) {
        const auto name = static_cast<std::uint8_t>(1 + (thread - 1 + tried) % proptests::threads);
        if (!is_stopped(name, model)) return name;
    }
    return std::nullopt;
}

/// The step that `number` names among those that the operation has; empty if it has none.
[[nodiscard]] std::optional<Stop> stop_of(const Operation& operation, std::uint8_t number) {
    std::array<Stop, proptests::stop_texts.size()> found{};
    std::size_t size = 0;
    for (std::size_t stop = 0; stop != proptests::stop_texts.size(); ++stop) {
        if (can_stop(operation, static_cast<Stop>(stop))) found[size++] = static_cast<Stop>(stop);
    }
    if (size == 0) return std::nullopt;
    return found[number % size];
}

}  // namespace

std::optional<Operation> Decoder::decode(std::span<const std::uint8_t> bytes,
                                         const ReferenceModel& model) const {
    const Wish wish = bytes.last<3>();
    Operation first = wanted(wish, form_);
    std::optional<std::uint8_t> stop;
    if (form_.threads) {
        const Turn turn = turn_of(bytes[0]);
        const Operation resume{.kind = Kind::resume, .thread = turn.thread};
        if (turn.resumes && is_stopped(turn.thread, model) &&
            leaves_stopped_ones_legal(resume, model)) {
            return resume;
        }
        const auto thread = free_thread(turn.thread, model);
        if (!thread) return last_resume(model);
        first.thread = *thread;
        stop = turn.stop;
    }
    if (must_be_made(first, wish, model)) first = making(first);
    if (first.kind == Kind::mm_alloc) choose_initial(first, wish, form_);
    const auto [firsts, intos] = choices(first.kind);
    std::optional<Operation> misuse;
    for (std::uint8_t one = 0; one != firsts; ++one) {
        for (std::uint8_t two = 0; two != intos; ++two) {
            Operation tried = further(first, one, two);
            if (model.impossible(tried)) continue;
            const auto refusal = model.refusal(tried);
            if (stop && !refusal) tried.before = stop_of(tried, *stop);
            if (form_.threads && !leaves_stopped_ones_legal(tried, model)) continue;
            if (is_bold(wish) || !refusal) return tried;
            if (!misuse) misuse = tried;
        }
    }
    return misuse;
}

bool Decoder::leaves_stopped_ones_legal(const Operation& operation,
                                        const ReferenceModel& model) const {
    std::optional<ReferenceModel> after;
    for (std::uint8_t thread = 1; thread <= proptests::threads; ++thread) {
        if (!in_flight_[thread] || !is_stopped(thread, model)) continue;
        if (operation.kind == Kind::resume && operation.thread == thread) continue;
        const auto& [stopped, mm] = *in_flight_[thread];
        if (*stopped.before != Stop::fetch_add) continue;
        if (!after) after.emplace(model).apply(operation);
        if (after->is_freed(mm)) return false;
        const bool needs_user =
            proptests::effect_of(stopped.kind) == Effect::take && tier_of(stopped) == Tier::users;
        if (needs_user && after->counters(mm)->users == 0) return false;
    }
    return true;
}

void Decoder::note(const Operation& operation, const ReferenceModel& model) {
    const auto subject = model.subject(operation);
    auto& slot = in_flight_[operation.thread];
    slot.reset();
    if (operation.before && subject) slot = InFlight{operation, *subject};
}

std::optional<Operation> Decoder::last_resume(const ReferenceModel& model) const {
    for (std::uint8_t thread = 1; thread <= proptests::threads; ++thread) {
        const Operation resume{.kind = Kind::resume, .thread = thread};
        if (is_stopped(thread, model) && leaves_stopped_ones_legal(resume, model)) return resume;
    }
    return std::nullopt;
}

std::optional<Operation> Decoder::next(const ReferenceModel& model) {
    while (rest_.size() >= form_.operation_size() && made_ != longest_run) {
        const auto operation = decode(rest_.first(form_.operation_size()), model);
        rest_ = rest_.subspan(form_.operation_size());
        if (operation) {
            ++made_;
            note(*operation, model);
            return operation;
        }
        ++skipped_;
    }
    return form_.threads ? last_resume(model) : std::nullopt;
}

}  // namespace mm::fuzz
