#include "mm/internal/counted_object.hpp"

#include "mm/internal/mm_internals.hpp"

namespace mm::internal {
namespace {

[[nodiscard]] const Mm& mm_at(const void* object) noexcept {
    return *static_cast<const Mm*>(object);
}

constexpr CountedType mm_type{
    contracts::mm_struct_type,
    [](const void* mm) noexcept -> TwoTierCount& { return MmInternals::counts(mm_at(mm)); },
    [](const void* mm) noexcept { MmInternals::tear_down(mm_at(mm)); },
    [](const void* mm) noexcept -> void* {
        MmInternals::destroy(mm_at(mm));
        return MmInternals::as_struct(&mm_at(mm));
    },
};

}  // namespace

CountedObject::CountedObject(const Mm* mm) noexcept : address_(mm), type_(&mm_type) {}

const Mm* CountedObject::mm() const noexcept {
    return type_ == &mm_type ? static_cast<const Mm*>(address_) : nullptr;
}

}  // namespace mm::internal
