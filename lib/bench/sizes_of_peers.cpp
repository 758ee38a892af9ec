// The memory of one object of each peer, as its own allocator is asked for it.
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <boost/smart_ptr/make_shared.hpp>
#include <boost/smart_ptr/shared_ptr.hpp>
#include <memory>

#include "subjects.hpp"

namespace mm::bench {
namespace {

struct Counted : boost::intrusive_ref_counter<Counted, boost::thread_safe_counter>, Contents {};

}  // namespace

std::vector<Size> sizes_of_peers() {
    std::uint64_t standard = 0;
    std::uint64_t boosts = 0;
    static_cast<void>(std::allocate_shared<Contents>(CountingAllocator<Contents>(standard)));
    static_cast<void>(boost::allocate_shared<Contents>(CountingAllocator<Contents>(boosts)));
    return {{"std::make_shared", standard},
            {"boost::make_shared", boosts},
            {"boost::intrusive_ptr", sizeof(Counted)}};
}

}  // namespace mm::bench
