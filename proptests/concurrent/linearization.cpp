#include "concurrent/linearization.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

#include "model/effect.hpp"

namespace mm::proptests {

using spec::Clause;

namespace {

enum class Phase : std::uint8_t { live, ended, tearing_down, torn_down, freed };

/// One mm as far as an order has come: `ended` when users has become zero for good.
struct Life {
    std::uint64_t users = 0;
    std::uint64_t grabs = 0;
    Phase phase = Phase::live;
};

using Lives = std::array<Life, concurrent_mms>;

/// Why a happening cannot come next.
struct Illegal {
    Clause clause{};
    const char* cause = "";
};

[[nodiscard]] Tier tier(Kind kind) {
    return tier_of(Operation{.kind = kind});
}

[[nodiscard]] std::optional<Illegal> apply_operation(const Happening& happening, Life& life) {
    const bool users = tier(happening.kind) == Tier::users;
    switch (effect_of(happening.kind)) {
        case Effect::take:
            if (users && life.users == 0) return Illegal{Clause::owned_user, "users is zero"};
            ++(users ? life.users : life.grabs);
            return std::nullopt;
        case Effect::upgrade:
            if (happening.answer != (life.users != 0)) {
                return Illegal{Clause::final_no_revival,
                               happening.answer ? "it gave a user, though users is zero"
                                                : "it gave none, though there are users"};
            }
            if (happening.answer) ++life.users;
            return std::nullopt;
        case Effect::give_up:
            if ((users ? life.users : life.grabs) == 0) {
                return Illegal{Clause::count_held, "there is none to give up"};
            }
            --(users ? life.users : life.grabs);
            if (users && life.users == 0) life.phase = Phase::ended;
            return std::nullopt;
        default:
            return Illegal{Clause::count_word, "no concurrent program holds this operation"};
    }
}

[[nodiscard]] std::optional<Illegal> apply(const Happening& happening, Life& life) {
    switch (happening.what) {
        case Happening::What::operation:
            return apply_operation(happening, life);
        case Happening::What::teardown_begins:
            if (life.phase == Phase::live) {
                return Illegal{Clause::teardown_order, "there are users"};
            }
            if (life.phase != Phase::ended) {
                return Illegal{Clause::teardown_once, "it is torn down again"};
            }
            life.phase = Phase::tearing_down;
            return std::nullopt;
        case Happening::What::teardown_ends:
            if (life.phase != Phase::tearing_down) {
                return Illegal{Clause::teardown_order, "the struct is freed before"};
            }
            life.phase = Phase::torn_down;
            return std::nullopt;
        case Happening::What::freed:
            if (life.phase == Phase::freed) return Illegal{Clause::free_once, "it is freed again"};
            if (life.phase != Phase::torn_down) {
                return Illegal{Clause::teardown_order, "its teardown has not ended"};
            }
            if (life.grabs != 0) return Illegal{Clause::count_held, "there are grabs"};
            life.phase = Phase::freed;
            return std::nullopt;
        case Happening::What::counters: {
            const bool collective = life.phase < Phase::torn_down;
            const CounterPair expected{life.users, life.grabs + (collective ? 1 : 0)};
            if (happening.read == expected) return std::nullopt;
            return Illegal{Clause::count_word, "at rest the counters are others"};
        }
    }
    return std::nullopt;
}

class Search {
 public:
    explicit Search(const History& history, const Precedes* precedes = nullptr)
        : history_(history), precedes_(precedes) {
        for (std::size_t mm = 0; mm != history.mms.size(); ++mm) {
            lives_[mm] = {history.mms[mm].users, history.mms[mm].grabs,
                          history.mms[mm].users == 0 ? Phase::ended : Phase::live};
        }
        for (const Lane& lane : history.lanes) total_ += lane.size();
    }

    Linearization run() {
        const bool found = extend();
        result_.states = visited_.size();
        if (!found) explain();
        return std::move(result_);
    }

 private:
    /// Happenings that are next in their lane and began before any that is still to come ended.
    [[nodiscard]] std::vector<Position> candidates() const {
        Moment first_end = std::numeric_limits<Moment>::max();
        for (std::size_t lane = 0; lane != history_.lanes.size(); ++lane) {
            if (const Happening* const next = head(lane)) {
                first_end = std::min(first_end, next->ends);
            }
        }
        std::vector<Position> found;
        for (std::size_t lane = 0; lane != history_.lanes.size(); ++lane) {
            const Happening* const next = head(lane);
            if (next == nullptr) continue;
            const bool may_come =
                precedes_ == nullptr ? next->begins <= first_end : !preceded({lane, come_[lane]});
            if (may_come) found.push_back({lane, come_[lane]});
        }
        // What ends first was most likely first: few histories need a second try.
        std::sort(found.begin(), found.end(),
                  [this](Position left, Position right) { return at(left).ends < at(right).ends; });
        return found;
    }

    /// Whether the head of another lane precedes it; one further on does only if the head does.
    [[nodiscard]] bool preceded(Position position) const {
        for (std::size_t lane = 0; lane != history_.lanes.size(); ++lane) {
            if (lane == position.lane || head(lane) == nullptr) continue;
            if ((*precedes_)({lane, come_[lane]}, position)) return true;
        }
        return false;
    }
    [[nodiscard]] const Happening* head(std::size_t lane) const {
        const Lane& happenings = history_.lanes[lane];
        return come_[lane] == happenings.size() ? nullptr : &happenings[come_[lane]];
    }
    [[nodiscard]] const Happening& at(Position position) const {
        return history_.lanes[position.lane][position.index];
    }
    [[nodiscard]] Life& life(const Happening& happening) {
        return lives_[static_cast<std::size_t>(happening.mm)];
    }
    [[nodiscard]] std::uint64_t key() const {
        std::uint64_t packed = 0;
        for (const std::uint8_t come : come_) packed = packed << 8 | come;
        return packed;
    }

    /// True if what is still to come can be ordered. Recursion as deep as there are happenings.
    bool extend() {
        if (order_.size() == total_) {
            result_.order = order_;
            return true;
        }
        if (!visited_.insert(key()).second) return false;
        for (const Position position : candidates()) {
            const Happening& happening = at(position);
            const Life before = life(happening);
            if (apply(happening, life(happening))) continue;
            ++come_[position.lane];
            order_.push_back(position);
            if (extend()) return true;
            note_if_longest();
            order_.pop_back();
            --come_[position.lane];
            life(happening) = before;
        }
        if (order_.empty()) note_if_longest();
        return false;
    }

    void note_if_longest() {
        if (order_.size() < result_.order.size() ||
            (noted_ && order_.size() == result_.order.size())) {
            return;
        }
        noted_ = true;
        result_.order = order_;
        stuck_at_ = candidates();
        lives_when_stuck_ = lives_;
    }

    void explain() {
        for (const Position position : stuck_at_) {
            const Happening& happening = at(position);
            Life there = lives_when_stuck_[static_cast<std::size_t>(happening.mm)];
            const auto illegal = apply(happening, there);
            if (!illegal) continue;
            if (!result_.broken) result_.broken = illegal->clause;
            result_.stuck.push_back(describe(position, happening) + ": " + illegal->cause);
        }
    }

    [[nodiscard]] std::string describe(Position position, const Happening& happening) const {
        std::string name(mm_name_texts[static_cast<std::size_t>(happening.mm)]);
        switch (happening.what) {
            case Happening::What::operation:
                return "T" + std::to_string(position.lane) + " " +
                       std::string(spec::text(happening.kind).name) + " " + name;
            case Happening::What::teardown_begins:
                return "teardown of " + name + " begins";
            case Happening::What::teardown_ends:
                return "teardown of " + name + " ends";
            case Happening::What::freed:
                return "free of " + name;
            case Happening::What::counters:
                return "counters of " + name + " are users " +
                       std::to_string(happening.read.users) + ", count " +
                       std::to_string(happening.read.count);
        }
        return name;
    }

    const History& history_;
    const Precedes* precedes_;
    Lives lives_{};
    std::array<std::uint8_t, 8> come_{};
    std::size_t total_ = 0;
    std::vector<Position> order_;
    std::unordered_set<std::uint64_t> visited_;
    Linearization result_;
    bool noted_ = false;
    std::vector<Position> stuck_at_;
    Lives lives_when_stuck_{};
};

}  // namespace

Linearization linearize(const History& history) {
    return Search(history).run();
}

Linearization linearize(const History& history, const Precedes& precedes) {
    return Search(history, &precedes).run();
}

}  // namespace mm::proptests
