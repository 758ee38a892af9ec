#include "peer_mm.hpp"

#include <memory>
#include <utility>

namespace mm::process {

class PeerMm::Page final : public AddressSpace {
 public:
    Page(std::optional<std::uint64_t> value, unsigned& teardowns)
        : value(value), teardowns_(teardowns) {}
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;
    ~Page() override { ++teardowns_; }

    std::optional<std::uint64_t> value;

 private:
    unsigned& teardowns_;
};

PeerMm::PeerMm(const LibraryCalls& calls, std::optional<std::uint64_t> value)
    : calls_(calls), mm_(calls_.mm_alloc(std::make_unique<Page>(value, teardowns_))) {}

PeerMm::~PeerMm() {
    // The ledger knows what raw code still owns. The calls are the library's own and not calls_,
    // which may be wrong ones.
    while (true) {
        const std::optional<Inspection> left = inspect(mm_);
        if (!left || !left->counters) return;
        if (left->grabs.raw != 0) {
            mmdrop(mm_);
        } else if (left->users.raw != 0) {
            mmput(mm_);
        } else {
            return;
        }
    }
}

PeerMm::Page* PeerMm::contents() const {
    // Only the constructor gives an mm its contents, and they are a Page (Identity.round_trip).
    try {
        return static_cast<Page*>(MmWithUser::from_raw(mm_).address_space());
    } catch (const Refusal&) {
        return nullptr;
    }
}

std::optional<std::uint64_t> PeerMm::read() const {
    const Page* const page = contents();
    return page == nullptr ? std::nullopt : page->value;
}

void PeerMm::unmap() {
    if (Page* const page = contents(); page != nullptr) page->value.reset();
}

std::optional<Counters> PeerMm::counters() const {
    const std::optional<Inspection> seen = inspect(mm_);
    return seen ? seen->counters : std::nullopt;
}

namespace {

std::optional<RefusalRecord::Refused> refused;

void record(const Violation& violation) {
    if (!refused) refused = RefusalRecord::Refused{violation.clause, describe(violation)};
}

}  // namespace

RefusalRecord::RefusalRecord() : previous_(set_violation_handler(record)) {
    refused.reset();
}

RefusalRecord::~RefusalRecord() {
    set_violation_handler(previous_);
}

std::optional<RefusalRecord::Refused> RefusalRecord::take() {
    return std::exchange(refused, std::nullopt);
}

}  // namespace mm::process
