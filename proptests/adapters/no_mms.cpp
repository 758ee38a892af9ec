#include "adapters/no_mms.hpp"

#include <cstring>

#include "adapters/witness.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define MMSPEC_TELLS_OF_READS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MMSPEC_TELLS_OF_READS 1
#endif
#endif
#ifdef MMSPEC_TELLS_OF_READS
#include <sanitizer/asan_interface.h>
#endif

namespace mm::proptests {

namespace {

#ifdef MMSPEC_TELLS_OF_READS
constexpr bool tells_of_reads = true;
void forbid(const void* memory, std::size_t size) {
    __asan_poison_memory_region(memory, size);
}
void allow(const void* memory, std::size_t size) {
    __asan_unpoison_memory_region(memory, size);
}
#else
constexpr bool tells_of_reads = false;
void forbid(const void* /*memory*/, std::size_t /*size*/) {}
void allow(const void* /*memory*/, std::size_t /*size*/) {}
#endif

/// The least at which an mm_struct could stand, and not the start of one.
constexpr std::size_t inside = alignof(mm_struct);
static_assert(inside < sizeof(mm_struct));

[[nodiscard]] mm_struct* as_mm(const void* memory) {
    return static_cast<mm_struct*>(const_cast<void*>(memory));
}

}  // namespace

NoMms::NoMms()
    : other_(make_counted<Other>().with()), around_inside_(mm_alloc()), as_made_(bytes()) {
    forbid(wild_.data(), wild_.size());
    forbid(other_->get(), sizeof(InUse<Other>));
    forbid(around_inside_, sizeof(mm_struct));
}

NoMms::~NoMms() {
    allow(wild_.data(), wild_.size());
    allow(other_->get(), sizeof(InUse<Other>));
    allow(around_inside_, sizeof(mm_struct));
    // Whether that goes right is judged of every other mm. Of what was written to there may be
    // nothing left to give up.
    const bool untouched = is_untouched();
    Witness witness;
    SystemUnderTest::Result unheard;
    Witness::listen(unheard, false, [this, untouched] {
        other_.reset();
        if (untouched) mmput(around_inside_);
    });
}

mm_struct* NoMms::pointer(MmName name) const {
    switch (name) {
        case MmName::wild:
            return as_mm(wild_.data());
        case MmName::foreign:
            return as_mm(other_->get());
        case MmName::inside:
            return as_mm(reinterpret_cast<const unsigned char*>(around_inside_) + inside);
        default:
            return nullptr;
    }
}

bool NoMms::is_untouched() const {
    return tells_of_reads || bytes() == as_made_;
}

NoMms::Bytes NoMms::bytes() const {
    Bytes copied;
    std::memcpy(copied.wild.data(), wild_.data(), wild_.size());
    std::memcpy(copied.foreign.data(), static_cast<const void*>(other_->get()),
                copied.foreign.size());
    std::memcpy(copied.around_inside.data(), static_cast<const void*>(around_inside_),
                copied.around_inside.size());
    return copied;
}

}  // namespace mm::proptests
