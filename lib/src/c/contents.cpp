// Contents of a C program in an mm.
#include "mm/c/contents.h"

#include <memory>
#include <utility>

#include "for_c.hpp"
#include "mm/mm.hpp"

// The functions are meant here, not the macros that call those with a place.
#undef mmspec_alloc
#undef mmspec_contents

using mm::CallSite;
using mm::c::for_c;

namespace {

using TearDown = void (*)(void*);

class ContentsOfC final : public mm::AddressSpace {
 public:
    explicit ContentsOfC(void* contents) noexcept : contents_(contents) {}
    ~ContentsOfC() override {
        if (tear_down_ != nullptr) tear_down_(contents_);
    }

    void tear_down_by(TearDown tear_down) noexcept { tear_down_ = tear_down; }
    [[nodiscard]] void* contents() const noexcept { return contents_; }

 private:
    void* contents_;
    TearDown tear_down_ = nullptr;
};

[[nodiscard]] mm_struct* allocate_with(void* contents, TearDown tear_down, mm::Initial initial,
                                       CallSite site) {
    auto owner = std::make_unique<ContentsOfC>(contents);
    ContentsOfC& made = *owner;
    mm_struct* const mm = mm::mm_alloc(std::move(owner), initial, site);
    // Not before: a refused mm_alloc destroys what it was given, and this is then still the
    // caller's.
    if (mm != nullptr) made.tear_down_by(tear_down);
    return mm;
}

[[nodiscard]] void* contents_of(const mm_struct* mm, CallSite site) {
    const auto* const contents =
        dynamic_cast<const ContentsOfC*>(mm::MmWithUser::from_raw(mm, site).address_space(site));
    return contents == nullptr ? nullptr : contents->contents();
}

}  // namespace

mm_struct* mmspec_alloc(void* contents, TearDown tear_down, std::uint64_t users,
                        std::uint64_t grabs) {
    return for_c(allocate_with, contents, tear_down, mm::Initial{users, grabs}, CallSite{});
}
void* mmspec_contents(const mm_struct* mm) {
    return for_c(contents_of, mm, CallSite{});
}
mmspec_counters mmspec_read_counters(const mm_struct* mm) {
#if MMSPEC_CHECKED
    const auto seen = mm::inspect(mm);
    if (!seen || !seen->counters) return {0, 0};
    return {seen->counters->users, seen->counters->count};
#else
    const mm::Counters counters = mm::read_counters(mm);
    return {counters.users, counters.count};
#endif
}

#if MMSPEC_CHECKED
mm_struct* mmspec_alloc_at(void* contents, TearDown tear_down, std::uint64_t users,
                           std::uint64_t grabs, const char* file, std::uint32_t line) {
    return for_c(allocate_with, contents, tear_down, mm::Initial{users, grabs},
                 CallSite{file, line});
}
void* mmspec_contents_at(const mm_struct* mm, const char* file, std::uint32_t line) {
    return for_c(contents_of, mm, CallSite{file, line});
}
#endif
