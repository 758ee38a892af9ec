// The suite for an implementation of your own, `mm::conformance`: write an adapter
// (mm/conformance/concurrent/implementation.hpp says what it must and what it may have), and a
// program whose main is `return mm::conformance::check_conformance<YourAdapter>(count, values);`.
#pragma once

#include "properties/conformance.hpp"

namespace mm {
namespace conformance = proptests;
}
