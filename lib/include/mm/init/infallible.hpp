// The error of what cannot fail.
#pragma once

namespace mm {

/// An error type of which no object can be made, so that an initialiser which has it always
/// succeeds (Init.error). Source: core::convert::Infallible.
struct Infallible {
    Infallible() = delete;
};

}  // namespace mm
