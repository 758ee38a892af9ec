#include "explorer/references.hpp"

#include <array>
#include <optional>
#include <utility>

#include "explorer/modelled_atomic.hpp"
#include "mm/internal/mm_internals.hpp"
#include "mm/mm.hpp"
#include "model/effect.hpp"

namespace mm::explorer {

using proptests::Operation;

namespace {

/// Written and read by users, and read by teardown.
class Payload {
 public:
    Payload(TeardownWatch& watch, const Places& places) : watch_(watch), threads_(named(places)) {
        if (places.with_user) make(with_user_, "a.written with a user");
        if (places.with_grab) make(with_grab_, "a.written with a grab");
    }
    Payload(const Payload&) = delete;
    Payload& operator=(const Payload&) = delete;
    ~Payload() {
        watch_.teardown_begins();
        for (std::size_t thread = 0; thread <= threads_; ++thread) read(thread);
        for (const auto* const place : {&with_user_, &with_grab_}) {
            if (*place) static_cast<void>((*place)->read());
        }
        watch_.teardown_ends();
    }
    void write(std::size_t thread) { written_[thread].write(1); }
    void read(std::size_t thread) const { static_cast<void>(written_[thread].read()); }
    void write_for_another(proptests::Tier tier) { with(tier).write(1); }
    void read_from_another(proptests::Tier tier) { static_cast<void>(with(tier).read()); }

 private:
    /// Before the places are made.
    [[nodiscard]] static std::size_t named(const Places& places) {
        Machine::running()->name_next({"a.written by 0", "a.written by 1", "a.written by 2",
                                       "a.written by 3", "a.written by 4"});
        return places.threads;
    }
    static void make(std::optional<Plain<int>>& place, const char* name) {
        Machine::running()->name_next({name});
        place.emplace(0);
    }
    [[nodiscard]] Plain<int>& with(proptests::Tier tier) {
        return tier == proptests::Tier::users ? *with_user_ : *with_grab_;
    }

    TeardownWatch& watch_;
    std::size_t threads_;
    std::array<Plain<int>, proptests::most_lanes> written_{Plain{0}, Plain{0}, Plain{0}, Plain{0},
                                                           Plain{0}};
    std::optional<Plain<int>> with_user_;
    std::optional<Plain<int>> with_grab_;
};

/// An mm.
struct MmCalls {
    using Handle = mm_struct*;
    struct Contents final : AddressSpace {
        Contents(TeardownWatch& watch, const Places& places) : payload(watch, places) {}
        Payload payload;
    };
    static std::pair<Handle, std::size_t> make(TeardownWatch& watch, const Places& places,
                                               const Initial& initial) {
        auto contents = std::make_unique<Contents>(watch, places);
        Machine& machine = *Machine::running();
        machine.name_next({"a.users", "a.count", "a.link"});
        const std::size_t count_born = machine.moment() + 1U;
        mm_struct* const mm = mm_alloc(std::move(contents), initial);
        machine.name_value(to_word(mm), "a");
        machine.name_value(to_word(&internal::MmInternals::teardown_link(*mm)), "a.link");
        return {mm, count_born};
    }
    static Payload& payload(Handle mm) {
        AddressSpace* const contents = MmWithUser::from_raw(mm).address_space();
        return static_cast<Contents*>(contents)->payload;
    }
};

struct RawCalls : MmCalls {
    static void grab(Handle mm) { mmgrab(mm); }
    static void drop(Handle mm) { mmdrop(mm); }
    static void get(Handle mm) { mmget(mm); }
    static bool get_not_zero(Handle mm) { return mmget_not_zero(mm); }
    static void put(Handle mm) { mmput(mm); }
    static void put_async(Handle mm) { mmput_async(mm); }
};

/// Gives what it owns to raw code.
template <typename T>
void hand_to_raw_code(ARef<T> reference) {
    static_cast<void>(ARef<T>::into_raw(std::move(reference)));
}

struct ARefs : MmCalls {
    static void grab(Handle mm) { hand_to_raw_code(ARef<Mm>(Mm::from_raw(mm))); }
    static void drop(Handle mm) { const ARef<Mm> last = ARef<Mm>::from_raw(mm); }
    static void get(Handle mm) {
        ARef<MmWithUser> user = ARef<MmWithUser>::from_raw(mm);
        hand_to_raw_code(user.clone());
        hand_to_raw_code(std::move(user));
    }
    static bool get_not_zero(Handle mm) {
        auto user = Mm::from_raw(mm).mmget_not_zero();
        if (!user) return false;
        hand_to_raw_code(*std::move(user));
        return true;
    }
    static void put(Handle mm) { const ARef<MmWithUser> last = ARef<MmWithUser>::from_raw(mm); }
    static void put_async(Handle mm) {
        const auto last = MmWithUser::into_mmput_async(ARef<MmWithUser>::from_raw(mm));
    }
};

/// A type of one's own.
class OwnType {
 public:
    class Entry : public TwoTierCounted<Entry, Payload> {
     protected:
        Entry(TeardownWatch& watch, const Places& places)
            : TwoTierCounted(std::in_place, watch, places) {}
        ~Entry() = default;
    };
    using User = InUse<Entry>;
    using Handle = const User*;

    static std::pair<Handle, std::size_t> make(TeardownWatch& watch, const Places& places,
                                               const Initial& initial) {
        Machine& machine = *Machine::running();
        machine.name_next({"a.users", "a.count"});
        const std::size_t count_born = machine.moment() + 1U;
        Handle const made = ARef<User>::into_raw(make_counted<Entry>().with(watch, places));
        machine.name_value(to_word(made), "a");
        for (std::uint64_t user = 1; user < initial.users; ++user) get(made);
        for (std::uint64_t grabs = 0; grabs != initial.grabs; ++grabs) grab(made);
        return {made, count_born};
    }
    static Payload& payload(Handle object) { return object->contents(); }
    static void grab(Handle object) { hand_to_raw_code(ARef<Entry>(*object)); }
    static void drop(Handle object) { const ARef<Entry> last = ARef<Entry>::from_raw(object); }
    static void get(Handle object) { hand_to_raw_code(ARef<User>(*object)); }
    static bool get_not_zero(Handle object) {
        auto user = object->get_not_zero();
        if (!user) return false;
        hand_to_raw_code(*std::move(user));
        return true;
    }
    static void put(Handle object) { const ARef<User> last = ARef<User>::from_raw(object); }
};

template <typename Calls>
class Through final : public References {
 public:
    std::size_t make(TeardownWatch& watch, const Places& places, const Initial& initial) override {
        const auto [object, count_born] = Calls::make(watch, places, initial);
        object_ = object;
        // Once: after a teardown that comes too early the object has none, and the write is to be
        // told, not to crash.
        payload_ = &Calls::payload(object);
        return count_born;
    }
    void write_contents(std::size_t thread) override { payload_->write(thread); }
    void read_contents(std::size_t thread) override { payload_->read(thread); }
    void write_for_another(proptests::Tier tier) override { payload_->write_for_another(tier); }
    void read_from_another(proptests::Tier tier) override { payload_->read_from_another(tier); }
    bool perform(const Operation& operation) override {
        using proptests::Effect;
        const bool users = tier_of(operation) == proptests::Tier::users;
        const auto place = [&]() -> Atomic<Handle>& {
            return users ? places_->user : places_->grab;
        };
        switch (proptests::effect_of(operation.kind)) {
            case Effect::take:
                (users ? &Calls::get : &Calls::grab)(object_);
                return false;
            case Effect::upgrade:
                return Calls::get_not_zero(object_);
            case Effect::give_up:
                give_up(operation, users);
                return false;
            case Effect::disown:
                // Release for those who take it over; acquire, as it may get one itself.
                return place().exchange(object_, std::memory_order_acq_rel) != nullptr;
            case Effect::adopt:
                return place().exchange(nullptr, std::memory_order_acquire) != nullptr;
            default:
                Machine::running()->fail("no client has this operation");
                return false;
        }
    }
    void make_places() override {
        Machine::running()->name_next({"user for another", "grab for another"});
        places_ = new HandOver;
    }
    void end_places() override { delete places_; }

 private:
    using Handle = typename Calls::Handle;
    /// What one thread has handed over and no other has taken over yet.
    struct HandOver {
        Atomic<Handle> user{nullptr};
        Atomic<Handle> grab{nullptr};
    };

    void give_up(const Operation& operation, bool users) {
        if constexpr (requires { Calls::put_async(object_); }) {
            if (proptests::defers(operation)) return Calls::put_async(object_);
        }
        (users ? &Calls::put : &Calls::drop)(object_);
    }

    Handle object_ = nullptr;
    Payload* payload_ = nullptr;
    HandOver* places_ = nullptr;
};

}  // namespace

std::unique_ptr<References> references_through(Interface interface) {
    switch (interface) {
        case Interface::raw_calls:
            return std::make_unique<Through<RawCalls>>();
        case Interface::arefs:
            return std::make_unique<Through<ARefs>>();
        case Interface::own_type:
            return std::make_unique<Through<OwnType>>();
    }
    return nullptr;
}

}  // namespace mm::explorer
