// What was done, what the kernel and the library said, and whether they agree.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mm/spec/clauses.hpp"
#include "runner/tally.hpp"

namespace mm::process {

/// One compared step. *Invariant*: `broken` is empty exactly if both sides agree.
struct Step {
    std::string done;
    std::string kernel;
    std::string library;
    /// The clause that the library broke, with the reason in words.
    struct Broken {
        spec::Clause clause{};
        std::string reason;
    };
    std::optional<Broken> broken;
};

/// A step that did not agree, and where.
struct Disagreement {
    std::string scenario;
    std::size_t step = 0;
    Step what;
};

/// Prints steps as they come, in aligned columns, and keeps what the closing lines need.
class Journal {
 public:
    explicit Journal(std::ostream& out) : out_(out) {}

    void start(std::string_view scenario);
    void add(Step step);
    void not_run(const std::string& reason);
    void broken_off(const std::string& reason);

    /// One comparison exercised `clause`.
    void exercised(spec::Clause clause) noexcept { tally_.held(clause); }

    [[nodiscard]] const proptests::Tally& tally() const noexcept { return tally_; }
    [[nodiscard]] const std::vector<Disagreement>& disagreements() const noexcept {
        return disagreements_;
    }
    [[nodiscard]] std::size_t steps() const noexcept { return steps_; }

 private:
    std::ostream& out_;
    std::string scenario_;
    std::size_t step_in_scenario_ = 0;
    std::size_t scenarios_ = 0;
    std::size_t steps_ = 0;
    proptests::Tally tally_;
    std::vector<Disagreement> disagreements_;
};

}  // namespace mm::process
