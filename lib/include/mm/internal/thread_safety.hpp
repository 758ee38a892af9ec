// Clang's thread-safety analysis sees what may sleep called in an atomic context; g++ has none.
#pragma once

#if defined(__clang__)
#define MMSPEC_CAPABILITY(name) __attribute__((capability(name)))
#define MMSPEC_SCOPED_CAPABILITY __attribute__((scoped_lockable))
#define MMSPEC_ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define MMSPEC_RELEASE(...) __attribute__((release_capability(__VA_ARGS__)))
#define MMSPEC_EXCLUDES(...) __attribute__((locks_excluded(__VA_ARGS__)))
#else
#define MMSPEC_CAPABILITY(name)
#define MMSPEC_SCOPED_CAPABILITY
#define MMSPEC_ACQUIRE(...)
#define MMSPEC_RELEASE(...)
#define MMSPEC_EXCLUDES(...)
#endif

namespace mm::internal {

/// What the analysis knows an atomic context by (mm/atomic_context.hpp); it exists at compile time
/// only.
class MMSPEC_CAPABILITY("atomic context") AtomicContextCapability {};
inline constexpr AtomicContextCapability atomic_context;

}  // namespace mm::internal
