#include <cstddef>
#include <utility>
#include <vector>

#include "support/misuse_steps.hpp"

namespace mm::tests {
namespace {

using spec::Clause;

struct Contents final : AddressSpace {};

/// A misuse that ends in Refusal; `call` takes nothing.
template <typename Call>
[[nodiscard]] Misuse refused(const char* name, Clause clause, Call call) {
    return {name, clause, nothing, throws_refusal_under(clause, [call](Scene&) { call(); })};
}

/// Ends as `call` on a slot does that holds the number 1, and finds it there afterwards.
template <auto init, typename Call>
void on_a_full_slot(Call call) {
    Slot<int> slot;
    static_cast<void>((slot.*init)(1, here));
    const auto check = [&]() noexcept { return slot.holds() && slot.value() == 1; };
    try {
        call(slot);
    } catch (...) {
        if (check()) throw;
    }
}

void add_storage(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::init_storage;
    list.insert(
        list.end(),
        {refused("init_into a null pointer", clause,
                 [] { static_cast<void>(init_into(static_cast<int*>(nullptr), 1, here)); }),
         refused("pinned_init_into a null pointer", clause,
                 [] { static_cast<void>(pinned_init_into(static_cast<int*>(nullptr), 1, here)); }),
         refused("init_into storage that is not aligned", clause,
                 [] {
                     alignas(int) std::byte bytes[2 * sizeof(int)];
                     static_cast<void>(init_into(reinterpret_cast<int*>(bytes + 1), 1, here));
                 }),
         refused("Slot::init of a slot that holds a value", clause,
                 [] {
                     on_a_full_slot<&Slot<int>::init<int>>(
                         [](Slot<int>& slot) { static_cast<void>(slot.init(2, here)); });
                 }),
         refused("Slot::pinned_init of a slot that holds a value", clause,
                 [] {
                     on_a_full_slot<&Slot<int>::init<int>>(
                         [](Slot<int>& slot) { static_cast<void>(slot.pinned_init(2, here)); });
                 }),
         refused("Slot::init by the initialiser of that slot", clause, [] {
             Slot<int> slot;
             static_cast<void>(slot.init([&] {
                 static_cast<void>(slot.init(2, here));
                 return 1;
             }));
         })});
}

void add_once(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::init_once;
    list.insert(list.end(), {refused("chain run twice", clause,
                                     [] {
                                         auto once = chain(1, [](int&) {});
                                         int place = 0;
                                         static_cast<void>(std::move(once).into(&place));
                                         static_cast<void>(std::move(once).into(&place));
                                     }),
                             refused("pin_chain that was moved from", clause,
                                     [] {
                                         auto once = pin_chain(1, [](Pinned<int>) {});
                                         auto elsewhere = std::move(once);
                                         Slot<int> first;
                                         Slot<int> second;
                                         static_cast<void>(first.pinned_init(std::move(elsewhere)));
                                         static_cast<void>(second.pinned_init(std::move(once)));
                                     }),
                             refused("init_from run twice", clause, [] {
                                 auto once = init_from([](int* place) {
                                     *place = 1;
                                     return Outcome<Infallible>::success();
                                 });
                                 Slot<int> first;
                                 Slot<int> second;
                                 static_cast<void>(first.init(std::move(once)));
                                 static_cast<void>(second.init(std::move(once)));
                             })});
}

void add_held(std::vector<Misuse>& list) {
    constexpr Clause clause = Clause::init_held;
    list.insert(list.end(),
                {refused("Slot::value before an init", clause,
                         [] {
                             Slot<int> slot;
                             static_cast<void>(slot.value(here));
                         }),
                 refused("Slot::value after an init that failed", clause,
                         [] {
                             Slot<int> slot;
                             static_cast<void>(slot.init(
                                 chain(1, [](int&) { return Outcome<int>::failure(2); })));
                             static_cast<void>(slot.value(here));
                         }),
                 refused("Slot::value while the slot is being filled", clause,
                         [] {
                             Slot<int> slot;
                             static_cast<void>(slot.init([&] { return slot.value(here); }));
                         }),
                 refused("Slot::take for the second time", clause,
                         [] {
                             Slot<int> slot;
                             static_cast<void>(slot.init(1));
                             static_cast<void>(slot.take());
                             static_cast<void>(slot.take(here));
                         }),
                 {"Slot::reset by the initialiser of that slot", clause, nothing, [](Scene&) {
                      Slot<int> slot;
                      return slot.init([&] {
                                     slot.reset(here);
                                     return 1;
                                 })
                                 .succeeded() &&
                             slot.holds();
                  }}});
}

void add_pinned(std::vector<Misuse>& list) {
    list.push_back(refused("Slot::take of what was made to stay", Clause::init_pinned, [] {
        on_a_full_slot<&Slot<int>::pinned_init<int>>(
            [](Slot<int>& slot) { static_cast<void>(slot.take(here)); });
    }));
}

void add_contents(std::vector<Misuse>& list) {
    list.push_back({"mm_alloc_with without a user", Clause::bound_limit, nothing, [](Scene&) {
                        bool ran = false;
                        const auto made = mm_alloc_with<Contents>(
                            [&] {
                                ran = true;
                                return Contents();
                            },
                            {.users = 0}, here);
                        return made && made.value() == nullptr && !ran;
                    }});
}

}  // namespace

void add_initialiser_misuses(std::vector<Misuse>& list) {
    add_storage(list);
    add_once(list);
    add_held(list);
    add_pinned(list);
    add_contents(list);
}

}  // namespace mm::tests
