// How often each clause was exercised, by which layer.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "layer.hpp"
#include "mm/spec/clauses.hpp"

namespace mm::verify {

/// A sum of tally files. A clause is named by its position in spec::clauses.
class Tally {
 public:
    void exercise(std::size_t clause, Layer layer, std::uint64_t times) noexcept;
    void mark_broken(std::size_t clause, Layer layer) noexcept;

    [[nodiscard]] std::uint64_t exercised(std::size_t clause, Layer layer) const noexcept;
    [[nodiscard]] bool is_broken(std::size_t clause, Layer layer) const noexcept;

    /// By all layers together.
    [[nodiscard]] std::uint64_t exercised(std::size_t clause) const noexcept;
    [[nodiscard]] bool is_broken(std::size_t clause) const noexcept;

    /// The clauses that any layer found broken, in the order of spec::clauses.
    [[nodiscard]] std::vector<std::size_t> broken() const;

    Tally& operator+=(const Tally& other) noexcept;

 private:
    struct Cell {
        std::uint64_t times = 0;
        bool broken = false;
    };

    std::array<std::array<Cell, layer_names.size()>, spec::clauses.size()> cells_{};
};

/// The tally in a file of lines `CLAUSE<TAB>LAYER<TAB>NUMBER` or `CLAUSE<TAB>LAYER<TAB>broken`.
///
/// *Errors*: Failure with file, line and cause if the file cannot be read, or a line is anything
/// else.
[[nodiscard]] Tally read_tally(const std::filesystem::path& file);

}  // namespace mm::verify
