#include "concurrent/program.hpp"

#include <ostream>

#include "model/effect.hpp"
#include "operations/trace_text.hpp"

namespace mm::proptests {

const std::vector<Kind>& concurrent_kinds() {
    static const std::vector<Kind> kinds{Kind::mmput,
                                         Kind::mmput,
                                         Kind::mmput,
                                         Kind::mmget_not_zero,
                                         Kind::mmget_not_zero,
                                         Kind::mmget_not_zero,
                                         Kind::mmget,
                                         Kind::mmgrab,
                                         Kind::mmdrop,
                                         Kind::mmdrop,
                                         Kind::mmput_async,
                                         Kind::mm_inc_ref,
                                         Kind::mm_dec_ref,
                                         Kind::mm_mmget_not_zero,
                                         Kind::mm_with_user_inc_ref,
                                         Kind::mm_with_user_dec_ref,
                                         Kind::mm_with_user_async_inc_ref,
                                         Kind::mm_with_user_async_dec_ref};
    return kinds;
}

bool may_do(const Operation& operation, const Owned& owned) {
    const bool users = tier_of(operation) == Tier::users;
    switch (effect_of(operation.kind)) {
        case Effect::take:
            return users ? owned.users != 0 : owned.users + owned.grabs != 0;
        case Effect::upgrade:
            return owned.users + owned.grabs != 0;
        case Effect::give_up:
            return (users ? owned.users : owned.grabs) != 0;
        default:
            return false;
    }
}

void account(const Operation& operation, bool answer, Owned& owned) {
    std::uint32_t& count = tier_of(operation) == Tier::users ? owned.users : owned.grabs;
    const Effect effect = effect_of(operation.kind);
    if (effect == Effect::give_up) {
        --count;
    } else if (effect == Effect::take) {
        ++count;
    } else if (effect == Effect::upgrade && answer) {
        ++owned.users;
    }
}

std::ostream& operator<<(std::ostream& out, const ConcurrentProgram& program) {
    const auto show = [&](std::size_t lane, const std::vector<Operation>& operations) {
        out << "thread " << lane << (lane == 0 ? ", before and after the others" : "") << ", owns";
        for (std::size_t mm = 0; mm != concurrent_mms; ++mm) {
            const auto [users, grabs] = program.owned[lane][mm];
            if (users + grabs == 0) continue;
            out << " " << users << " users and " << grabs << " grabs of " << mm_name_texts[mm]
                << ";";
        }
        out << "\n";
        for (const Operation& operation : operations) out << "    " << to_text(operation) << "\n";
    };
    show(0, program.prefix);
    for (std::size_t lane = 1; lane <= program.threads.size(); ++lane) {
        show(lane, program.threads[lane - 1]);
    }
    return out << "pauses drawn from " << program.seed << "\n";
}

}  // namespace mm::proptests
