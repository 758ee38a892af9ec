#include "properties/concurrent_situations.hpp"

#include <algorithm>
#include <cstddef>

#include "model/effect.hpp"

namespace mm::proptests {

using spec::Situation;

namespace {

constexpr std::size_t long_thread = 5;
constexpr std::uint64_t many_overlaps = 10;

[[nodiscard]] bool overlap(const Happening& left, const Happening& right) {
    return left.begins < right.ends && right.begins < left.ends;
}

/// Calls `seen` with each two operations of different threads, except the one that begins, that
/// overlap.
template <typename Seen>
void each_overlap(const History& history, Seen seen) {
    for (std::size_t lane = 1; lane < history.threads; ++lane) {
        for (std::size_t other = lane + 1; other < history.threads; ++other) {
            for (const Happening& happening : history.lanes[lane]) {
                for (const Happening& against : history.lanes[other]) {
                    if (overlap(happening, against)) seen(happening, against);
                }
            }
        }
    }
}

/// When the address space of an mm was torn down.
struct Teardown {
    Moment begins = 0;
    Moment ends = 0;
};

class RunSituations {
 public:
    explicit RunSituations(const History& history) : history_(history) {
        for (std::size_t mm = 0; mm != history.mms.size(); ++mm) {
            for (const Happening& event : history.lanes[history.threads + mm]) {
                if (event.what == Happening::What::teardown_begins) {
                    teardowns_[mm].begins = event.begins;
                } else if (event.what == Happening::What::teardown_ends) {
                    teardowns_[mm].ends = event.ends;
                }
            }
        }
    }

    void look() {
        each_overlap(history_, [this](const Happening& left, const Happening& right) {
            if (left.mm != right.mm) return;
            pair(left, right);
            pair(right, left);
        });
        for (std::size_t lane = 1; lane < history_.threads; ++lane) {
            for (const Happening& operation : history_.lanes[lane]) against_teardown(operation);
        }
        async_last = deferred_ends();
    }

    bool two_puts = false;
    bool put_and_drop = false;
    bool against_put = false;
    bool against_last_put = false;
    bool upgrade_in_teardown = false;
    bool drop_in_teardown = false;
    bool grab_after = false;
    bool async_last = false;

 private:
    [[nodiscard]] static bool gives_up(const Happening& operation, Tier tier) {
        return effect_of(operation.kind) == Effect::give_up &&
               tier_of(Operation{.kind = operation.kind}) == tier;
    }
    [[nodiscard]] static bool upgrades(const Happening& operation) {
        return effect_of(operation.kind) == Effect::upgrade;
    }
    [[nodiscard]] const Teardown& teardown(const Happening& operation) const {
        return teardowns_[static_cast<std::size_t>(operation.mm)];
    }
    /// A put within which the teardown began: no other put on this mm was later.
    [[nodiscard]] bool is_last(const Happening& put) const {
        const Moment began = teardown(put).begins;
        return put.begins < began && began < put.ends;
    }

    void pair(const Happening& one, const Happening& other) {
        if (!gives_up(one, Tier::users)) return;
        two_puts = two_puts || gives_up(other, Tier::users);
        put_and_drop = put_and_drop || gives_up(other, Tier::count);
        if (!upgrades(other)) return;
        against_put = against_put || other.answer;
        against_last_put = against_last_put || (!other.answer && is_last(one));
    }

    void against_teardown(const Happening& operation) {
        const auto [begins, ends] = teardown(operation);
        if (operation.begins > ends) {
            grab_after =
                grab_after || operation.kind == Kind::mmgrab || operation.kind == Kind::mm_inc_ref;
        }
        if (operation.begins >= ends || begins >= operation.ends) return;
        upgrade_in_teardown = upgrade_in_teardown || upgrades(operation);
        drop_in_teardown = drop_in_teardown || gives_up(operation, Tier::count);
    }

    /// Some teardown began within no put of its mm.
    [[nodiscard]] bool deferred_ends() const {
        for (std::size_t mm = 0; mm != history_.mms.size(); ++mm) {
            bool in_place = false;
            for (std::size_t lane = 0; lane != history_.threads; ++lane) {
                for (const Happening& operation : history_.lanes[lane]) {
                    if (operation.mm == static_cast<MmName>(mm) &&
                        gives_up(operation, Tier::users) && is_last(operation)) {
                        in_place = true;
                    }
                }
            }
            if (!in_place) return true;
        }
        return false;
    }

    const History& history_;
    std::array<Teardown, concurrent_mms> teardowns_{};
};

}  // namespace

std::uint64_t overlaps(const History& history) {
    std::uint64_t found = 0;
    each_overlap(history, [&](const Happening&, const Happening&) { ++found; });
    return found;
}

void count_situations(const Recorded& recorded, Situations& reached) {
    const History& history = recorded.history;
    const auto reached_if = [&](bool so, Situation situation) {
        reached.reached_if(so, situation);
    };
    reached_if(history.threads == 3, Situation::concurrent_two_threads);
    reached_if(history.threads == 4, Situation::concurrent_three_threads);
    reached_if(history.threads == 5, Situation::concurrent_four_threads);
    reached_if(history.mms.size() == concurrent_mms, Situation::concurrent_three_mms);
    reached_if(recorded.prefix != 0, Situation::concurrent_prefix);
    const auto threads = history.lanes.begin() + 1;
    reached_if(std::any_of(threads, threads + static_cast<std::ptrdiff_t>(history.threads) - 1,
                           [](const Lane& lane) { return lane.size() >= long_thread; }),
               Situation::concurrent_long_thread);
    reached_if(overlaps(history) >= many_overlaps, Situation::concurrent_many_overlaps);
    reached_if(recorded.rescues != 0, Situation::concurrent_rescue);

    RunSituations run(history);
    run.look();
    reached_if(run.two_puts, Situation::concurrent_two_puts_at_once);
    reached_if(run.put_and_drop, Situation::concurrent_put_and_drop_at_once);
    reached_if(run.against_put, Situation::concurrent_upgrade_against_put);
    reached_if(run.against_last_put, Situation::concurrent_upgrade_against_last_put);
    reached_if(run.upgrade_in_teardown, Situation::concurrent_upgrade_in_teardown);
    reached_if(run.drop_in_teardown, Situation::concurrent_drop_in_teardown);
    reached_if(run.grab_after, Situation::concurrent_grab_after_teardown);
    reached_if(run.async_last, Situation::concurrent_last_put_async);
}

}  // namespace mm::proptests
