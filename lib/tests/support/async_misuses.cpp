// The misuses of what may sleep, of deferred teardowns and of atomic contexts.
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/misuse_steps.hpp"

namespace mm::tests {
namespace {

using spec::Clause;
using spec::Tier;

constexpr CallSite context_place{"context.cpp", 5};

/// The wrong call where it would be right but for an atomic context.
template <typename Call>
[[nodiscard]] auto in_a_context(Call call) {
    return [call](Scene& scene) {
        const AtomicContext context(context_place);
        call(scene);
        return true;
    };
}

void take_user_and_grab(Scene& scene) {
    scene.take_grab();
    scene.take_user();
}

void add_sleepers(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::sleep_may_sleep;
    list.push_back({"mmput in an atomic context", clause, nothing,
                    in_a_context([](Scene& scene) { mmput(scene.mm, here); })});
    list.push_back({"mmput of one user of two in an atomic context", clause,
                    [](Scene& scene) { mmget(scene.mm, life_place(2)); },
                    in_a_context([](Scene& scene) { mmput(scene.mm, here); })});
    list.push_back({"MmWithUser::dec_ref in an atomic context", clause, nothing,
                    in_a_context([](Scene& scene) { MmWithUser::dec_ref(scene.mm, here); })});
    list.push_back({"flush_mmput_async in an atomic context", clause, nothing,
                    in_a_context([](Scene&) { flush_mmput_async(here); })});
    list.push_back({"mmput in an atomic context within another", clause, nothing, [](Scene& scene) {
                        const AtomicContext outer(CallSite{"context.cpp", 4});
                        const AtomicContext inner(context_place);
                        mmput(scene.mm, here);
                        return true;
                    }});
    list.push_back({"ARef<Mm> dropped in an atomic context", clause, take_user_and_grab,
                    in_a_context([](Scene& scene) { scene.grab.reset(); })});
    list.back().in_a_destructor = true;
    list.back().orphan = Tier::count;
    list.push_back({"ARef<MmWithUser> dropped in an atomic context", clause, take_user_and_grab,
                    in_a_context([](Scene& scene) { scene.user.reset(); })});
    list.back().in_a_destructor = true;
    list.back().orphan = Tier::users;
}

void add_deferred_releases(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::owned_release;
    const auto put = [](Scene& scene) {
        mmput_async(scene.mm, here);
        return true;
    };
    const auto dec_ref = [](Scene& scene) {
        MmWithUserAsync::dec_ref(scene.mm, here);
        return true;
    };
    list.push_back(
        {"mmput_async while an ARef owns the only user", clause, give_the_user_to_an_aref, put});
    list.push_back({"mmput_async after the last user", clause, tear_down, put});
    list.push_back({"MmWithUserAsync::dec_ref while an ARef owns the only user", clause,
                    give_the_user_to_an_aref, dec_ref});
    list.push_back({"ARef<MmWithUserAsync>::from_raw after the last user", Clause::owned_take_over,
                    tear_down, throws_refusal_under(Clause::owned_take_over, [](Scene& scene) {
                        static_cast<void>(ARef<MmWithUserAsync>::from_raw(scene.mm, here));
                    })});
}

void add_dead_mms(std::vector<Misuse>& list) {
    constexpr Clause alive = Clause::owned_alive;
    list.push_back({"mmput_async of null", alive, nothing, [](Scene&) {
                        mmput_async(nullptr, here);
                        return true;
                    }});
    list.push_back({"mmput_async of a freed struct", alive, free_it, [](Scene& scene) {
                        mmput_async(scene.mm, here);
                        return true;
                    }});
    list.push_back({"MmWithUserAsync::dec_ref of a freed struct", alive, free_it, [](Scene& scene) {
                        MmWithUserAsync::dec_ref(scene.mm, here);
                        return true;
                    }});
    list.push_back(
        {"MmWithUserAsync::inc_ref at zero users", Clause::owned_user, tear_down, [](Scene& scene) {
             scene.mm->MmWithUserAsync::inc_ref(here);
             return true;
         }});
    list.push_back({"MmWithUserAsync::inc_ref at the limit",
                    Clause::bound_limit,
                    nothing,
                    [](Scene& scene) {
                        scene.mm->MmWithUserAsync::inc_ref(here);
                        return true;
                    },
                    {.users = 2147483646, .grabs = 0}});
}

// NOLINTBEGIN(bugprone-use-after-move): that is the misuse.
void add_moved_away(std::vector<Misuse>& list) {
    list.push_back({"into_mmput_async after a move", Clause::owned_moved,
                    [](Scene& scene) {
                        scene.take_user();
                        const ARef<MmWithUser> elsewhere = std::move(*scene.user);
                    },
                    throws_refusal_under(Clause::owned_moved, [](Scene& scene) {
                        static_cast<void>(
                            MmWithUser::into_mmput_async(std::move(*scene.user), here));
                    })});
}
// NOLINTEND(bugprone-use-after-move)

void add_contexts_that_leave_their_thread(std::vector<Misuse>& list) {
    list.push_back(
        {"AtomicContext ended on another thread", Clause::threads_guards, nothing, [](Scene&) {
             std::optional<AtomicContext> context;
             std::thread([&] { context.emplace(context_place); }).join();
             context.reset();
             return true;
         }});
    list.back().in_a_destructor = true;
}

}  // namespace

void add_async_misuses(std::vector<Misuse>& list) {
    add_deferred_releases(list);
    add_dead_mms(list);
    add_moved_away(list);
    add_sleepers(list);
    add_contexts_that_leave_their_thread(list);
}

}  // namespace mm::tests
