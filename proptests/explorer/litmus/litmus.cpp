#include "explorer/litmus/litmus.hpp"

#include <utility>

#include "explorer/litmus/steps.hpp"

namespace mm::explorer {
namespace {

constexpr Variable x = Variable::x;
constexpr Variable y = Variable::y;
constexpr Variable z = Variable::z;
constexpr std::memory_order relaxed = std::memory_order_relaxed;
constexpr std::memory_order acquire = std::memory_order_acquire;
constexpr std::memory_order release = std::memory_order_release;
constexpr std::memory_order acq_rel = std::memory_order_acq_rel;
constexpr std::memory_order seq_cst = std::memory_order_seq_cst;

class List {
 public:
    void add(std::string name, const std::vector<std::vector<Step>>& threads,
             std::vector<Variable> looked_at, std::vector<std::string> allowed,
             std::vector<std::string> forbidden, std::uint64_t executions) {
        Program program = litmus_program(name, threads, std::move(looked_at));
        all.push_back({std::move(name), std::move(program), std::move(allowed),
                       std::move(forbidden), executions});
    }
    std::vector<Litmus> all;
};

}  // namespace

std::vector<Litmus> litmus_programs() {
    List list;
    list.add(
        "MP relaxed",
        {{write(x, 1, relaxed), write(y, 1, relaxed)}, {read(0, y, relaxed), read(1, x, relaxed)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add(
        "MP release, acquire",
        {{write(x, 1, relaxed), write(y, 1, release)}, {read(0, y, acquire), read(1, x, relaxed)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1"}, {"r0=1 r1=0"}, 3);
    list.add(
        "MP release, relaxed",
        {{write(x, 1, relaxed), write(y, 1, release)}, {read(0, y, relaxed), read(1, x, relaxed)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add(
        "MP relaxed, acquire",
        {{write(x, 1, relaxed), write(y, 1, relaxed)}, {read(0, y, acquire), read(1, x, relaxed)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add(
        "MP seq_cst",
        {{write(x, 1, seq_cst), write(y, 1, seq_cst)}, {read(0, y, seq_cst), read(1, x, seq_cst)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1"}, {"r0=1 r1=0"}, 3);
    list.add("MP fences",
             {{write(x, 1, relaxed), fence_of(release), write(y, 1, relaxed)},
              {read(0, y, relaxed), fence_of(acquire), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1"}, {"r0=1 r1=0"}, 3);
    list.add("MP release fence, acquire",
             {{write(x, 1, relaxed), fence_of(release), write(y, 1, relaxed)},
              {read(0, y, acquire), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1"}, {"r0=1 r1=0"}, 3);
    list.add("MP release, acquire fence",
             {{write(x, 1, relaxed), write(y, 1, release)},
              {read(0, y, relaxed), fence_of(acquire), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1"}, {"r0=1 r1=0"}, 3);
    list.add("MP release fence alone",
             {{write(x, 1, relaxed), fence_of(release), write(y, 1, relaxed)},
              {read(0, y, relaxed), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add(
        "SB relaxed",
        {{write(x, 1, relaxed), read(0, y, relaxed)}, {write(y, 1, relaxed), read(1, x, relaxed)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add(
        "SB release, acquire",
        {{write(x, 1, release), read(0, y, acquire)}, {write(y, 1, release), read(1, x, acquire)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add(
        "SB seq_cst",
        {{write(x, 1, seq_cst), read(0, y, seq_cst)}, {write(y, 1, seq_cst), read(1, x, seq_cst)}},
        {}, {"r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {"r0=0 r1=0"}, 3);
    list.add("SB seq_cst fences",
             {{write(x, 1, relaxed), fence_of(seq_cst), read(0, y, relaxed)},
              {write(y, 1, relaxed), fence_of(seq_cst), read(1, x, relaxed)}},
             {}, {"r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {"r0=0 r1=0"}, 3);
    list.add("SB one seq_cst fence",
             {{write(x, 1, relaxed), fence_of(seq_cst), read(0, y, relaxed)},
              {write(y, 1, relaxed), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add("SB acq_rel fences",
             {{write(x, 1, relaxed), fence_of(acq_rel), read(0, y, relaxed)},
              {write(y, 1, relaxed), fence_of(acq_rel), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0", "r0=1 r1=1"}, {}, 4);
    list.add("SB read-modify-writes",
             {{exchange(0, x, 1, acq_rel), add(1, y, 1, acq_rel)},
              {exchange(2, y, 1, acq_rel), add(3, x, 1, acq_rel)}},
             {}, {"r0=0 r1=0 r2=1 r3=1", "r0=0 r1=1 r2=0 r3=1", "r0=1 r1=1 r2=0 r3=0"},
             {"r0=1 r1=0 r2=1 r3=0"}, 3);
    list.add(
        "LB relaxed",
        {{read(0, x, relaxed), write(y, 1, relaxed)}, {read(1, y, relaxed), write(x, 1, relaxed)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0"}, {"r0=1 r1=1"}, 3);
    list.add(
        "LB acquire, release",
        {{read(0, x, acquire), write(y, 1, release)}, {read(1, y, acquire), write(x, 1, release)}},
        {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=0"}, {"r0=1 r1=1"}, 3);
    list.add("CoRR", {{write(x, 1, relaxed)}, {read(0, x, relaxed), read(1, x, relaxed)}}, {},
             {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1"}, {"r0=1 r1=0"}, 3);
    list.add("CoWW", {{write(x, 1, relaxed), write(x, 2, relaxed)}}, {x}, {"x=2"}, {"x=1"}, 1);
    list.add("CoWR", {{write(x, 1, relaxed), read(0, x, relaxed)}, {write(x, 2, relaxed)}}, {},
             {"r0=1", "r0=2"}, {"r0=0"}, 3);
    list.add("CoRW1", {{read(0, x, relaxed), write(x, 1, relaxed)}}, {}, {"r0=0"}, {"r0=1"}, 1);
    list.add("CoRW2", {{read(0, x, relaxed), write(x, 1, relaxed)}, {write(x, 2, relaxed)}}, {x},
             {"r0=0 x=1", "r0=0 x=2", "r0=2 x=1"}, {"r0=2 x=2"}, 3);
    list.add("CoRR2",
             {{write(x, 1, relaxed)},
              {write(x, 2, relaxed)},
              {read(0, x, relaxed), read(1, x, relaxed)}},
             {x},
             {"r0=0 r1=0 x=1", "r0=0 r1=0 x=2", "r0=0 r1=1 x=1", "r0=0 r1=1 x=2", "r0=0 r1=2 x=1",
              "r0=0 r1=2 x=2", "r0=1 r1=1 x=1", "r0=1 r1=1 x=2", "r0=1 r1=2 x=2", "r0=2 r1=1 x=1",
              "r0=2 r1=2 x=1", "r0=2 r1=2 x=2"},
             {"r0=1 r1=2 x=1", "r0=2 r1=1 x=2"}, 12);
    list.add(
        "IRIW relaxed",
        {{write(x, 1, relaxed)},
         {write(y, 1, relaxed)},
         {read(0, x, relaxed), read(1, y, relaxed)},
         {read(2, y, relaxed), read(3, x, relaxed)}},
        {},
        {"r0=0 r1=0 r2=0 r3=0", "r0=0 r1=0 r2=0 r3=1", "r0=0 r1=0 r2=1 r3=0", "r0=0 r1=0 r2=1 r3=1",
         "r0=0 r1=1 r2=0 r3=0", "r0=0 r1=1 r2=0 r3=1", "r0=0 r1=1 r2=1 r3=0", "r0=0 r1=1 r2=1 r3=1",
         "r0=1 r1=0 r2=0 r3=0", "r0=1 r1=0 r2=0 r3=1", "r0=1 r1=0 r2=1 r3=0", "r0=1 r1=0 r2=1 r3=1",
         "r0=1 r1=1 r2=0 r3=0", "r0=1 r1=1 r2=0 r3=1", "r0=1 r1=1 r2=1 r3=0",
         "r0=1 r1=1 r2=1 r3=1"},
        {}, 16);
    list.add(
        "IRIW release, acquire",
        {{write(x, 1, release)},
         {write(y, 1, release)},
         {read(0, x, acquire), read(1, y, acquire)},
         {read(2, y, acquire), read(3, x, acquire)}},
        {},
        {"r0=0 r1=0 r2=0 r3=0", "r0=0 r1=0 r2=0 r3=1", "r0=0 r1=0 r2=1 r3=0", "r0=0 r1=0 r2=1 r3=1",
         "r0=0 r1=1 r2=0 r3=0", "r0=0 r1=1 r2=0 r3=1", "r0=0 r1=1 r2=1 r3=0", "r0=0 r1=1 r2=1 r3=1",
         "r0=1 r1=0 r2=0 r3=0", "r0=1 r1=0 r2=0 r3=1", "r0=1 r1=0 r2=1 r3=0", "r0=1 r1=0 r2=1 r3=1",
         "r0=1 r1=1 r2=0 r3=0", "r0=1 r1=1 r2=0 r3=1", "r0=1 r1=1 r2=1 r3=0",
         "r0=1 r1=1 r2=1 r3=1"},
        {}, 16);
    list.add(
        "IRIW seq_cst",
        {{write(x, 1, seq_cst)},
         {write(y, 1, seq_cst)},
         {read(0, x, seq_cst), read(1, y, seq_cst)},
         {read(2, y, seq_cst), read(3, x, seq_cst)}},
        {},
        {"r0=0 r1=0 r2=0 r3=0", "r0=0 r1=0 r2=0 r3=1", "r0=0 r1=0 r2=1 r3=0", "r0=0 r1=0 r2=1 r3=1",
         "r0=0 r1=1 r2=0 r3=0", "r0=0 r1=1 r2=0 r3=1", "r0=0 r1=1 r2=1 r3=0", "r0=0 r1=1 r2=1 r3=1",
         "r0=1 r1=0 r2=0 r3=0", "r0=1 r1=0 r2=0 r3=1", "r0=1 r1=0 r2=1 r3=1", "r0=1 r1=1 r2=0 r3=0",
         "r0=1 r1=1 r2=0 r3=1", "r0=1 r1=1 r2=1 r3=0", "r0=1 r1=1 r2=1 r3=1"},
        {"r0=1 r1=0 r2=1 r3=0"}, 15);
    list.add(
        "IRIW seq_cst fences",
        {{write(x, 1, relaxed)},
         {write(y, 1, relaxed)},
         {read(0, x, relaxed), fence_of(seq_cst), read(1, y, relaxed)},
         {read(2, y, relaxed), fence_of(seq_cst), read(3, x, relaxed)}},
        {},
        {"r0=0 r1=0 r2=0 r3=0", "r0=0 r1=0 r2=0 r3=1", "r0=0 r1=0 r2=1 r3=0", "r0=0 r1=0 r2=1 r3=1",
         "r0=0 r1=1 r2=0 r3=0", "r0=0 r1=1 r2=0 r3=1", "r0=0 r1=1 r2=1 r3=0", "r0=0 r1=1 r2=1 r3=1",
         "r0=1 r1=0 r2=0 r3=0", "r0=1 r1=0 r2=0 r3=1", "r0=1 r1=0 r2=1 r3=1", "r0=1 r1=1 r2=0 r3=0",
         "r0=1 r1=1 r2=0 r3=1", "r0=1 r1=1 r2=1 r3=0", "r0=1 r1=1 r2=1 r3=1"},
        {"r0=1 r1=0 r2=1 r3=0"}, 15);
    list.add(
        "IRIW acquire and seq_cst",
        {{write(x, 1, seq_cst)},
         {write(y, 1, seq_cst)},
         {read(0, x, acquire), read(1, y, seq_cst)},
         {read(2, y, acquire), read(3, x, seq_cst)}},
        {},
        {"r0=0 r1=0 r2=0 r3=0", "r0=0 r1=0 r2=0 r3=1", "r0=0 r1=0 r2=1 r3=0", "r0=0 r1=0 r2=1 r3=1",
         "r0=0 r1=1 r2=0 r3=0", "r0=0 r1=1 r2=0 r3=1", "r0=0 r1=1 r2=1 r3=0", "r0=0 r1=1 r2=1 r3=1",
         "r0=1 r1=0 r2=0 r3=0", "r0=1 r1=0 r2=0 r3=1", "r0=1 r1=0 r2=1 r3=0", "r0=1 r1=0 r2=1 r3=1",
         "r0=1 r1=1 r2=0 r3=0", "r0=1 r1=1 r2=0 r3=1", "r0=1 r1=1 r2=1 r3=0",
         "r0=1 r1=1 r2=1 r3=1"},
        {}, 16);
    list.add("WRC relaxed",
             {{write(x, 1, relaxed)},
              {read(0, x, relaxed), write(y, 1, relaxed)},
              {read(1, y, relaxed), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=0", "r0=1 r1=1 r2=1"},
             {}, 8);
    list.add("WRC release, acquire",
             {{write(x, 1, release)},
              {read(0, x, acquire), write(y, 1, release)},
              {read(1, y, acquire), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=1"},
             {"r0=1 r1=1 r2=0"}, 7);
    list.add("WRC first store relaxed",
             {{write(x, 1, relaxed)},
              {read(0, x, acquire), write(y, 1, release)},
              {read(1, y, acquire), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=1"},
             {"r0=1 r1=1 r2=0"}, 7);
    list.add("WRC middle relaxed",
             {{write(x, 1, release)},
              {read(0, x, acquire), write(y, 1, relaxed)},
              {read(1, y, acquire), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=0", "r0=1 r1=1 r2=1"},
             {}, 8);
    list.add("ISA2 release, acquire",
             {{write(x, 1, relaxed), write(y, 1, release)},
              {read(0, y, acquire), write(z, 1, release)},
              {read(1, z, acquire), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=1"},
             {"r0=1 r1=1 r2=0"}, 7);
    list.add("ISA2 middle relaxed",
             {{write(x, 1, relaxed), write(y, 1, release)},
              {read(0, y, relaxed), write(z, 1, release)},
              {read(1, z, acquire), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=0", "r0=1 r1=1 r2=1"},
             {}, 8);
    list.add("2+2W relaxed",
             {{write(x, 1, relaxed), write(y, 2, relaxed)},
              {write(y, 1, relaxed), write(x, 2, relaxed)}},
             {x, y}, {"x=1 y=1", "x=1 y=2", "x=2 y=1", "x=2 y=2"}, {}, 4);
    list.add("2+2W release",
             {{write(x, 1, release), write(y, 2, release)},
              {write(y, 1, release), write(x, 2, release)}},
             {x, y}, {"x=1 y=1", "x=1 y=2", "x=2 y=1", "x=2 y=2"}, {}, 4);
    list.add("2+2W seq_cst",
             {{write(x, 1, seq_cst), write(y, 2, seq_cst)},
              {write(y, 1, seq_cst), write(x, 2, seq_cst)}},
             {x, y}, {"x=1 y=2", "x=2 y=1", "x=2 y=2"}, {"x=1 y=1"}, 3);
    list.add("2+2W seq_cst fences",
             {{write(x, 1, relaxed), fence_of(seq_cst), write(y, 2, relaxed)},
              {write(y, 1, relaxed), fence_of(seq_cst), write(x, 2, relaxed)}},
             {x, y}, {"x=1 y=2", "x=2 y=1", "x=2 y=2"}, {"x=1 y=1"}, 3);
    list.add(
        "R relaxed",
        {{write(x, 1, relaxed), write(y, 1, relaxed)}, {write(y, 2, relaxed), read(0, x, relaxed)}},
        {y}, {"r0=0 y=1", "r0=0 y=2", "r0=1 y=1", "r0=1 y=2"}, {}, 4);
    list.add(
        "R seq_cst",
        {{write(x, 1, seq_cst), write(y, 1, seq_cst)}, {write(y, 2, seq_cst), read(0, x, seq_cst)}},
        {y}, {"r0=0 y=1", "r0=1 y=1", "r0=1 y=2"}, {"r0=0 y=2"}, 3);
    list.add("R seq_cst fences",
             {{write(x, 1, relaxed), fence_of(seq_cst), write(y, 1, relaxed)},
              {write(y, 2, relaxed), fence_of(seq_cst), read(0, x, relaxed)}},
             {y}, {"r0=0 y=1", "r0=1 y=1", "r0=1 y=2"}, {"r0=0 y=2"}, 3);
    list.add(
        "S relaxed",
        {{write(x, 2, relaxed), write(y, 1, relaxed)}, {read(0, y, relaxed), write(x, 1, relaxed)}},
        {x}, {"r0=0 x=1", "r0=0 x=2", "r0=1 x=1", "r0=1 x=2"}, {}, 4);
    list.add(
        "S release, acquire",
        {{write(x, 2, relaxed), write(y, 1, release)}, {read(0, y, acquire), write(x, 1, relaxed)}},
        {x}, {"r0=0 x=1", "r0=0 x=2", "r0=1 x=1"}, {"r0=1 x=2"}, 3);
    list.add("RWC acquire",
             {{write(x, 1, relaxed)},
              {read(0, x, acquire), read(1, y, relaxed)},
              {write(y, 1, relaxed), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=0", "r0=1 r1=1 r2=1"},
             {}, 8);
    list.add("RWC seq_cst fences",
             {{write(x, 1, relaxed)},
              {read(0, x, acquire), fence_of(seq_cst), read(1, y, relaxed)},
              {write(y, 1, relaxed), fence_of(seq_cst), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=0", "r0=1 r1=1 r2=1"},
             {"r0=1 r1=0 r2=0"}, 7);
    list.add("Release sequence of a read-modify-write",
             {{write(x, 1, relaxed), write(y, 1, release)},
              {add(0, y, 1, relaxed)},
              {read(1, y, acquire), read(2, x, relaxed)}},
             {},
             {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=0", "r0=0 r1=1 r2=1",
              "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=1", "r0=1 r1=2 r2=1"},
             {"r0=1 r1=2 r2=0"}, 9);
    list.add(
        "Release sequence broken by a store",
        {{write(x, 1, relaxed), write(y, 1, release)},
         {read(0, y, relaxed), write(y, 2, relaxed)},
         {read(1, y, acquire), read(2, x, relaxed)}},
        {},
        {"r0=0 r1=0 r2=0", "r0=0 r1=0 r2=1", "r0=0 r1=1 r2=1", "r0=0 r1=2 r2=0", "r0=0 r1=2 r2=1",
         "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1", "r0=1 r1=1 r2=1", "r0=1 r1=2 r2=0", "r0=1 r1=2 r2=1"},
        {"r0=1 r1=1 r2=0"}, 15);
    list.add("Release sequence without a store of its thread",
             {{write(x, 1, relaxed), write(y, 1, release), write(y, 2, relaxed)},
              {read(0, y, acquire), read(1, x, relaxed)}},
             {}, {"r0=0 r1=0", "r0=0 r1=1", "r0=1 r1=1", "r0=2 r1=0", "r0=2 r1=1"}, {"r0=1 r1=0"},
             5);
    list.add("Release fence before a read-modify-write",
             {{write(x, 1, relaxed), fence_of(release), add(0, y, 1, relaxed)},
              {add(1, y, 1, relaxed), fence_of(acquire), read(2, x, relaxed)}},
             {}, {"r0=0 r1=1 r2=1", "r0=1 r1=0 r2=0", "r0=1 r1=0 r2=1"}, {"r0=0 r1=1 r2=0"}, 3);
    list.add("Read-modify-writes in a chain",
             {{add(0, x, 1, relaxed)}, {add(1, x, 1, relaxed)}, {add(2, x, 1, relaxed)}}, {x},
             {"r0=0 r1=1 r2=2 x=3", "r0=0 r1=2 r2=1 x=3", "r0=1 r1=0 r2=2 x=3",
              "r0=1 r1=2 r2=0 x=3", "r0=2 r1=0 r2=1 x=3", "r0=2 r1=1 r2=0 x=3"},
             {"r0=0 r1=0 r2=1 x=3", "r0=0 r1=1 r2=1 x=3"}, 6);
    list.add("Read-modify-write and store", {{add(0, x, 1, relaxed)}, {write(x, 5, relaxed)}}, {x},
             {"r0=0 x=5", "r0=5 x=6"}, {"r0=0 x=1", "r0=5 x=5"}, 2);
    list.add("Two strong compare-exchanges",
             {{replace(0, x, 0, 1, relaxed)}, {replace(1, x, 0, 2, relaxed)}}, {},
             {"r0=0 r1=1", "r0=1 r1=0"}, {"r0=1 r1=1", "r0=0 r1=0"}, 2);
    list.add("Strong compare-exchange that fails by an old value",
             {{write(x, 1, relaxed), write(x, 2, relaxed)}, {replace(0, x, 2, 3, relaxed)}}, {x},
             {"r0=0 x=2", "r0=1 x=3"}, {"r0=0 x=3", "r0=1 x=2"}, 3);
    list.add("Weak compare-exchange that fails for no reason",
             {{replace_weakly(0, x, 0, 1, relaxed)}}, {x}, {"r0=0 x=0", "r0=1 x=1"},
             {"r0=1 x=0", "r0=0 x=1"}, 2);
    list.add("Message through a chain of exchanges",
             {{write(x, 1, relaxed), exchange(0, y, 1, release)},
              {exchange(1, y, 2, acquire), read(2, x, relaxed)}},
             {}, {"r0=0 r1=1 r2=1", "r0=2 r1=0 r2=0", "r0=2 r1=0 r2=1"}, {"r0=0 r1=1 r2=0"}, 3);
    return std::move(list.all);
}

}  // namespace mm::explorer
