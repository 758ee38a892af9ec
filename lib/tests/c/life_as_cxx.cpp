// The same program as C++: the header serves both, and no call is ambiguous.
#include "life.c"  // NOLINT(bugprone-suspicious-include): that is the test
