// How one operation of one subject becomes a benchmark.
#pragma once

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "figures/record.hpp"

namespace mm::bench {

/// The numbers of threads at which each operation is measured.
inline constexpr int thread_numbers[] = {1, 2, 4};

/// The operations that subjects are compared at.
namespace operation {
inline constexpr char clone_and_drop[] = "clone and drop";
inline constexpr char upgrade_and_put[] = "get and put";
inline constexpr char failed_upgrade[] = "failed upgrade";
inline constexpr char create_to_free[] = "create to free";
inline constexpr char hand_over[] = "hand-over";
}  // namespace operation

/// One benchmark, by the index that its name ends in.
struct Entry {
    std::string operation;
    std::string subject;
    Kind kind = Kind::peer;
};

/// Every benchmark that was added, in that order.
[[nodiscard]] std::vector<Entry>& entries();

/// The object of a subject, or the slot that it is handed over through, on a line of the cache of
/// its own, so that no subject pays for another's writes.
template <typename T>
struct alignas(64) OwnLine {
    T value{};
};

/// Registers `body` at each number of threads. Its name is "operation/index", so that one operation
/// at one number of threads can be run by itself.
::benchmark::internal::Benchmark* add_body(Entry entry, void (*body)(::benchmark::State&));

/// Runs `step` once an iteration, inlined. Compilers keep each atomic step, so a step needs no
/// store of its result to keep it, which would cost a time of its own.
template <auto step>
void repeat(::benchmark::State& state) {
    for (auto _ : state) step();
}

/// Adds the benchmark of `step`: one operation on an object that all threads share.
template <auto step>
void add(const char* operation, const char* subject, Kind kind = Kind::peer) {
    add_body({operation, subject, kind}, repeat<step>);
}

}  // namespace mm::bench
