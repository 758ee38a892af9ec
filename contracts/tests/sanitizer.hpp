// Whether this test program runs under a sanitizer, for tests that see its effects.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define MMSPEC_TESTS_WITH_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MMSPEC_TESTS_WITH_ADDRESS_SANITIZER 1
#endif
#endif

#if defined(__SANITIZE_THREAD__)
#define MMSPEC_TESTS_WITH_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define MMSPEC_TESTS_WITH_THREAD_SANITIZER 1
#endif
#endif

#if defined(MMSPEC_TESTS_WITH_ADDRESS_SANITIZER) || defined(MMSPEC_TESTS_WITH_THREAD_SANITIZER)
#define MMSPEC_TESTS_WITH_SANITIZER 1
#else
#define MMSPEC_TESTS_WITH_SANITIZER 0
#endif

namespace mm::tests {

#ifdef MMSPEC_TESTS_WITH_ADDRESS_SANITIZER
inline constexpr bool has_address_sanitizer = true;
#else
inline constexpr bool has_address_sanitizer = false;
#endif

}  // namespace mm::tests
