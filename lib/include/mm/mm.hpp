// mmspec: Linux's Mm in user space. The one header to include.
#pragma once

#include "mm/address_space.hpp"
#include "mm/always_ref_counted.hpp"
#include "mm/aref.hpp"
#include "mm/raw_calls.hpp"
#include "mm/two_tier_count.hpp"
#include "mm/types/mm.hpp"
#include "mm/types/mm_struct.hpp"
#include "mm/types/mm_with_user.hpp"
#include "mm/variant.hpp"

#if MMSPEC_CHECKED
#include "mm/checked.hpp"
#else
#include "mm/internal/plain_operations.hpp"
#endif
