// The fuzz target ownership: ARefs that are made, moved, handed over and given up by four threads,
// each of which may stop between two atomic steps of an operation, and the raw calls that go with
// them; atomic contexts and deferred teardowns too.
#include "decode.hpp"
#include "operation_target.hpp"

namespace mm::fuzz {

using proptests::Kind;

namespace {

constexpr Kinds kinds = table_of({
    {Kind::mm_alloc, 4},
    {Kind::mmgrab, 3},
    {Kind::mmdrop, 3},
    {Kind::mmget, 1},
    {Kind::mmget_not_zero, 4},
    {Kind::mmput, 5},
    {Kind::mmput_async, 3},
    {Kind::flush_mmput_async, 3},
    {Kind::mm_as_raw, 1},
    {Kind::mm_mmget_not_zero, 5},
    {Kind::mm_with_user_into_mmput_async, 3},
    {Kind::aref_from_raw, 5},
    {Kind::aref_from_reference, 4},
    {Kind::aref_into_raw, 3},
    {Kind::aref_clone, 4},
    {Kind::aref_move, 4},
    {Kind::aref_drop, 6},
    {Kind::atomic_context_enter, 1},
    {Kind::atomic_context_leave, 2},
});

}  // namespace

/// Of a life that starts at the limit two threads could each take the last reference, which the
/// library tells only afterwards (Bound.limit).
constinit const Form fuzzed_form{.kinds = kinds, .threads = true, .endless_lives = false};

}  // namespace mm::fuzz
