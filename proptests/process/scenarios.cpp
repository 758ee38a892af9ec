#include "scenarios.hpp"

#include <array>

namespace mm::process {
namespace {

// The figures are (users, count) as measured on a running kernel with privilege.

void life_and_sigkill(Stage& stage) {
    stage.fork({1, 1});
    auto& memory = stage.open_memory({1, 2});
    stage.read(memory, "read it while the child lives", {1, 2});
    stage.read(memory, "read it again", {1, 2});
    stage.kill({0, 1});
    stage.read(memory, "read it, the child dead but not reaped", {0, 1});
    stage.reap({0, 1});
    stage.read(memory, "read it, the child reaped", {0, 1});
    stage.close(memory, std::nullopt);
}

void plain_exit(Stage& stage) {
    stage.fork({1, 1});
    auto& memory = stage.open_memory({1, 2});
    stage.read(memory, "read it while the child lives", {1, 2});
    stage.exit({0, 1});
    stage.read(memory, "read it after the exit", {0, 1});
    stage.close(memory, std::nullopt);
}

void sibling_outlives_owner(Stage& stage) {
    stage.fork({1, 1});
    auto& memory = stage.open_memory({1, 2});
    stage.start_sibling({2, 2});
    stage.read(memory, "read it while both live", {2, 2});
    stage.kill({1, 2});
    stage.reap({1, 2});
    stage.read(memory, "read it, the owner reaped", {1, 2});
    stage.end_sibling({0, 1});
    stage.read(memory, "read it after both", {0, 1});
    stage.close(memory, std::nullopt);
}

void execve_of_the_child(Stage& stage) {
    stage.fork({1, 1});
    auto& old_memory = stage.open_memory({1, 2});
    stage.read(old_memory, "read it before execve", {1, 2});
    stage.execute({0, 1});
    stage.read(old_memory, "read the old mm, the child alive", {0, 1});
    auto& new_memory = stage.open_memory({1, 2});
    stage.read(new_memory, "read the new mm at address 0", {1, 2});
    stage.close(old_memory, std::nullopt);
    stage.end_executed_program({0, 1});
    stage.read(new_memory, "read the new mm after the exit", {0, 1});
    stage.close(new_memory, std::nullopt);
}

void unmapped_address(Stage& stage) {
    stage.fork({1, 1});
    auto& memory = stage.open_memory({1, 2});
    stage.read(memory, "read it while it is mapped", {1, 2});
    stage.unmap_the_page({1, 2});
    stage.read(memory, "read it where nothing is mapped", {1, 2});
    stage.kill({0, 1});
    stage.read(memory, "read it after the child's death", {0, 1});
    stage.close(memory, std::nullopt);
}

void two_opens(Stage& stage) {
    stage.fork({1, 1});
    auto& first = stage.open_memory({1, 2});
    auto& second = stage.open_memory({1, 3});
    stage.read(first, "read through the first", {1, 3});
    stage.close(first, Counters{1, 2});
    stage.read(second, "read through the second", {1, 2});
    auto& third = stage.open_memory({1, 3});
    stage.kill({0, 2});
    stage.read(third, "read through the third", {0, 2});
    stage.close(third, Counters{0, 1});
    stage.read(second, "read through the second", {0, 1});
    stage.close(second, std::nullopt);
}

void thread_outlives_first_thread(Stage& stage) {
    stage.fork({1, 1});
    auto& memory = stage.open_memory({1, 2});
    stage.start_thread({2, 2});
    stage.read(memory, "read it while both threads live", {2, 2});
    stage.first_thread_leaves({1, 2});
    stage.read(memory, "read it, the first thread dead", {1, 2});
    stage.exit({0, 1});
    stage.read(memory, "read it after the last thread", {0, 1});
    stage.close(memory, std::nullopt);
}

constexpr std::array<Scenario, 7> all{{
    {"life and SIGKILL, with /proc/PID/mem open", life_and_sigkill},
    {"plain exit", plain_exit},
    {"a CLONE_VM sibling outlives the owner", sibling_outlives_owner},
    {"execve: the open file keeps the old mm", execve_of_the_child},
    {"an unmapped address in a live mm", unmapped_address},
    {"several opens, with closes in between", two_opens},
    {"a thread outlives the first thread", thread_outlives_first_thread},
}};

void run_one(const Scenario& scenario, Waiter& waiter, const LibraryCalls& calls, Journal& journal,
             std::chrono::milliseconds patience, Outcome& outcome) {
    const std::size_t before = journal.disagreements().size();
    std::size_t Outcome::*end = &Outcome::agreed;
    journal.start(scenario.name);
    try {
        Stage stage(waiter, calls, journal, patience);
        scenario.run(stage);
    } catch (const Stage::Stopped&) {
        end = &Outcome::disagreed;
    } catch (const NotPermitted& reason) {
        journal.not_run(reason.what());
        if (outcome.first_reason.empty()) outcome.first_reason = reason.what();
        end = &Outcome::not_run;
    } catch (const BrokenOff& reason) {
        journal.broken_off(reason.what());
        if (outcome.first_reason.empty()) outcome.first_reason = reason.what();
        end = &Outcome::broken_off;
    }
    if (journal.disagreements().size() != before) end = &Outcome::disagreed;
    ++(outcome.*end);
}

}  // namespace

std::span<const Scenario> scenarios() noexcept {
    return all;
}

Outcome compare_with_the_kernel(const LibraryCalls& calls, Journal& journal,
                                std::chrono::milliseconds patience) {
    Outcome outcome;
    try {
        require_own_proc();
        Waiter waiter;
        for (const Scenario& scenario : all)
            run_one(scenario, waiter, calls, journal, patience, outcome);
        waiter.check_interrupted();
    } catch (const NotPermitted& reason) {
        outcome.first_reason = reason.what();
        outcome.not_run = all.size();
    } catch (const Interrupted&) {
        outcome.interrupted = true;
    }
    return outcome;
}

}  // namespace mm::process
