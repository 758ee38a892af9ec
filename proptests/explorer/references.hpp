// The object whose references a client's threads have, through each of the library's interfaces.
#pragma once

#include <cstddef>
#include <memory>

#include "explorer/client_program.hpp"
#include "mm/raw_calls.hpp"

namespace mm::explorer {

/// Hears of the one teardown.
class TeardownWatch {
 public:
    virtual void teardown_begins() noexcept = 0;
    virtual void teardown_ends() noexcept = 0;

 protected:
    ~TeardownWatch() = default;
};

/// The object `a` of one execution after another. Memory of no execution; what it makes is the
/// execution's.
class References {
 public:
    References() = default;
    References(const References&) = delete;
    References& operator=(const References&) = delete;
    virtual ~References() = default;

    /// On thread 0, before the others start. Returns which of its events begins the count.
    virtual std::size_t make(TeardownWatch& watch, std::size_t threads, const Initial& initial) = 0;
    /// Into the thread's own place in the contents, which teardown reads.
    /// *Requires*: a user.
    virtual void write_contents(std::size_t thread) = 0;
    /// *Requires*: the thread may do it. Returns the answer, if the operation has one.
    virtual bool perform(const proptests::Operation& operation) = 0;
    /// Two places in which a thread leaves a user or a grab for another one; they must be empty
    /// when they end.
    virtual void make_places() = 0;
    virtual void end_places() = 0;
};

[[nodiscard]] std::unique_ptr<References> references_through(Interface interface);

}  // namespace mm::explorer
