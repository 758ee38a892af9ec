// How the checks tell the types that they count apart.
#pragma once

namespace mm::contracts {

/// The name of a type as reports show it, which lives as long as the process. Two types are the
/// same if their names stand at the same address.
using TypeName = const char*;

/// That of an mm.
inline constexpr char mm_struct_type[] = "mm_struct";

}  // namespace mm::contracts
