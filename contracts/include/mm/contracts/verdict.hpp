// The outcome of judging a precondition, before anything is changed.
#pragma once

#include "mm/spec/clauses.hpp"

namespace mm::contracts {

/// Granted, or refused under one clause with its cause and cure in words (Refusal.unchanged).
class [[nodiscard]] Verdict {
 public:
    [[nodiscard]] static constexpr Verdict granted() noexcept { return {}; }
    [[nodiscard]] static constexpr Verdict refused(spec::Clause clause, const char* cause,
                                                   const char* cure) noexcept {
        Verdict verdict;
        verdict.refused_ = true;
        verdict.clause_ = clause;
        verdict.cause_ = cause;
        verdict.cure_ = cure;
        return verdict;
    }

    [[nodiscard]] constexpr bool is_refused() const noexcept { return refused_; }
    [[nodiscard]] constexpr spec::Clause clause() const noexcept { return clause_; }
    [[nodiscard]] constexpr const char* cause() const noexcept { return cause_; }
    [[nodiscard]] constexpr const char* cure() const noexcept { return cure_; }

 private:
    bool refused_ = false;
    spec::Clause clause_{};
    const char* cause_ = "";
    const char* cure_ = "";
};

}  // namespace mm::contracts
