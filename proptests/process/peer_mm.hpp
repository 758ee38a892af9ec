// The library's mm that is driven in step with a real process's address space.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "library_calls.hpp"

namespace mm::process {

/// One mm of the library, with contents that stand for the page which the child shows.
///
/// *Ensures*: the destructor gives up every reference that is left, so that a scenario may stop
/// at any step (Liveness.freed).
class PeerMm {
 public:
    /// `value` is what a user reads in the address space; nothing is mapped if it is empty.
    PeerMm(const LibraryCalls& calls, std::optional<std::uint64_t> value);
    PeerMm(const PeerMm&) = delete;
    PeerMm& operator=(const PeerMm&) = delete;
    ~PeerMm();

    void grab() { calls_.mmgrab(mm_); }
    void drop() { calls_.mmdrop(mm_); }
    void get() { calls_.mmget(mm_); }
    [[nodiscard]] bool upgrade() { return calls_.mmget_not_zero(mm_); }
    void put() { calls_.mmput(mm_); }

    /// The value that a user reads, empty if nothing is mapped there or the
    /// library refuses.
    /// *Requires*: a user (Access.user).
    [[nodiscard]] std::optional<std::uint64_t> read() const;
    /// *Requires*: a user (Access.user).
    void unmap();

    /// Both counters; empty once the struct is freed.
    [[nodiscard]] std::optional<Counters> counters() const;
    /// How often the address space was torn down.
    [[nodiscard]] unsigned teardowns() const noexcept { return teardowns_; }

 private:
    class Page;
    [[nodiscard]] Page* contents() const;

    const LibraryCalls& calls_;
    unsigned teardowns_ = 0;
    mm_struct* mm_;
};

/// Records what the library's contracts refuse while it exists, where the default handler would
/// end the program.
class RefusalRecord {
 public:
    RefusalRecord();
    RefusalRecord(const RefusalRecord&) = delete;
    RefusalRecord& operator=(const RefusalRecord&) = delete;
    ~RefusalRecord();

    struct Refused {
        spec::Clause clause{};
        std::string report;
    };
    /// The first refusal since the last call.
    [[nodiscard]] static std::optional<Refused> take();

 private:
    ViolationHandler previous_;
};

}  // namespace mm::process
