// What somebody's two-tier count must offer to be held against the clauses.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

#include "concurrent/life_watch.hpp"
#include "operations/operation.hpp"
#include "steps/step_trace.hpp"

namespace mm::proptests {

/// Something that an implementation reports of itself.
struct Trouble {
    spec::Clause clause{};
    std::string text;
};

/// An implementation under test, as an adapter with static functions.
///
/// `make` gives an mm with that many users and grabs, which tells the watch when its contents are
/// torn down (begin and end) and when its struct is freed. The others are mmgrab, mmdrop, mmget,
/// mmget_not_zero and mmput. An adapter may also have
/// - `put_async(Handle)` and `flush()`: mmput_async and its flush;
/// - `perform(Kind, Handle) -> std::optional<bool>`: other operations that name an mm, by their
///   kinds, and `performs(Kind) -> bool`, which tells which;
/// - `counters(Handle) -> CounterPair`: both counts while every thread rests;
/// - `is_freed(Handle) -> bool`, for one that cannot tell the moment of a free;
/// - `steps`, a `Looks`, besides `counters`, if it runs the counter protocol of mmspec on
///   `SteppedAtomic`: each of its atomic steps must then be one of the model (Protocol.steps);
/// - `take_trouble() -> std::optional<Trouble>`: what it has itself found wrong since the last
/// call.
/// Programs on one thread at a time also use
/// - `hold()`: from now on teardowns that put_async has queued wait for a flush, so that what is
///   between can be compared; with `counters`, which then show that one is queued;
/// - `enter()` and `leave()`: an atomic context;
/// - `take_refusal() -> std::optional<spec::Clause>`: the clause under which the last operation was
///   refused, and `stray(MmName) -> Handle`, which gives pointers to no mm: misuse is then tried.
template <typename Adapter>
concept Implementation = std::copyable<typename Adapter::Handle> &&
    requires(typename Adapter::Handle mm, LifeWatch& watch, std::uint64_t references) {
    { Adapter::make(watch, references, references) } -> std::same_as<typename Adapter::Handle>;
    Adapter::grab(mm);
    Adapter::drop(mm);
    Adapter::get(mm);
    { Adapter::get_not_zero(mm) } -> std::same_as<bool>;
    Adapter::put(mm);
};

template <typename Adapter>
concept DefersTeardown = requires(typename Adapter::Handle mm) {
    Adapter::put_async(mm);
    Adapter::flush();
};

template <typename Adapter>
concept PerformsMore = requires(typename Adapter::Handle mm, Kind kind) {
    { Adapter::perform(kind, mm) } -> std::same_as<std::optional<bool>>;
    { Adapter::performs(kind) } -> std::same_as<bool>;
};

template <typename Adapter>
concept TellsCounters = requires(typename Adapter::Handle mm) {
    { Adapter::counters(mm) } -> std::same_as<CounterPair>;
};

template <typename Adapter>
concept TakesModelSteps = TellsCounters<Adapter> && requires {
    { Adapter::steps } -> std::convertible_to<Looks>;
};

template <typename Adapter>
concept TellsTrouble = requires {
    { Adapter::take_trouble() } -> std::same_as<std::optional<Trouble>>;
};

template <typename Adapter>
concept TellsWhetherFreed = requires(typename Adapter::Handle mm) {
    { Adapter::is_freed(mm) } -> std::same_as<bool>;
};

template <typename Adapter>
concept HoldsTeardowns = DefersTeardown<Adapter> && TellsCounters<Adapter> && requires {
    Adapter::hold();
};

template <typename Adapter>
concept HasAtomicContexts = requires {
    Adapter::enter();
    Adapter::leave();
};

template <typename Adapter>
concept RefusesMisuse = requires(MmName name) {
    { Adapter::take_refusal() } -> std::same_as<std::optional<spec::Clause>>;
    { Adapter::stray(name) } -> std::same_as<typename Adapter::Handle>;
};

}  // namespace mm::proptests
