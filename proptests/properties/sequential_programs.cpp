#include "properties/sequential_programs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <tuple>
#include <utility>

#include "model/effect.hpp"
#include "model/reference_model.hpp"
#include "operations/trace_text.hpp"
#include "properties/numbers.hpp"

namespace mm::proptests {

namespace {

constexpr std::uint8_t used_arefs = 3;
constexpr unsigned most_nested = 2;
constexpr std::uint64_t near_limit = ReferenceModel::limit - 1;
/// How often another operation is drawn until one is found that is possible and as legal as wanted.
constexpr int most_draws_of_an_operation = 200;

/// Each kind as often as it is wanted; what ends a state comes oftener than what begins it. With
/// several threads mostly last puts, and what comes between their steps.
[[nodiscard]] std::vector<Kind> weighted_kinds(bool with_threads) {
    std::vector<Kind> drawn;
    for (std::size_t row = 0; row != spec::operations.size(); ++row) {
        const auto kind = static_cast<Kind>(row);
        const Effect effect = effect_of(kind);
        if (kind == Kind::resume) continue;
        int times = 2;
        if (effect == Effect::enter || effect == Effect::flush) times = 1;
        if (effect == Effect::make || effect == Effect::upgrade) times = 4;
        if (kind == Kind::mmput || kind == Kind::aref_drop) times = 4;
        if (with_threads && (effect == Effect::upgrade || effect == Effect::give_up)) times *= 3;
        drawn.insert(drawn.end(), static_cast<std::size_t>(times), kind);
    }
    return drawn;
}

[[nodiscard]] const std::vector<Kind>& kinds(bool with_threads) {
    static const std::vector<Kind> for_one = weighted_kinds(false);
    static const std::vector<Kind> for_several = weighted_kinds(true);
    return with_threads ? for_several : for_one;
}

class SequentialDrawing {
 public:
    SequentialDrawing(Numbers numbers, const ProgramKind& kind)
        : numbers_(numbers), kind_(kind), short_lives_(numbers_.one_in(2)) {}

    [[nodiscard]] SequentialProgram program(std::size_t length) {
        SequentialProgram program;
        program.operations.reserve(length);
        for (std::size_t left = length; left != 0; --left) {
            const auto operation = next();
            if (!operation) continue;
            model_.apply(*operation);
            program.operations.push_back(*operation);
        }
        return program;
    }

 private:
    /// Empty if none was found.
    [[nodiscard]] std::optional<Operation> next() {
        const std::uint8_t thread = some_thread();
        if (model_.stopped_in(thread)) return Operation{.kind = Kind::resume, .thread = thread};
        if (const auto between = between_steps(thread)) return *between;
        const bool misuse = kind_.misuses && numbers_.one_in(4);
        std::optional<Operation> possible;
        for (int draw = 0; draw != most_draws_of_an_operation; ++draw) {
            const Operation operation = some_operation(thread, misuse);
            if (short_lives_ && takes(operation) && !numbers_.one_in(4)) continue;
            if (nests_too_deep(operation) || !may_come(kind_, model_, operation)) continue;
            possible = operation;
            if (model_.refusal(operation).has_value() == misuse) break;
        }
        return possible;
    }

    /// Where a put is stopped between its steps, often an upgrade: so that rescues come.
    [[nodiscard]] std::optional<Operation> between_steps(std::uint8_t thread) {
        if (!kind_.stops || numbers_.one_in(4)) return std::nullopt;
        for (std::size_t index = 0; index != mm_names; ++index) {
            const auto mm = static_cast<MmName>(index);
            if (!model_.is_stopped_before(Stop::compare_exchange, mm) &&
                !model_.is_stopped_before(Stop::teardown, mm)) {
                continue;
            }
            const Operation upgrade{.kind = Kind::mmget_not_zero, .thread = thread, .mm = mm};
            if (may_come(kind_, model_, upgrade)) return upgrade;
        }
        return std::nullopt;
    }

    /// One that is stopped mostly waits.
    [[nodiscard]] std::uint8_t some_thread() {
        std::uint8_t thread = 1;
        for (int draw = 0; draw != 3; ++draw) {
            thread = static_cast<std::uint8_t>(1 + numbers_.below(kind_.last_thread));
            if (!model_.stopped_in(thread)) break;
        }
        return thread;
    }

    [[nodiscard]] static bool takes(const Operation& operation) {
        const Effect effect = effect_of(operation.kind);
        return effect == Effect::take || effect == Effect::upgrade;
    }

    /// Nesting is as good at two as at ten, and outside contexts there is more to do.
    [[nodiscard]] bool nests_too_deep(const Operation& operation) const {
        return operation.kind == Kind::atomic_context_enter &&
               model_.atomic_depth(operation.thread) == most_nested;
    }

    [[nodiscard]] Operation some_operation(std::uint8_t thread, bool misuse) {
        Operation operation{.kind = numbers_.element_of(kinds(with_threads())), .thread = thread};
        if (operation.kind == Kind::mm_alloc) {
            operation.mm = some_name();
            birth(operation, misuse);
            return operation;
        }
        if (names_mm(operation.kind)) operation.mm = some_mm(misuse);
        if (names_aref(operation.kind)) operation.aref = some_aref(only_aref(operation.kind));
        if (names_into(operation.kind)) {
            auto only = only_into(operation.kind);
            if (!only && names_aref(operation.kind)) only = operation.aref.kind;
            operation.into = some_aref(only);
        }
        if (kind_.stops && !numbers_.one_in(3)) stop(operation);
        return operation;
    }

    /// A last put mostly between its steps.
    void stop(Operation& operation) {
        const auto subject = model_.subject(operation);
        const auto counters = subject ? model_.counters(*subject) : std::nullopt;
        auto place = static_cast<Stop>(numbers_.below(stop_texts.size()));
        if (counters && counters->users == 1 && !numbers_.one_in(3)) {
            place = numbers_.one_in(3) ? Stop::teardown : Stop::compare_exchange;
        }
        if (can_stop(operation, place)) operation.before = place;
    }

    /// Mostly few references, so that lives end; one at the limit does not.
    void birth(Operation& operation, bool misuse) {
        using References = std::pair<std::uint64_t, std::uint64_t>;
        constexpr std::array<References, 3> too_many{
            {{0, 0}, {near_limit + 1, 0}, {1, near_limit}}};
        constexpr std::array<References, 2> very_many{{{near_limit, 0}, {1, near_limit - 1}}};
        constexpr std::array<References, 6> few{{{1, 0}, {1, 0}, {1, 1}, {1, 2}, {2, 1}, {3, 3}}};
        References references = numbers_.element_of(few);
        // What another thread needs for an upgrade while the last user goes.
        if (with_threads()) references.second = std::max<std::uint64_t>(references.second, 1);
        if (!with_threads() && numbers_.one_in(10)) references = numbers_.element_of(very_many);
        if (misuse) references = numbers_.element_of(too_many);
        std::tie(operation.users, operation.grabs) = references;
    }

    [[nodiscard]] bool with_threads() const { return kind_.last_thread > 1; }

    /// With several threads few, so that they meet.
    [[nodiscard]] MmName some_name() {
        const std::uint32_t most = mm_names;
        return static_cast<MmName>(numbers_.below(with_threads() ? most / 2 : most));
    }

    [[nodiscard]] MmName some_mm(bool misuse) {
        if (misuse && numbers_.one_in(16)) {
            const std::uint32_t others = mm_name_texts.size() - mm_names;
            return static_cast<MmName>(mm_names + numbers_.below(others));
        }
        return some_name();
    }

    [[nodiscard]] ARefName some_aref(std::optional<ARefKind> only) {
        return {only ? *only : numbers_.element_of(aref_kinds),
                static_cast<std::uint8_t>(numbers_.below(used_arefs))};
    }

    Numbers numbers_;
    const ProgramKind& kind_;
    /// References are given up oftener than taken.
    bool short_lives_;
    ReferenceModel model_;
};

/// The same with a simpler operand, each.
[[nodiscard]] std::vector<Operation> simpler(const Operation& operation) {
    std::vector<Operation> found;
    const auto with = [&](auto member, auto value) {
        if (operation.*member == value) return;
        found.push_back(operation);
        found.back().*member = value;
    };
    with(&Operation::before, std::optional<Stop>{});
    with(&Operation::thread, std::uint8_t{1});
    with(&Operation::mm, MmName::a);
    with(&Operation::users, std::uint64_t{1});
    with(&Operation::grabs, std::uint64_t{0});
    with(&Operation::aref, ARefName{operation.aref.kind, 0});
    with(&Operation::into, ARefName{operation.into.kind, 0});
    return found;
}

[[nodiscard]] rc::Seq<SequentialProgram> shrinks(const SequentialProgram& program) {
    auto operations =
        rc::seq::concat(rc::shrink::removeChunks(program.operations),
                        rc::shrink::eachElement(program.operations, [](const Operation& operation) {
                            return rc::seq::fromContainer(simpler(operation));
                        }));
    return rc::seq::map(std::move(operations), [](std::vector<Operation>&& fewer) {
        return SequentialProgram{std::move(fewer)};
    });
}

/// The tier in which somebody must own a reference while it runs; empty if none need.
[[nodiscard]] std::optional<Tier> relies_on(const Operation& operation) {
    switch (effect_of(operation.kind)) {
        case Effect::take:
            if (!names_mm(operation.kind)) return std::nullopt;
            return tier_of(operation);
        case Effect::upgrade:
            return Tier::count;
        default:
            if (operation.kind == Kind::mm_with_user_from_raw ||
                operation.kind == Kind::mm_with_user_address_space) {
                return Tier::users;
            }
            return std::nullopt;
    }
}

[[nodiscard]] bool is_owned(const ReferenceModel& model, MmName mm, Tier tier) {
    const auto owners = model.owners(mm);
    return (tier == Tier::users ? owners.users() : owners.grabs()) != 0;
}

/// Nobody gave up what a stopped operation relies on.
[[nodiscard]] bool stopped_are_kept(const ReferenceModel& model) {
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        const auto stopped = model.stopped_in(thread);
        if (!stopped) continue;
        const auto tier = relies_on(*stopped);
        if (tier && !is_owned(model, stopped->mm, *tier)) return false;
    }
    return true;
}

[[nodiscard]] bool any_is_stopped(const ReferenceModel& model) {
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        if (model.stopped_in(thread)) return true;
    }
    return false;
}

}  // namespace

bool may_come(const ProgramKind& kind, const ReferenceModel& model, const Operation& operation) {
    if (model.impossible(operation)) return false;
    if (operation.kind == Kind::resume) return true;
    if (!kind.can_do(operation) || (!kind.misuses && model.refusal(operation))) return false;
    const bool beside = any_is_stopped(model);
    if (!operation.before && !beside) return true;
    const auto subject = model.subject(operation);
    if (subject && model.is_busy(*subject)) {
        const auto tier = relies_on(operation);
        if (model.refusal(operation) || (tier && !is_owned(model, *subject, *tier))) return false;
    }
    ReferenceModel after = model;
    after.apply(operation);
    return stopped_are_kept(after);
}

std::ostream& operator<<(std::ostream& out, const SequentialProgram& program) {
    for (const Operation& operation : program.operations) out << "\n" << to_text(operation);
    return out;
}

rc::Gen<SequentialProgram> sequential_programs(const ProgramKind& kind) {
    return [kind](const rc::Random& random, int size) {
        Numbers numbers(random);
        const auto length = numbers.below(2 * static_cast<std::uint32_t>(size) + 1);
        return rc::shrinkable::shrinkRecur(
            SequentialDrawing(numbers, kind).program(length),
            [](const SequentialProgram& program) { return shrinks(program); });
    };
}

}  // namespace mm::proptests
