// Whose memory `new` gives.
#pragma once

namespace mm::explorer {

class Machine;

/// The machine whose program runs on this thread: memory is then its execution's. Null if none
/// does.
extern constinit thread_local Machine* running_machine;

}  // namespace mm::explorer
