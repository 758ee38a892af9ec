// Takes back what was made, unless the rest succeeds as well.
#pragma once

#include <memory>

namespace mm::internal {

/// Destroys the object at a place at the end of the scope, unless told to keep it. One guard for
/// each object, in the order of making, so that the scopes end in reverse (Init.reverse_order),
/// by an error as by an exception.
template <typename T>
class [[nodiscard]] Undo {
 public:
    /// *Requires*: a `T` lives at `made`, and the caller would destroy it on failure
    /// (Init.all_or_nothing).
    explicit Undo(T* made) noexcept : made_(made) {}
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    ~Undo() {
        if (made_ != nullptr) std::destroy_at(made_);
    }

    void keep() noexcept { made_ = nullptr; }

 private:
    T* made_;
};

}  // namespace mm::internal
