// A cache whose entries outlive their contents: a type with two counts of its own.
//
// A reader holds an ARef<InUse<Entry>>, a user, which keeps the text. The cache holds an
// ARef<Entry>, a grab, which keeps the name alone: so the text goes with its last reader, and the
// cache can still say what was there.
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "mm/mm.hpp"

/// The contents: there while somebody reads.
struct Text {
    explicit Text(std::string read) : value(std::move(read)) {}
    Text(const Text&) = delete;
    Text& operator=(const Text&) = delete;
    ~Text() { std::printf("drop '%s'\n", value.c_str()); }
    std::string value;
};

/// The object: there while it is in the cache or somebody reads.
class Entry : public mm::TwoTierCounted<Entry, Text> {
 public:
    [[nodiscard]] const std::string& name() const { return name_; }

 protected:
    Entry(std::string name, std::string text)
        : TwoTierCounted(std::in_place, std::move(text)), name_(std::move(name)) {}
    ~Entry() { std::printf("forget %s\n", name_.c_str()); }

 private:
    std::string name_;
};
using Reader = mm::ARef<mm::InUse<Entry>>;

class Cache {
 public:
    /// The text of `name`, shared if somebody reads it already, else loaded.
    [[nodiscard]] Reader open(const std::string& name) {
        const auto found = entries_.find(name);
        if (found != entries_.end()) {
            if (auto shared = found->second->get_not_zero()) return *std::move(shared);
        }
        std::printf("load %s\n", name.c_str());
        Reader loaded = mm::make_counted<Entry>().with(name, "text of " + name);
        entries_.insert_or_assign(name, mm::ARef<Entry>(*loaded));
        return loaded;
    }
    void list() const {
        for (const auto& [name, entry] : entries_) {
            std::printf("%s: %s\n", name.c_str(), entry->get_not_zero() ? "open" : "closed");
        }
    }

 private:
    std::map<std::string, mm::ARef<Entry>> entries_;
};

int main() {
    Cache cache;
    std::optional<Reader> first = cache.open("alpha");
    const Reader second = cache.open("alpha");
    const Reader other = cache.open("beta");
    std::printf("%s, %s\n", second->contents().value.c_str(), second->name().c_str());
    first.reset();
    cache.list();
    std::optional<Reader> last = cache.open("gamma");
    last.reset();
    cache.list();
    static_cast<void>(cache.open("gamma"));
}
