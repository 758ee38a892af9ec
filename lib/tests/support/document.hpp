// An always-reference-counted type as a user of the library would write it.
#pragma once

#include <atomic>

namespace mm::tests {

class Document {
 public:
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    /// The caller owns the first reference; `deleted` is set at the end.
    [[nodiscard]] static const Document* make(bool& deleted) { return new Document(deleted); }

    void inc_ref() const { references_.fetch_add(1, std::memory_order_relaxed); }
    static void dec_ref(const Document* document) {
        if (document->references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete document;
    }
    [[nodiscard]] unsigned references() const { return references_.load(); }

 private:
    explicit Document(bool& deleted) : deleted_(deleted) {}
    ~Document() { deleted_ = true; }

    bool& deleted_;
    mutable std::atomic<unsigned> references_{1};
};

}  // namespace mm::tests
