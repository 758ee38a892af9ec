// Operations by their kinds, on whatever an adapter offers.
#pragma once

#include <optional>

#include "concurrent/implementation.hpp"

namespace mm::proptests {

template <Implementation Adapter>
struct AdapterCalls {
    [[nodiscard]] static bool knows(Kind kind) {
        if constexpr (PerformsMore<Adapter>) {
            if (Adapter::performs(kind)) return true;
        }
        switch (kind) {
            case Kind::mmgrab:
            case Kind::mmdrop:
            case Kind::mmget:
            case Kind::mmget_not_zero:
            case Kind::mmput:
                return true;
            case Kind::mmput_async:
                return DefersTeardown<Adapter>;
            default:
                return false;
        }
    }

    /// *Requires*: known. The answer, of an operation that has one.
    static std::optional<bool> call(Kind kind, typename Adapter::Handle mm) {
        if constexpr (PerformsMore<Adapter>) {
            if (Adapter::performs(kind)) return Adapter::perform(kind, mm);
        }
        switch (kind) {
            case Kind::mmgrab:
                Adapter::grab(mm);
                break;
            case Kind::mmdrop:
                Adapter::drop(mm);
                break;
            case Kind::mmget:
                Adapter::get(mm);
                break;
            case Kind::mmget_not_zero:
                return Adapter::get_not_zero(mm);
            case Kind::mmput_async:
                if constexpr (DefersTeardown<Adapter>) Adapter::put_async(mm);
                break;
            default:
                Adapter::put(mm);
                break;
        }
        return std::nullopt;
    }

    static void flush() {
        if constexpr (DefersTeardown<Adapter>) Adapter::flush();
    }
};

}  // namespace mm::proptests
