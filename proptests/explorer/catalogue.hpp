// All small clients of the library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "explorer/client_program.hpp"

namespace mm::explorer {

/// What a catalogue holds: programs of up to `threads` threads with up to `each` operations each
/// and up to `all` all told.
struct Bound {
    std::size_t threads = 3;
    std::size_t each = 4;
    std::size_t all = 4;
    std::span<const Interface> through = interfaces;
};

/// Calls `visit` with each program within the bound, one interface after another, the smallest
/// first, until it returns false. Each thread begins with one user or with one grab, and at least
/// one with a user; its operations are all that clients of the interface hold, as long as it may do
/// them in some execution. A user is handed over exactly if another thread takes one over; so with
/// grabs. Programs that differ only in the order of their threads are one. Returns how many were
/// visited.
std::size_t for_each_client(const Bound& bound,
                            const std::function<bool(const ClientProgram&)>& visit);

/// Calls `visit` with `number` programs, drawn from those with exactly `bound.threads` threads of
/// up to `bound.each` operations each, whatever they have in all, as many through each interface,
/// until it returns false. The same seed draws the same ones. Returns how many were visited.
std::size_t sample_clients(const Bound& bound, std::size_t number, std::uint64_t seed,
                           const std::function<bool(const ClientProgram&)>& visit);

}  // namespace mm::explorer
