// A type with two counts as a user of the library would write it, which tells of its ends.
#pragma once

#include <atomic>
#include <string>
#include <utility>

#include "mm/mm.hpp"

namespace mm::tests {

/// How often contents were destroyed and notes deleted.
struct Ends {
    // Relaxed: the numbers must not order threads that the library does not order.
    void contents_gone() { contents_.fetch_add(1, std::memory_order_relaxed); }
    void note_gone() { notes_.fetch_add(1, std::memory_order_relaxed); }
    [[nodiscard]] unsigned contents() const { return contents_.load(std::memory_order_relaxed); }
    [[nodiscard]] unsigned notes() const { return notes_.load(std::memory_order_relaxed); }

 private:
    std::atomic<unsigned> contents_{0};
    std::atomic<unsigned> notes_{0};
};

class Words {
 public:
    Words(Ends& ends, std::string text) : text_(std::move(text)), ends_(ends) {}
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;
    ~Words() { ends_.contents_gone(); }

    [[nodiscard]] const std::string& text() const { return text_; }
    void add(const std::string& more) { text_ += more; }

 private:
    std::string text_;
    Ends& ends_;
};

/// Not the first base, so that the address of the count is not that of the note.
struct Titled {
    std::string title;
};

class Note : public Titled, public TwoTierCounted<Note, Words> {
 public:
    [[nodiscard]] static ARef<InUse<Note>> make(Ends& ends, CallSite site = CallSite::here()) {
        return make_counted<Note>(site).with(ends, "title", "words");
    }

 protected:
    Note(Ends& ends, std::string title, std::string words)
        : Titled{std::move(title)},
          TwoTierCounted(std::in_place, ends, std::move(words)),
          ends_(ends) {}
    ~Note() { ends_.note_gone(); }

 private:
    Ends& ends_;
};

}  // namespace mm::tests
