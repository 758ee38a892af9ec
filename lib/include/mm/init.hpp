// In-place initialisers that may fail: Init and PinInit, and who runs them.
#pragma once

#include "mm/init/array.hpp"
#include "mm/init/chain.hpp"
#include "mm/init/fields.hpp"
#include "mm/init/from_function.hpp"
#include "mm/init/infallible.hpp"
#include "mm/init/initialiser.hpp"
#include "mm/init/make.hpp"
#include "mm/init/mm_alloc_with.hpp"
#include "mm/init/outcome.hpp"
#include "mm/init/pinned.hpp"
#include "mm/init/result.hpp"
#include "mm/init/slot.hpp"
