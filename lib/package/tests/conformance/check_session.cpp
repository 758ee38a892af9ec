// Holds a session against the clauses of mmspec.
#include <deque>

#include <mm/conformance.hpp>

#include "session.hpp"

using mm::conformance::LifeWatch;

struct SessionAdapter {
    struct Watched final : Session<mm::conformance::SteppedAtomic> {
        Watched(LifeWatch& told, std::uint64_t members, std::uint64_t watchers)
            : Session(members, watchers), life(told) {}
        void close() override {
            life.teardown_begins();
            life.teardown_ends();
        }
        // Its memory stays, so that a wrong step which comes too late is told, and does not crash.
        void discard() override { life.freed(); }
        LifeWatch& life;
    };
    using Handle = Watched*;

    static Handle make(LifeWatch& life, std::uint64_t users, std::uint64_t grabs) {
        static std::deque<Watched> all;
        return &all.emplace_back(life, users, grabs);
    }
    static void grab(Handle session) { session->watch(); }
    static void drop(Handle session) { session->unwatch(); }
    static void get(Handle session) { session->join(); }
    static bool get_not_zero(Handle session) { return session->try_join(); }
    static void put(Handle session) { session->leave(); }
};

int main(int count, char** values) {
    return mm::conformance::check_conformance<SessionAdapter>(count, values);
}
