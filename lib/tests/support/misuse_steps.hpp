// What the lists of misuses share: where they happen, and the legal parts before several of them.
#pragma once

#include "support/misuses.hpp"

namespace mm::tests {

inline constexpr CallSite here = misuse_place;

inline void nothing(Scene&) {}
inline void tear_down(Scene& scene) {
    scene.tear_down();
}
inline void free_it(Scene& scene) {
    scene.free();
}
inline void give_the_user_to_an_aref(Scene& scene) {
    scene.user = ARef<MmWithUser>::from_raw(scene.mm, life_place(2));
}

}  // namespace mm::tests
