// The layers of verification that count what they exercise.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mm::verify {

enum class Layer : std::uint8_t { trace, process, contract, property, fuzz, proof, model };

inline constexpr std::array<std::string_view, 7> layer_names{
    "trace", "process", "contract", "property", "fuzz", "proof", "model"};
inline constexpr std::array<Layer, layer_names.size()> layers{
    Layer::trace, Layer::process, Layer::contract, Layer::property,
    Layer::fuzz,  Layer::proof,   Layer::model};

using LayerSet = std::bitset<layer_names.size()>;

[[nodiscard]] constexpr std::size_t position(Layer layer) noexcept {
    return static_cast<std::size_t>(layer);
}

[[nodiscard]] constexpr std::string_view name(Layer layer) noexcept {
    return layer_names[position(layer)];
}

[[nodiscard]] constexpr std::optional<Layer> layer_named(std::string_view text) noexcept {
    for (const Layer layer : layers) {
        if (name(layer) == text) return layer;
    }
    return std::nullopt;
}

}  // namespace mm::verify
