// Makes the contents of an mm in place; if a step fails there is no mm, and nothing is left.
#include <cstdio>
#include <utility>

#include "mm/mm.hpp"

enum class Error { no_memory };

struct Buffer {
    explicit Buffer(const char* its_name) : name(its_name) { std::printf("  %s made\n", name); }
    Buffer(Buffer&&) = delete;  // stays where it is made
    ~Buffer() { std::printf("  %s destroyed\n", name); }
    const char* name;
};

struct Pages {
    Buffer table;
    Buffer pool;
    int limit;
};

// An initialiser of Pages: each member in order, the pool only if there is room for it.
auto pages(int room) {
    const auto fits = [room](mm::Pinned<Buffer>) {
        return room > 0 ? mm::Outcome<Error>::success()
                        : mm::Outcome<Error>::failure(Error::no_memory);
    };
    return mm::init_fields<Pages>(
        mm::field<&Pages::table>([] { return Buffer("table"); }),
        mm::field<&Pages::pool>(mm::pin_chain([] { return Buffer("pool"); }, fits)),
        mm::field<&Pages::limit>(room));
}

struct Contents final : mm::AddressSpace {
    mm::Slot<Pages> pages;
};

void live(int room) {
    std::printf("room for %d:\n", room);
    const auto made = mm::mm_alloc_with<Contents>(
        mm::pin_chain([] { return Contents(); },
                      [room](mm::Pinned<Contents> contents) {
                          return contents->pages.pinned_init(pages(room));
                      }));
    if (!made) {
        std::puts("  no mm");
        return;
    }
    mm::mmput(made.value());  // teardown
}

int main() {
    live(1);
    live(0);
}
