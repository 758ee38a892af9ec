#include "support/misuses.hpp"

#include <cstddef>
#include <utility>

#include "support/misuse_steps.hpp"

namespace mm::tests {
namespace {

using spec::Clause;

/// The refused result of an operation that returns nothing: nothing happens.
template <typename Call>
[[nodiscard]] auto returns(Call call) {
    return [call](Scene& scene) {
        call(scene);
        return true;
    };
}

void take_grab(Scene& scene) {
    scene.take_grab();
}
void move_the_grab_away(Scene& scene) {
    scene.take_grab();
    const ARef<Mm> elsewhere = std::move(*scene.grab);
}
void move_the_user_away(Scene& scene) {
    scene.take_user();
    const ARef<MmWithUser> elsewhere = std::move(*scene.user);
}

/// An address where no mm_struct ever was; nothing may follow it.
[[nodiscard]] mm_struct* wild() {
    alignas(64) static std::byte elsewhere[64];
    return reinterpret_cast<mm_struct*>(elsewhere);
}

constexpr Initial users_at_the_limit{.users = 2147483646, .grabs = 0};
constexpr Initial grabs_at_the_limit{.users = 1, .grabs = 2147483645};

// NOLINTBEGIN(bugprone-use-after-move): that is the misuse.

void add_releases(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::owned_release;
    list.insert(
        list.end(),
        {{"mmdrop right after mm_alloc: the users' count is not raw code's", clause, nothing,
          returns([](Scene& scene) { mmdrop(scene.mm, here); })},
         {"mmdrop while an ARef owns the only grab", clause, take_grab,
          returns([](Scene& scene) { mmdrop(scene.mm, here); })},
         {"mmdrop once too often", clause,
          [](Scene& scene) {
              mmgrab(scene.mm, life_place(2));
              mmdrop(scene.mm, life_place(3));
          },
          returns([](Scene& scene) { mmdrop(scene.mm, here); })},
         {"mmput while an ARef owns the only user", clause, give_the_user_to_an_aref,
          returns([](Scene& scene) { mmput(scene.mm, here); })},
         {"mmput after the last user", clause, tear_down,
          returns([](Scene& scene) { mmput(scene.mm, here); })},
         {"Mm::dec_ref without a grab", clause, nothing,
          returns([](Scene& scene) { Mm::dec_ref(scene.mm, here); })},
         {"Mm::dec_ref while an ARef owns the only grab", clause, take_grab,
          returns([](Scene& scene) { Mm::dec_ref(scene.grab->get(), here); })},
         {"MmWithUser::dec_ref while an ARef owns the only user", clause, give_the_user_to_an_aref,
          returns([](Scene& scene) { MmWithUser::dec_ref(scene.user->get(), here); })},
         {"MmWithUser::dec_ref after the last user", clause, tear_down,
          returns([](Scene& scene) { MmWithUser::dec_ref(scene.mm, here); })}});
}

void add_take_overs(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::owned_take_over;
    const auto a_grab = throws_refusal_under(
        clause, [](Scene& scene) { static_cast<void>(ARef<Mm>::from_raw(scene.mm, here)); });
    const auto a_user = throws_refusal_under(clause, [](Scene& scene) {
        static_cast<void>(ARef<MmWithUser>::from_raw(scene.mm, here));
    });
    list.insert(list.end(),
                {{"ARef<Mm>::from_raw where nobody has a grab", clause, nothing, a_grab},
                 {"ARef<Mm>::from_raw while an ARef owns the only grab", clause, take_grab, a_grab},
                 {"ARef<MmWithUser>::from_raw for the second time", clause,
                  give_the_user_to_an_aref, a_user},
                 {"ARef<MmWithUser>::from_raw after the last user", clause, tear_down, a_user}});
}

/// The operations that follow a pointer, for each kind of pointer that names no live mm.
void add_dead_pointers(std::vector<Misuse>& list, const std::string& kind, void (*prepare)(Scene&),
                       mm_struct* (*pointer)(Scene&), Clause for_upgrade) {
    constexpr Clause clause = Clause::owned_alive;
    const auto add = [&](const char* operation, auto commit, Clause under = Clause::owned_alive) {
        list.push_back({std::string(operation) + " of " + kind, under, prepare, std::move(commit)});
    };
    add("mmgrab", returns([pointer](Scene& scene) { mmgrab(pointer(scene), here); }));
    add("mmdrop", returns([pointer](Scene& scene) { mmdrop(pointer(scene), here); }));
    add("mmget", returns([pointer](Scene& scene) { mmget(pointer(scene), here); }));
    add("mmput", returns([pointer](Scene& scene) { mmput(pointer(scene), here); }));
    add(
        "mmget_not_zero", [pointer](Scene& scene) { return !mmget_not_zero(pointer(scene), here); },
        for_upgrade);
    add("Mm::from_raw", throws_refusal_under(clause, [pointer](Scene& scene) {
            static_cast<void>(Mm::from_raw(pointer(scene), here));
        }));
    add("MmWithUser::from_raw", throws_refusal_under(clause, [pointer](Scene& scene) {
            static_cast<void>(MmWithUser::from_raw(pointer(scene), here));
        }));
    add("ARef<Mm>::from_raw", throws_refusal_under(clause, [pointer](Scene& scene) {
            static_cast<void>(ARef<Mm>::from_raw(pointer(scene), here));
        }));
    add("ARef<MmWithUser>::from_raw", throws_refusal_under(clause, [pointer](Scene& scene) {
            static_cast<void>(ARef<MmWithUser>::from_raw(pointer(scene), here));
        }));
}

/// The operations of a C++ reference to an mm that has been freed meanwhile.
void add_stale_references(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::owned_alive;
    list.insert(list.end(),
                {{"Mm::as_raw of a freed struct", clause, free_it,
                  [](Scene& scene) { return scene.mm->as_raw(here) == nullptr; }},
                 {"Mm::inc_ref of a freed struct", clause, free_it,
                  returns([](Scene& scene) { scene.mm->Mm::inc_ref(here); })},
                 {"Mm::dec_ref of a freed struct", clause, free_it,
                  returns([](Scene& scene) { Mm::dec_ref(scene.mm, here); })},
                 {"Mm::mmget_not_zero of a freed struct", Clause::owned_upgrade, free_it,
                  [](Scene& scene) { return !scene.mm->Mm::mmget_not_zero(here).has_value(); }},
                 {"ARef<Mm> from a freed struct", clause, free_it,
                  throws_refusal_under(clause, [](Scene& scene) {
                      static_cast<void>(ARef<Mm>(*scene.mm, here));
                  })}});
}

void add_ended_users(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::owned_user;
    list.insert(
        list.end(),
        {{"mmget at zero users", clause, tear_down,
          returns([](Scene& scene) { mmget(scene.mm, here); })},
         {"MmWithUser::inc_ref at zero users", clause, tear_down,
          returns([](Scene& scene) { scene.mm->MmWithUser::inc_ref(here); })},
         {"MmWithUser::from_raw after teardown", clause, tear_down,
          throws_refusal_under(
              clause,
              [](Scene& scene) { static_cast<void>(MmWithUser::from_raw(scene.mm, here)); })},
         {"ARef<MmWithUser> from a reference after teardown", clause, tear_down,
          throws_refusal_under(
              clause, [](Scene& scene) { static_cast<void>(ARef<MmWithUser>(*scene.mm, here)); })},
         {"address_space after teardown", Clause::access_user, tear_down,
          [](Scene& scene) { return scene.mm->address_space(here) == nullptr; }}});
}

void add_moved(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::owned_moved;
    list.insert(
        list.end(),
        {{"ARef<Mm> dereferenced after a move", clause, move_the_grab_away,
          throws_refusal_under(clause, [](Scene& scene) { static_cast<void>(**scene.grab); })},
         {"ARef<MmWithUser> followed with -> after a move", clause, move_the_user_away,
          throws_refusal_under(
              clause, [](Scene& scene) { static_cast<void>((*scene.user)->address_space(here)); })},
         {"ARef<Mm> cloned after a move", clause, move_the_grab_away,
          throws_refusal_under(clause,
                               [](Scene& scene) { static_cast<void>(scene.grab->clone(here)); })},
         {"ARef<MmWithUser> copied after a move", clause, move_the_user_away,
          throws_refusal_under(
              clause,
              [](Scene& scene) { static_cast<void>(ARef<MmWithUser>(*scene.user, here)); })},
         {"ARef<Mm>::into_raw after a move", clause, move_the_grab_away,
          [](Scene& scene) { return ARef<Mm>::into_raw(std::move(*scene.grab), here) == nullptr; }},
         {"ARef<MmWithUser>::into_raw after a move", clause, move_the_user_away, [](Scene& scene) {
              return ARef<MmWithUser>::into_raw(std::move(*scene.user), here) == nullptr;
          }}});
}

void add_limits(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::bound_limit;
    const auto refused_alloc = [](Initial initial) {
        return [initial](Scene&) { return mm_alloc(nullptr, initial, here) == nullptr; };
    };
    list.insert(
        list.end(),
        {{"mm_alloc without a user", clause, nothing, refused_alloc({.users = 0})},
         {"mm_alloc with as many users as the limit", clause, nothing,
          refused_alloc({.users = reference_limit})},
         {"mm_alloc with as many grabs as the limit less the users' count", clause, nothing,
          refused_alloc({.users = 1, .grabs = reference_limit - 1})},
         {"mmget at the limit", clause, nothing,
          returns([](Scene& scene) { mmget(scene.mm, here); }), users_at_the_limit},
         {"MmWithUser::inc_ref at the limit", clause, nothing,
          returns([](Scene& scene) { scene.mm->MmWithUser::inc_ref(here); }), users_at_the_limit},
         {"mmget_not_zero at the limit", clause, nothing,
          [](Scene& scene) { return !mmget_not_zero(scene.mm, here); }, users_at_the_limit},
         {"Mm::mmget_not_zero at the limit", clause, nothing,
          [](Scene& scene) { return !scene.mm->Mm::mmget_not_zero(here).has_value(); },
          users_at_the_limit},
         {"ARef<MmWithUser> cloned at the limit", clause, give_the_user_to_an_aref,
          throws_refusal_under(clause,
                               [](Scene& scene) { static_cast<void>(scene.user->clone(here)); }),
          users_at_the_limit},
         {"mmgrab at the limit", clause, nothing,
          returns([](Scene& scene) { mmgrab(scene.mm, here); }), grabs_at_the_limit},
         {"Mm::inc_ref at the limit", clause, nothing,
          returns([](Scene& scene) { scene.mm->Mm::inc_ref(here); }), grabs_at_the_limit},
         {"ARef<Mm> from a reference at the limit", clause, nothing,
          throws_refusal_under(clause,
                               [](Scene& scene) { static_cast<void>(ARef<Mm>(*scene.mm, here)); }),
          grabs_at_the_limit}});
}

// NOLINTEND(bugprone-use-after-move)

[[nodiscard]] std::vector<Misuse> make_misuses() {
    std::vector<Misuse> list;
    add_releases(list);
    add_take_overs(list);
    add_dead_pointers(
        list, "null", nothing, [](Scene&) -> mm_struct* { return nullptr; }, Clause::owned_alive);
    add_dead_pointers(
        list, "a wild pointer", nothing, [](Scene&) { return wild(); }, Clause::owned_alive);
    add_dead_pointers(
        list, "a freed struct", free_it, [](Scene& scene) { return scene.mm; },
        Clause::owned_upgrade);
    add_stale_references(list);
    add_ended_users(list);
    add_moved(list);
    add_limits(list);
    add_async_misuses(list);
    add_initialiser_misuses(list);
    return list;
}

}  // namespace

const std::vector<Misuse>& misuses() {
    static const std::vector<Misuse> list = make_misuses();
    return list;
}

}  // namespace mm::tests
