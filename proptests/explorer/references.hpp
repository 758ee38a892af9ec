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

/// What the contents have a place for: what each thread writes, and what is written for whoever
/// takes over a user or a grab.
struct Places {
    std::size_t threads = 0;
    bool with_user = false;
    bool with_grab = false;
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
    virtual std::size_t make(TeardownWatch& watch, const Places& places,
                             const Initial& initial) = 0;
    /// The thread's own place in the contents, which teardown reads too.
    /// *Requires*: a user.
    virtual void write_contents(std::size_t thread) = 0;
    virtual void read_contents(std::size_t thread) = 0;
    /// What goes along with a reference of that tier which is handed over.
    /// *Requires*: a user; `make` was told of it.
    virtual void write_for_another(proptests::Tier tier) = 0;
    virtual void read_from_another(proptests::Tier tier) = 0;
    /// *Requires*: the thread may do it. Returns the answer, if the operation has one.
    virtual bool perform(const proptests::Operation& operation) = 0;
    /// Two places in which a thread leaves a user or a grab for another one; they must be empty
    /// when they end.
    virtual void make_places() = 0;
    virtual void end_places() = 0;
};

[[nodiscard]] std::unique_ptr<References> references_through(Interface interface);

}  // namespace mm::explorer
