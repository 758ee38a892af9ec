// A program in C++ that uses the library as a project elsewhere does.
#include <cstdio>
#include <memory>
#include <string>

#include <mm/mm_struct.h>
#include <mm/mm.hpp>

namespace {

struct Pages final : mm::AddressSpace {
    explicit Pages(int& left) : left_(left) {}
    ~Pages() override { left_ = 0; }
    int& left_;
};

#if MMSPEC_CHECKED
std::string report;
#endif

}  // namespace

int main() {
    int left = 3;
    mm_struct* const process = mm::mm_alloc(std::make_unique<Pages>(left));
    const mm::ARef<mm::Mm> kept(mm::Mm::from_raw(process));
    if (!kept->mmget_not_zero() || left != 3) return 1;
    mmput(process);
    if (kept->mmget_not_zero() || left != 0) return 2;
#if MMSPEC_CHECKED
    mm::set_violation_handler([](const mm::Violation& violation) { report = describe(violation); });
    mmdrop(process);
    if (report.find("Owned.release broken by mmdrop") == std::string::npos) return 3;
    if (report.find("cache.cpp:") == std::string::npos) return 4;
    std::puts("checked, from C++");
#else
    std::puts("plain, from C++");
#endif
}
