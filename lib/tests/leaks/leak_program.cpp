// A program that ends with references which were given up, or were not: `leak_program SCENARIO`.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "mm/mm.hpp"

namespace mm::tests {

/// A type with two counts as a user would write it; in a namespace of this program for its name.
class Entry : public TwoTierCounted<Entry, std::string> {
 protected:
    Entry() : TwoTierCounted(std::in_place) {}
    ~Entry() = default;
};

/// In a namespace, so that the stacks show a demangled name.
[[gnu::noinline]] void take_a_user_and_forget_it(mm_struct* mm) {
    mmget(mm, {"driver.cpp", 30});
}

namespace {

/// The places that reports name: the same on every machine and after every edit of this file.
[[nodiscard]] CallSite line(std::uint32_t number) {
    return {"driver.cpp", number};
}

[[nodiscard]] mm_struct* make(std::uint64_t users = 1, std::uint64_t grabs = 0) {
    return mm_alloc(nullptr, {users, grabs}, line(10));
}

std::optional<ARef<Mm>> global_grab;
std::optional<ARef<MmWithUser>> global_user;
std::optional<ARef<MmWithUserAsync>> global_async;
[[gnu::init_priority(101)]] std::optional<ARef<Mm>> first_global;
thread_local std::optional<ARef<Mm>> of_a_thread;

void take_globals() {
    mm_struct* const mm = make();
    global_grab.emplace(Mm::from_raw(mm));
    first_global.emplace(Mm::from_raw(mm));
    global_user.emplace(MmWithUser::from_raw(mm));
    of_a_thread.emplace(Mm::from_raw(mm));
    static const ARef<MmWithUser> of_a_function = *global_user;
    global_async = MmWithUser::into_mmput_async(ARef(MmWithUser::from_raw(mm)));
    mmput(mm);
}

void take_in_a_thread() {
    std::thread([] {
        mm_struct* const mm = make();
        of_a_thread.emplace(Mm::from_raw(mm));
        mmput(mm);
    }).join();
}

/// Teardown takes longer than the rest of the program.
struct SlowContents : AddressSpace {
    ~SlowContents() override { usleep(100'000); }
};

void queue_teardowns() {
    for (int number = 0; number != 3; ++number) {
        mmput_async(mm_alloc(std::make_unique<SlowContents>()));
    }
}

void leak_users() {
    mm_struct* const mm = make();
    mmget(mm, line(30));
    mmget(mm, line(30));
    mmput(mm, line(40));
}

void leak_grabs() {
    mm_struct* const mm = make();
    mmgrab(mm, line(30));
    mmput(mm, line(40));
}

void leak_initial_references() {
    static_cast<void>(make(2, 3));
}

// ARefs whose destructors nobody calls.
template <typename T>
void forget(ARef<T> reference) {
    alignas(ARef<T>) static std::byte memory[sizeof(ARef<T>)];
    new (memory) ARef<T>(std::move(reference));
}

void leak_arefs() {
    mm_struct* const mm = make();
    const ARef<Mm> grab(Mm::from_raw(mm, line(20)), line(21));
    forget(grab.clone(line(22)));
    forget(*grab->mmget_not_zero(line(23)));
    forget(
        MmWithUser::into_mmput_async(ARef(MmWithUser::from_raw(mm, line(24)), line(25)), line(26)));
    mmput(mm, line(40));
}

void leak_own_type() {
    auto user = make_counted<Entry>(line(10)).with();
    forget(ARef<Entry>(*user, line(20)));
    user->inc_ref(line(30));
    user->Entry::inc_ref(line(31));
    forget(user->get_not_zero(line(32)).value());
    forget(std::move(user));
}

/// What an atomic context keeps from being given up.
void leak_orphans() {
    set_violation_handler([](const Violation&) {});
    mm_struct* const mm = make();
    const auto entry = make_counted<Entry>(line(11)).with();
    {
        const AtomicContext context(line(50));
        { const ARef<Mm> grab(Mm::from_raw(mm), line(20)); }
        { const ARef<MmWithUser> user(MmWithUser::from_raw(mm), line(21)); }
        { const ARef<InUse<Entry>> user = entry.clone(line(22)); }
    }
    mmput(mm, line(40));
}

void leak_what_was_handed_over() {
    mm_struct* const mm = make();
    mmgrab(mm, line(30));
    forget(ARef<Mm>::from_raw(mm, line(31)));
    static_cast<void>(
        ARef<MmWithUser>::into_raw(ARef(MmWithUser::from_raw(mm), line(32)), line(33)));
    mmput(mm, line(40));
}

void leak_after_a_long_life() {
    mm_struct* const mm = make();
    mmgrab(mm, line(30));
    for (int number = 0; number != 20; ++number) {
        mmget(mm, line(31));
        mmput(mm, line(32));
    }
    mmput(mm, line(40));
}

void leak_two() {
    mmgrab(make(), line(30));
    static_cast<void>(mm_alloc(nullptr, {}, line(5)));
}

void leak_many() {
    for (int number = 0; number != 25; ++number) static_cast<void>(make());
}

void leak_everywhere() {
    for (std::uint32_t number = 0; number != 25; ++number) {
        static_cast<void>(mm_alloc(nullptr, {}, line(number)));
    }
}

void ask_before_the_end() {
    mm_struct* const mm = make();
    const std::uint64_t before = find_leaks().references;
    mmput(mm, line(40));
    std::printf("%d, then %d", static_cast<int>(before), static_cast<int>(find_leaks().references));
}

/// Says how many reports tell one number of references in their head and another further on. A
/// report counts only if the other thread took meanwhile: where both share one processor, few do.
void ask_while_another_thread_takes() {
    mm_struct* const mm = make();
    std::atomic<bool> asked{false};
    std::atomic<int> takings{0};
    std::thread other([&] {
        while (!asked) {
            mmget(mm, line(30));
            mmput(mm, line(40));
            takings.fetch_add(1);
        }
    });
    int wrong = 0;
    int overtaken = 0;
    for (int report = 0; report != 200'000 && overtaken != 2'000; ++report) {
        const int before = takings;
        const Leaks found = find_leaks();
        if (takings != before) ++overtaken;
        const std::string told = "  users       " + std::to_string(found.references) + " owned";
        if (found.report.find(told) == std::string::npos) ++wrong;
    }
    asked = true;
    other.join();
    mmput(mm, line(40));
    std::printf("%d wrong%s", wrong, overtaken == 0 ? ", but no report was overtaken" : "");
}

void keep() {
    mm_struct* const mm = make();
    mmgrab(mm, line(30));
    keep_until_exit(mm, line(50));
}

void keep_what_is_given_up() {
    mm_struct* const mm = make();
    keep_until_exit(mm, line(50));
    mmput(mm, line(40));
}

void keep_own_type() {
    auto user = make_counted<Entry>(line(10)).with();
    keep_until_exit(user.get(), line(50));
    forget(std::move(user));
    keep_until_exit(make_counted<Entry>(line(11)).with().get(), line(51));
}

/// An object that is named as what it is not.
void keep_another() {
    const auto user = make_counted<Entry>(line(10)).with();
    const TwoTierCounted<Entry, std::string>* const entry = user.get();
    keep_until_exit(reinterpret_cast<const mm_struct*>(entry), line(50));
}

void keep_null() {
    keep_until_exit(nullptr, line(50));
}

/// The child has what it inherited and, if it `leaks`, what it made.
void fork_a_child(bool leaks) {
    mm_struct* const inherited = make();
    const pid_t child = fork();
    if (child == 0) {
        mmgrab(inherited, line(60));
        if (leaks) mmgrab(make(), line(61));
        std::exit(EXIT_SUCCESS);
    }
    int status = 0;
    waitpid(child, &status, 0);
    mmput(inherited, line(40));
    if (status != 0) std::_Exit(EXIT_FAILURE);
}

void leak_on_many_threads() {
    mm_struct* const mm = make();
    const auto take = [mm] {
        for (int number = 0; number != 1'000; ++number) mmget(mm, line(30));
    };
    std::thread first(take);
    std::thread second(take);
    first.join();
    second.join();
}

void leak_in_a_stack() {
    mm_struct* const mm = make();
    take_a_user_and_forget_it(mm);
    mmput(mm, line(40));
}

[[nodiscard]] const std::map<std::string, std::function<void()>>& scenarios() {
    static const std::map<std::string, std::function<void()>> all{
        {"nothing", [] {}},
        {"words", [] { leak_grabs(), std::printf("still to be written"); }},
        {"globals", take_globals},
        {"thread", take_in_a_thread},
        {"queued", queue_teardowns},
        {"users", leak_users},
        {"grabs", leak_grabs},
        {"initial", leak_initial_references},
        {"arefs", leak_arefs},
        {"own_type", leak_own_type},
        {"orphans", leak_orphans},
        {"handed_over", leak_what_was_handed_over},
        {"long_life", leak_after_a_long_life},
        {"two", leak_two},
        {"many", leak_many},
        {"everywhere", leak_everywhere},
        {"asked", ask_before_the_end},
        {"asked_meanwhile", ask_while_another_thread_takes},
        {"kept", keep},
        {"kept_and_leaked", [] { keep(), leak_users(); }},
        {"kept_but_freed", keep_what_is_given_up},
        {"kept_own_type", keep_own_type},
        {"kept_another", keep_another},
        {"kept_null", keep_null},
        {"child", [] { fork_a_child(false); }},
        {"leaking_child", [] { fork_a_child(true); }},
        {"threads", leak_on_many_threads},
        {"stack", leak_in_a_stack},
        {"quick_exit", [] { leak_users(), std::quick_exit(EXIT_SUCCESS); }},
        {"underscore_exit", [] { leak_users(), _exit(EXIT_SUCCESS); }},
        {"abort", [] { leak_users(), std::abort(); }},
        {"exit_7", [] { leak_users(), std::exit(7); }},
    };
    return all;
}

}  // namespace
}  // namespace mm::tests

int main(int argument_count, char** arguments) {
    const auto& scenarios = mm::tests::scenarios();
    const auto found = scenarios.find(argument_count == 2 ? arguments[1] : "");
    if (found == scenarios.end()) {
        std::fprintf(stderr, "usage: %s SCENARIO; it is one of\n", arguments[0]);
        for (const auto& [name, run] : scenarios) std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    found->second();
}
