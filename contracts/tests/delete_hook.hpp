// Tells a program of each delete: with a sanitizer through its hook, otherwise by replacing
// operator new and delete in the program that links delete_hook.cpp.
#pragma once

namespace mm::tests {

/// Defined by the program; called before the memory is given back, on any thread.
void see_delete_of(const volatile void* memory) noexcept;

}  // namespace mm::tests
