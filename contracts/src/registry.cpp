#include "mm/contracts/registry.hpp"

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>

#include "mm/contracts/process_number.hpp"
#include "mm/contracts/takings.hpp"

namespace mm::contracts {
namespace {

/// A hash table of records that only ever gains keys. It grows by whole chunks, each twice the size
/// of the one before, and never moves a record.
constexpr std::size_t first_chunk_size = 1024;
constexpr std::size_t chunk_limit = 32;
constexpr std::size_t probe_limit = 16;

// Constant initialisation: mms that other static objects make find a working table, and no thread
// has to synchronise with its construction.
constinit std::array<Subject, first_chunk_size> first_chunk;
constinit std::array<std::atomic<Subject*>, chunk_limit> later_chunks;

/// An address as it stands in a record: inverted, so that a leak detector which looks for pointers
/// in memory does not take the record for a reference to the mm. Zero marks a free record.
[[nodiscard]] std::uintptr_t key_of(const void* object) noexcept {
    return ~std::bit_cast<std::uintptr_t>(object);
}

[[nodiscard]] std::size_t size_of_chunk(std::size_t chunk) noexcept {
    return first_chunk_size << chunk;
}

/// Acquire pairs with the release in `make_chunk`, since another thread may have constructed the
/// chunk: the only order that the registry adds between threads, once for each chunk.
[[nodiscard]] Subject* existing_chunk(std::size_t chunk) noexcept {
    if (chunk == 0) return first_chunk.data();
    return later_chunks[chunk].load(std::memory_order_acquire);
}

[[nodiscard]] Subject* make_chunk(std::size_t chunk) {
    auto fresh = std::make_unique<Subject[]>(size_of_chunk(chunk));
    Subject* found = nullptr;
    if (later_chunks[chunk].compare_exchange_strong(found, fresh.get(), std::memory_order_acq_rel,
                                                    std::memory_order_acquire)) {
        // The registry keeps it for as long as the process lives.
        return fresh.release();
    }
    return found;
}

[[nodiscard]] std::size_t hash(std::uintptr_t key) noexcept {
    const auto mixed = static_cast<std::uint64_t>(~key) * 0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(mixed >> 20);
}

/// The slot of `chunk` that holds `key` or is the first free one on its way; null if neither.
[[nodiscard]] Subject* probe(Subject* chunk, std::size_t size, std::uintptr_t key) noexcept {
    const std::size_t start = hash(key);
    for (std::size_t step = 0; step != probe_limit; ++step) {
        Subject& slot = chunk[(start + step) & (size - 1)];
        const std::uintptr_t found = slot.key.load();
        if (found == key || found == 0) return &slot;
    }
    return nullptr;
}

[[nodiscard]] Subject& slot_for(std::uintptr_t key) {
    for (std::size_t chunk = 0;; ++chunk) {
        Subject* table = existing_chunk(chunk);
        if (table == nullptr) table = make_chunk(chunk);
        while (Subject* slot = probe(table, size_of_chunk(chunk), key)) {
            std::uintptr_t found = slot->key.load();
            if (found == key) return *slot;
            if (found == 0 && slot->key.compare_exchange(found, key)) return *slot;
        }
    }
}

}  // namespace

Subject* find_subject(const void* object) noexcept {
    if (object == nullptr) return nullptr;
    const std::uintptr_t key = key_of(object);
    for (std::size_t chunk = 0; chunk != chunk_limit; ++chunk) {
        Subject* table = existing_chunk(chunk);
        if (table == nullptr) return nullptr;
        if (Subject* slot = probe(table, size_of_chunk(chunk), key)) {
            return slot->key.load() == key ? slot : nullptr;
        }
    }
    return nullptr;
}

Subject& enroll(const void* object, std::uint32_t raw_users, std::uint32_t raw_grabs, Place place,
                TypeName type) {
    Subject& subject = slot_for(key_of(object));
    forget_takings(subject);
    subject.generation.fetch_add(1);
    subject.process.store(process_number());
    subject.grabs.reset(raw_grabs);
    subject.users.reset(raw_users);
    subject.history.clear();
    subject.type.store(type);
    subject.allocated.record(place);
    subject.freed.record({});
    subject.queued.record({});
    subject.kept.record({});
    subject.phase.store(Phase::live);
    return subject;
}

void withdraw(Subject& subject, Place place) noexcept {
    subject.grabs.reset(0);
    subject.users.reset(0);
    subject.freed.record(place);
    subject.phase.store(Phase::freed);
}

std::vector<const Subject*> all_subjects() {
    std::vector<const Subject*> found;
    for (std::size_t chunk = 0; chunk != chunk_limit; ++chunk) {
        const Subject* const table = existing_chunk(chunk);
        if (table == nullptr) break;
        for (const Subject* slot = table; slot != table + size_of_chunk(chunk); ++slot) {
            if (slot->key.load() != 0) found.push_back(slot);
        }
    }
    return found;
}

}  // namespace mm::contracts
