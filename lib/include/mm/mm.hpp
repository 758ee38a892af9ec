// mmspec: Linux's Mm in user space. The one header to include.
#pragma once

#include "mm/address_space.hpp"
#include "mm/always_ref_counted.hpp"
#include "mm/aref.hpp"
#include "mm/async_teardown.hpp"
#include "mm/atomic_context.hpp"
#include "mm/borrow.hpp"
#include "mm/convert.hpp"
#include "mm/init.hpp"
#include "mm/keep_until_exit.hpp"
#include "mm/raw_calls.hpp"
#include "mm/thread_traits.hpp"
#include "mm/two_tier_count.hpp"
#include "mm/two_tier_counted.hpp"
#include "mm/type_id.hpp"
#include "mm/types/mm.hpp"
#include "mm/types/mm_struct.hpp"
#include "mm/types/mm_with_user.hpp"
#include "mm/types/mm_with_user_async.hpp"
#include "mm/variant.h"

#if MMSPEC_CHECKED
#include "mm/checked.hpp"
#else
#include "mm/internal/plain_operations.hpp"
#endif
