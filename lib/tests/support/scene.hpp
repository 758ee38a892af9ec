// One mm and the references that a test of a misuse holds to it.
#pragma once

#include <cstdint>
#include <optional>

#include "mm/contracts/registry.hpp"
#include "mm/internal/mm_internals.hpp"
#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/known.hpp"

namespace mm::tests {

class Scene {
 public:
    /// Everything that a refused operation must leave as it is (Refusal.unchanged).
    struct State : Known {
        unsigned teardowns = 0;
        const void* grab = nullptr;
        const void* user = nullptr;
        [[nodiscard]] friend bool operator==(const State&, const State&) = default;
    };

    explicit Scene(Initial initial = {})
        : mm(mm_alloc(teardowns_.contents(), initial, life_place(1))) {}
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    ~Scene() {
        grab.reset();
        user.reset();
        if (at_the_limit()) {
            // Such a life cannot be ended: its references would have to be given up one by one. The
            // memory goes all the same.
            contracts::find_subject(mm)->phase.store(contracts::Phase::freed);
            internal::MmInternals::free(*mm);
            return;
        }
        while (inspect(mm)->users.raw != 0) mmput(mm);
        while (inspect(mm)->grabs.raw != 0) mmdrop(mm);
    }

    /// The life ends while the struct is kept by a grab of raw code.
    void tear_down() {
        mmgrab(mm, life_place(2));
        mmput(mm, life_place(3));
    }
    void free() { mmput(mm, life_place(2)); }
    void take_grab() { grab.emplace(Mm::from_raw(mm, life_place(2)), life_place(3)); }
    void take_user() { user.emplace(MmWithUser::from_raw(mm, life_place(4)), life_place(5)); }

    [[nodiscard]] State state() const {
        return {known_of(*contracts::find_subject(mm), mm), teardowns_.number(),
                grab ? grab->get() : nullptr, user ? user->get() : nullptr};
    }

 private:
    [[nodiscard]] bool at_the_limit() const {
        constexpr std::uint32_t a_few = 100;
        return inspect(mm)->users.raw > a_few || inspect(mm)->grabs.raw > a_few;
    }

    Teardowns teardowns_;

 public:
    mm_struct* const mm;
    std::optional<ARef<Mm>> grab;
    std::optional<ARef<MmWithUser>> user;
};

}  // namespace mm::tests
