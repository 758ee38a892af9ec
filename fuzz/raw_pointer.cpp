// The fuzz target raw_pointer: operations on raw and counted references, misuse included, of one
// thread.
#include "decode.hpp"
#include "operation_target.hpp"

namespace mm::fuzz {

using proptests::Kind;

namespace {

constexpr Kinds kinds = table_of({
    {Kind::mm_alloc, 4},
    {Kind::mmgrab, 2},
    {Kind::mmdrop, 2},
    {Kind::mmget, 2},
    {Kind::mmget_not_zero, 3},
    {Kind::mmput, 4},
    {Kind::mm_from_raw, 1},
    {Kind::mm_as_raw, 1},
    {Kind::mm_inc_ref, 1},
    {Kind::mm_dec_ref, 1},
    {Kind::mm_mmget_not_zero, 4},
    {Kind::mm_with_user_from_raw, 1},
    {Kind::mm_with_user_inc_ref, 1},
    {Kind::mm_with_user_dec_ref, 1},
    {Kind::mm_with_user_address_space, 1},
    {Kind::aref_from_raw, 4},
    {Kind::aref_from_reference, 4},
    {Kind::aref_into_raw, 2},
    {Kind::aref_clone, 2},
    {Kind::aref_move, 3},
    {Kind::aref_dereference, 1},
    {Kind::aref_drop, 5},
    {Kind::mmput_async, 3},
    {Kind::flush_mmput_async, 1},
    {Kind::mm_with_user_async_inc_ref, 1},
    {Kind::mm_with_user_async_dec_ref, 1},
    {Kind::mm_with_user_into_mmput_async, 3},
    {Kind::atomic_context_enter, 2},
    {Kind::atomic_context_leave, 3},
});

}  // namespace

constinit const Form fuzzed_form{.kinds = kinds};

}  // namespace mm::fuzz
