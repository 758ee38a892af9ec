// What users of an mm reach.
#pragma once

namespace mm {

/// The contents of an mm, destroyed at teardown: derive from it what your users share.
///
/// *Invariant*: destroyed exactly once, by the put that made users zero, on that caller's thread
/// or, where that was mmput_async, on the worker (Async.deferred); before the users' count is
/// dropped (Teardown.once, Teardown.order). *Requires*: the destructor throws nothing, and no user
/// of the same mm is taken in it (Final.no_revival).
class AddressSpace {
 public:
    AddressSpace() = default;
    AddressSpace(const AddressSpace&) = delete;
    AddressSpace& operator=(const AddressSpace&) = delete;
    virtual ~AddressSpace() = default;
};

}  // namespace mm
