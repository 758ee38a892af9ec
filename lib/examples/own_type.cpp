// A type with two counts of its own: a cache entry whose contents go before the entry does.
//
// Readers hold an ARef<OpenEntry>, which keeps the text. The index holds an ARef<Entry>, which
// keeps the entry, so that it can look whether the text is still there.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "mm/mm.hpp"

class OpenEntry;

/// An entry that exists. Counted by its grabs.
class Entry {
 public:
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    void inc_ref() const { counts_.grab(); }
    static void dec_ref(const Entry* entry) {
        entry->counts_.drop([entry]() noexcept { delete entry; });
    }
    /// The text, for as long as the result lives; nothing once the last reader has gone.
    [[nodiscard]] std::optional<mm::ARef<OpenEntry>> open() const;

 protected:
    explicit Entry(std::string text) : text_(std::make_unique<std::string>(std::move(text))) {}
    virtual ~Entry() { std::puts("entry freed"); }

    void close() const {
        counts_.put(
            [this]() noexcept {
                std::puts("text dropped");
                text_.reset();
            },
            [this]() noexcept { delete this; });
    }
    void take_user() const { counts_.get(); }
    [[nodiscard]] const std::string& contents() const { return *text_; }

 private:
    mutable mm::TwoTierCount counts_;
    mutable std::unique_ptr<std::string> text_;
};

/// An entry whose text is there. Counted by its users: these two hide those of Entry.
class OpenEntry final : public Entry {
 public:
    [[nodiscard]] static mm::ARef<OpenEntry> make(std::string text) {
        return mm::ARef<OpenEntry>::from_raw(new OpenEntry(std::move(text)));
    }
    void inc_ref() const { take_user(); }
    static void dec_ref(const OpenEntry* entry) { entry->close(); }
    [[nodiscard]] const std::string& text() const { return contents(); }

 private:
    using Entry::Entry;
};

// Every Entry is the base of an OpenEntry, so the cast holds; the upgrade took the user that the
// ARef takes over.
std::optional<mm::ARef<OpenEntry>> Entry::open() const {
    if (!counts_.upgrade().upgraded) return std::nullopt;
    return mm::ARef<OpenEntry>::from_raw(static_cast<const OpenEntry*>(this));
}

int main() {
    std::optional<mm::ARef<OpenEntry>> reader = OpenEntry::make("hello");
    const mm::ARef<Entry> index(**reader);
    if (const auto again = index->open()) std::printf("opened: %s\n", (*again)->text().c_str());
    reader.reset();
    if (!index->open()) std::puts("nothing to open any more");
}
