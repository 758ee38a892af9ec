// Objects that write down when they are made and destroyed.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mm::tests {

/// What happened to the objects of one test, in order.
using Diary = std::vector<std::string>;

/// Writes `+name` when it is made and `-name` when it is destroyed; a move makes a new one.
class Diarist {
 public:
    Diarist(Diary& diary, std::string name) : diary_(&diary), name_(std::move(name)) { write('+'); }
    Diarist(Diarist&& other) noexcept : diary_(other.diary_), name_(other.name_ + "'") {
        write('+');
    }
    Diarist& operator=(Diarist&&) = delete;
    ~Diarist() { write('-'); }

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    void rename(std::string name) { name_ = std::move(name); }

 private:
    void write(char sign) const { diary_->push_back(sign + name_); }

    Diary* diary_;
    std::string name_;
};

/// One that stays where it was made.
class FixedDiarist : public Diarist {
 public:
    using Diarist::Diarist;
    FixedDiarist(FixedDiarist&&) = delete;
    FixedDiarist& operator=(FixedDiarist&&) = delete;
    ~FixedDiarist() = default;
};

/// A function that returns a diarist is an initialiser of it.
template <typename L = Diarist>
[[nodiscard]] auto a_diarist(Diary& diary, const char* name) {
    return [&diary, name] { return L(diary, name); };
}

}  // namespace mm::tests
