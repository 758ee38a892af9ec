#include "this_machine.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

namespace mm::bench {
namespace {

/// Since the machine started, in ticks, all processors together.
struct ProcessorTime {
    std::uint64_t idle = 0;
    std::uint64_t total = 0;
};

/// The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal, and guest
/// times, which the first two contain.
[[nodiscard]] ProcessorTime processor_time() {
    std::ifstream file("/proc/stat");
    std::string word;
    file >> word;
    ProcessorTime time;
    std::uint64_t ticks = 0;
    for (int column = 0; column != 8 && file >> ticks; ++column) {
        time.total += ticks;
        if (column == 3 || column == 4) time.idle += ticks;
    }
    return time;
}

[[nodiscard]] int busy_percent() {
    const ProcessorTime before = processor_time();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const ProcessorTime after = processor_time();
    const auto total = static_cast<double>(after.total - before.total);
    const auto idle = static_cast<double>(after.idle - before.idle);
    return total > 0 ? static_cast<int>(std::lround(100 * (1 - idle / total))) : 0;
}

[[nodiscard]] std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line)) {
        const auto colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) {
            return line.substr(colon + 2);
        }
    }
    return "a processor that does not tell its name";
}

[[nodiscard]] std::string compiler() {
#ifdef __clang__
    return "clang " + std::string(__clang_version__);
#else
    return "g++ " + std::string(__VERSION__);
#endif
}

}  // namespace

Machine this_machine() {
    return {processor(), std::thread::hardware_concurrency(), compiler(), busy_percent()};
}

}  // namespace mm::bench
