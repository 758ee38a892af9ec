#include "explorer/catalogue.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <random>
#include <vector>

#include "model/effect.hpp"

namespace mm::explorer {

using proptests::Operation;
using proptests::Owned;

namespace {

constexpr std::array starts{Owned{1, 0}, Owned{0, 1}};

/// What one thread owns and does.
struct Body {
    Owned owned{};
    std::vector<Operation> operations{};
    /// Of users and of grabs, whether it hands one over or takes one over.
    std::array<bool, 2> gives{};
    std::array<bool, 2> takes{};
};

/// Adds every body that goes on from `body` with up to `left` operations.
void extend(Interface interface, const Body& body, const Owned& owned, std::size_t left,
            std::vector<Body>& bodies) {
    if (left == 0) return;
    for (const Operation& operation : operations_of(interface)) {
        if (!client_may_do(operation, owned)) continue;
        Body longer = body;
        longer.operations.push_back(operation);
        const std::size_t tier = tier_of(operation) == proptests::Tier::users ? 0 : 1;
        const proptests::Effect effect = proptests::effect_of(operation.kind);
        longer.gives[tier] |= effect == proptests::Effect::disown;
        longer.takes[tier] |= effect == proptests::Effect::adopt;
        Owned afterwards = owned;
        client_accounts(operation, best_answer(operation), afterwards);
        bodies.push_back(longer);
        extend(interface, longer, afterwards, left - 1, bodies);
    }
}

class Catalogue {
 public:
    Catalogue(const Bound& bound, const std::function<bool(const ClientProgram&)>& visit)
        : bound_(bound), visit_(visit) {}

    std::size_t visit_all() {
        for (const Interface interface : bound_.through) {
            make_bodies(interface, std::min(bound_.each, bound_.all));
            visit_all(interface);
        }
        return visited_;
    }

    std::size_t sample(std::size_t number, std::uint64_t seed) {
        // Not a distribution of the standard library, which each draws otherwise.
        std::mt19937_64 random(seed);
        std::size_t interfaces_left = bound_.through.size();
        for (const Interface interface : bound_.through) {
            make_bodies(interface, bound_.each);
            const std::size_t goal = visited_ + (number - visited_) / interfaces_left--;
            while (visited_ != goal && !ended_) {
                chosen_.clear();
                while (chosen_.size() != bound_.threads) {
                    chosen_.push_back(random() % bodies_.size());
                }
                visit_chosen(interface);
            }
        }
        return visited_;
    }

 private:
    void make_bodies(Interface interface, std::size_t each) {
        bodies_.clear();
        for (const Owned& owned : starts) extend(interface, {owned, {}}, owned, each, bodies_);
        of_length_.assign(each + 1, {});
        for (std::size_t body = 0; body != bodies_.size(); ++body) {
            of_length_[bodies_[body].operations.size()].push_back(body);
        }
    }

    void visit_all(Interface interface) {
        for (std::size_t size = 1; size <= bound_.all && !ended_; ++size) {
            for (std::size_t threads = 1; threads <= bound_.threads && !ended_; ++threads) {
                chosen_.clear();
                choose(interface, threads, size, 0);
            }
        }
    }

    /// Chooses bodies for so many threads, of so many operations all told, from `first` on.
    void choose(Interface interface, std::size_t threads, std::size_t size, std::size_t first) {
        if (threads == 1) {
            // All that is left: few bodies have that length.
            if (size >= of_length_.size()) return;
            const std::vector<std::size_t>& bodies = of_length_[size];
            for (auto body = std::lower_bound(bodies.begin(), bodies.end(), first);
                 body != bodies.end() && !ended_; ++body) {
                chosen_.push_back(*body);
                visit_chosen(interface);
                chosen_.pop_back();
            }
            return;
        }
        for (std::size_t body = first; body != bodies_.size() && !ended_; ++body) {
            const std::size_t length = bodies_[body].operations.size();
            if (length + (threads - 1) > size) continue;
            chosen_.push_back(body);
            choose(interface, threads - 1, size - length, body);
            chosen_.pop_back();
        }
    }

    void visit_chosen(Interface interface) {
        if (!has_user() || !passes_on_to_others()) return;
        ClientProgram program{.interface = interface};
        for (std::size_t thread = 1; thread <= chosen_.size(); ++thread) {
            const Body& body = bodies_[chosen_[thread - 1]];
            program.drawn.owned[thread][0] = body.owned;
            program.drawn.threads.push_back(body.operations);
            for (Operation& operation : program.drawn.threads.back()) {
                operation.thread = static_cast<std::uint8_t>(thread);
            }
        }
        ++visited_;
        ended_ = !visit_(program);
    }

    [[nodiscard]] bool has_user() const {
        return std::any_of(chosen_.begin(), chosen_.end(),
                           [this](std::size_t body) { return bodies_[body].owned.users != 0; });
    }

    /// Whether what is handed over is taken over by another thread, and nothing else is.
    [[nodiscard]] bool passes_on_to_others() const {
        for (std::size_t tier = 0; tier != 2; ++tier) {
            // Of the threads a bit for each.
            unsigned givers = 0;
            unsigned takers = 0;
            for (std::size_t thread = 0; thread != chosen_.size(); ++thread) {
                const Body& body = bodies_[chosen_[thread]];
                if (body.gives[tier]) givers |= 1U << thread;
                if (body.takes[tier]) takers |= 1U << thread;
            }
            if ((givers == 0) != (takers == 0)) return false;
            if (givers != 0 && givers == takers && std::has_single_bit(givers)) return false;
        }
        return true;
    }

    const Bound bound_;
    const std::function<bool(const ClientProgram&)>& visit_;
    std::vector<Body> bodies_;
    /// The numbers of those of each length.
    std::vector<std::vector<std::size_t>> of_length_;
    std::vector<std::size_t> chosen_;
    std::size_t visited_ = 0;
    bool ended_ = false;
};

}  // namespace

std::size_t for_each_client(const Bound& bound,
                            const std::function<bool(const ClientProgram&)>& visit) {
    return Catalogue(bound, visit).visit_all();
}

std::size_t sample_clients(const Bound& bound, std::size_t number, std::uint64_t seed,
                           const std::function<bool(const ClientProgram&)>& visit) {
    return Catalogue(bound, visit).sample(number, seed);
}

}  // namespace mm::explorer
