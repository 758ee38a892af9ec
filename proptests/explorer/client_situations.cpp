#include "explorer/client_situations.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "model/effect.hpp"

namespace mm::explorer {

using proptests::Effect;
using proptests::Happening;
using proptests::Position;
using proptests::Tier;
using spec::Situation;

namespace {

/// What the threads did while they ran, and the mm's teardown and free.
class Occurrences {
 public:
    explicit Occurrences(const ClientExecution& execution) : execution_(execution) {
        const auto& history = execution.history();
        for (std::size_t lane = 1; lane != history.lanes.size(); ++lane) {
            for (std::size_t index = 0; index != history.lanes[lane].size(); ++index) {
                sort_in({lane, index}, history.lanes[lane][index]);
            }
        }
    }

    void count(proptests::Situations& reached) const {
        const auto reached_if = [&](bool so, Situation situation) {
            reached.reached_if(so, situation);
        };
        bool rescue = false;
        bool refused = false;
        bool after_hand_over = false;
        for (const Position upgrade : upgrades_) {
            const bool given = at(upgrade).answer;
            rescue |= given && found_nobody(upgrade);
            refused |= !given;
            after_hand_over |= given && execution_.with_anothers_grab(upgrade);
        }
        reached_if(rescue, Situation::explored_rescue);
        reached_if(refused, Situation::explored_refused_upgrade);
        reached_if(after_hand_over, Situation::explored_upgrade_after_hand_over);
        // What thread 0 does when the others have ended says nothing.
        if (!teardown_ || thread(*teardown_) == 0) return;
        reached_if(last_put_against_get(), Situation::explored_last_put_against_get);
        reached_if(thread(*teardown_) == execution_.history().threads,
                   Situation::explored_deferred_teardown);
        reached_if(grabs_go_first(), Situation::explored_free_by_the_last_put);
        reached_if(grab_outlives(), Situation::explored_grab_outlives_users);
    }

 private:
    void sort_in(Position position, const Happening& happening) {
        switch (happening.what) {
            case Happening::What::teardown_begins:
                teardown_ = position;
                return;
            case Happening::What::teardown_ends:
                torn_down_ = position;
                return;
            case Happening::What::freed:
                freed_ = position;
                return;
            case Happening::What::operation:
                break;
            default:
                return;
        }
        const bool user = tier_of(proptests::Operation{.kind = happening.kind}) == Tier::users;
        switch (proptests::effect_of(happening.kind)) {
            case Effect::upgrade:
                upgrades_.push_back(position);
                return;
            case Effect::take:
                if (user) gets_.push_back(position);
                return;
            case Effect::give_up:
                (user ? puts_ : drops_).push_back(position);
                return;
            default:
                return;
        }
    }

    [[nodiscard]] const Happening& at(Position position) const {
        return execution_.history().lanes[position.lane][position.index];
    }
    [[nodiscard]] static bool gives_up(const Happening& happening, Tier tier) {
        return happening.what == Happening::What::operation &&
               proptests::effect_of(happening.kind) == Effect::give_up &&
               tier_of(proptests::Operation{.kind = happening.kind}) == tier;
    }
    [[nodiscard]] std::size_t thread(Position position) const {
        return execution_.span(position).thread;
    }
    [[nodiscard]] bool within(Position inner, Position outer) const {
        const Span of = execution_.span(inner);
        const Span whole = execution_.span(outer);
        return of.thread == whole.thread && whole.first <= of.first && of.last <= whole.last;
    }
    [[nodiscard]] bool unordered(Position left, Position right) const {
        return !execution_.precedes(left, right) && !execution_.precedes(right, left);
    }

    /// Whether its change of the users' word found 0 there.
    [[nodiscard]] bool found_nobody(Position upgrade) const {
        const Span span = execution_.span(upgrade);
        const ExecutionGraph& graph = execution_.graph();
        for (std::size_t index = span.first; index <= span.last; ++index) {
            const Event& event = graph[graph.at(span.thread, index)];
            if (event.kind == Kind::read && event.location == execution_.users()) {
                return event.value == 0;
            }
        }
        return false;
    }

    /// A put within which the teardown began, and another thread's get or upgrade that gave a user.
    [[nodiscard]] bool last_put_against_get() const {
        for (const Position put : puts_) {
            if (!within(*teardown_, put)) continue;
            for (const Position get : gets_) {
                if (unordered(get, put)) return true;
            }
            for (const Position upgrade : upgrades_) {
                if (at(upgrade).answer && unordered(upgrade, put)) return true;
            }
        }
        return false;
    }

    /// Whether the threads have given up all grabs that there were by when the users' count is.
    [[nodiscard]] bool grabs_go_first() const {
        for (const Happening& happening : execution_.history().lanes.front()) {
            if (gives_up(happening, Tier::count)) return false;
        }
        if (drops_.empty() || thread(*freed_) != thread(*teardown_)) return false;
        return std::none_of(drops_.begin(), drops_.end(),
                            [this](Position drop) { return within(*freed_, drop); });
    }
    /// A drop that frees after the teardown.
    [[nodiscard]] bool grab_outlives() const {
        for (const Position drop : drops_) {
            if (within(*freed_, drop) && execution_.precedes(*torn_down_, *freed_)) return true;
        }
        return false;
    }

    const ClientExecution& execution_;
    std::vector<Position> upgrades_;
    std::vector<Position> gets_;
    std::vector<Position> puts_;
    std::vector<Position> drops_;
    std::optional<Position> teardown_{};
    std::optional<Position> torn_down_{};
    std::optional<Position> freed_{};
};

}  // namespace

void count_situations(const ClientExecution& execution, proptests::Situations& reached) {
    Occurrences(execution).count(reached);
}

}  // namespace mm::explorer
