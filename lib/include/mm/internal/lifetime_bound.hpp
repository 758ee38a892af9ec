// Clang warns where a result outlives what it is bound to; g++ 12 does not know the attribute.
#pragma once

#if defined(__clang__)
#define MMSPEC_LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define MMSPEC_LIFETIME_BOUND
#endif
