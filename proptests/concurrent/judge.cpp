#include "concurrent/judge.hpp"

#include <algorithm>
#include <utility>

#include "concurrent/timeline.hpp"

namespace mm::proptests {

namespace {

/// What an order cannot show, since it is something that never happened.
struct Missing {
    spec::Clause clause{};
    std::string text;
};

[[nodiscard]] std::optional<Missing> missing(const Recorded& recorded, std::size_t mm) {
    const std::string name(mm_name_texts[mm]);
    const Lane& events = recorded.history.lanes[recorded.history.threads + mm];
    const bool torn_down = std::any_of(events.begin(), events.end(), [](const Happening& event) {
        return event.what == Happening::What::teardown_ends;
    });
    if (!torn_down) {
        return Missing{spec::Clause::teardown_once,
                       "every user of " + name + " was given up, and it was not torn down"};
    }
    if (std::count(recorded.unfreed.begin(), recorded.unfreed.end(), static_cast<MmName>(mm)) ==
        0) {
        return std::nullopt;
    }
    return Missing{spec::Clause::liveness_freed,
                   "every reference to " + name + " was given up, and it was not freed"};
}

}  // namespace

std::optional<WrongRun> judge(const Recorded& recorded) {
    if (recorded.wrong_step) {
        const History history = restricted_to(recorded.history, recorded.wrong_step->mm);
        Linearization found = linearize(history);
        return WrongRun{spec::Clause::protocol_steps,
                        recorded.wrong_step->text + "\n" + timeline_text(history, found), history,
                        std::move(found)};
    }
    for (std::size_t mm = 0; mm != recorded.history.mms.size(); ++mm) {
        const History history = restricted_to(recorded.history, static_cast<MmName>(mm));
        Linearization found = linearize(history);
        std::optional<Missing> wrong;
        if (found.broken) {
            wrong = {*found.broken, "no order of these is legal"};
        } else {
            wrong = missing(recorded, mm);
        }
        if (!wrong) continue;
        return WrongRun{wrong->clause, wrong->text + "\n" + timeline_text(history, found), history,
                        std::move(found)};
    }
    if (!recorded.trouble) return std::nullopt;
    return WrongRun{recorded.trouble->clause, recorded.trouble->text, recorded.history,
                    linearize(recorded.history)};
}

}  // namespace mm::proptests
