// Records whose figures are known by heart.
#pragma once

#include "record.hpp"

namespace mm::bench {

inline constexpr char get[] = "get and put";

/// One operation at 1 and 2 threads: a base of median 10 and 20, mmspec, and a peer.
[[nodiscard]] inline Record made_up_plain() {
    return {{"a processor", 2, "a compiler", 3},
            3,
            {{"mm_struct", 32}, {"std::make_shared", 24}},
            {{get, "bare", Kind::base, 1, {9, 10, 12}},
             {get, "bare", Kind::base, 2, {20, 20, 20}},
             {get, "ARef<Mm>", Kind::mmspec, 1, {10, 11, 9}},
             {get, "ARef<Mm>", Kind::mmspec, 2, {20, 22, 18}},
             {get, "a peer", Kind::peer, 1, {25, 20, 35}},
             {get, "a peer", Kind::peer, 2, {2400, 2000, 3000}}}};
}

/// The same with a base of half the time, as if taken on another day.
[[nodiscard]] inline Record made_up_checked() {
    return {{"a processor", 2, "a compiler", 3},
            3,
            {{"mm_struct", 32}, {"record of an mm", 100}},
            {{get, "bare", Kind::base, 1, {5, 5, 5}},
             {get, "bare", Kind::base, 2, {10, 10, 10}},
             {get, "ARef<Mm>", Kind::mmspec, 1, {50, 60, 40}},
             {get, "ARef<Mm>", Kind::mmspec, 2, {100, 120, 80}}}};
}

}  // namespace mm::bench
