// Sees when the memory of a watched mm is deleted, in programs that link watched_delete.cpp.
#pragma once

#include "concurrent/life_watch.hpp"

namespace mm::proptests {

/// From now on the delete of `memory` is told to the watch, once.
void watch_delete_of(const void* memory, LifeWatch& watch) noexcept;

}  // namespace mm::proptests
