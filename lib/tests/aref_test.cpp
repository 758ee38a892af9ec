// ARef with the library's two types and with a user's own: what every one of them does.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/document.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using tests::Document;
using tests::FreeWatch;
using tests::Teardowns;

/// An mm that one user of the creator keeps, so that a test can count references beyond it.
template <typename Type>
class MmSubject {
 public:
    using T = Type;

    ~MmSubject() {
        mmput(mm_);
        EXPECT_EQ(teardowns_.number(), 1U);
        EXPECT_EQ(watch_.frees(), 1U);
    }
    [[nodiscard]] const T* object() const { return mm_; }
    /// References of T's tier beyond the creator's.
    [[nodiscard]] std::uint64_t others() const {
        const Counters counters = read_counters(mm_);
        return (std::is_same_v<T, Mm> ? counters.count : counters.users) - 1;
    }

 private:
    Teardowns teardowns_;
    mm_struct* mm_ = mm_alloc(teardowns_.contents());
    FreeWatch watch_{mm_};
};

class DocumentSubject {
 public:
    using T = Document;

    ~DocumentSubject() {
        Document::dec_ref(document_);
        EXPECT_TRUE(deleted_);
    }
    [[nodiscard]] const T* object() const { return document_; }
    [[nodiscard]] std::uint64_t others() const { return document_->references() - 1; }

 private:
    bool deleted_ = false;
    const Document* document_ = Document::make(deleted_);
};

template <typename Subject>
class ARefTest : public testing::Test {
 protected:
    using T = typename Subject::T;
    using Ref = ARef<T>;

    ~ARefTest() override { EXPECT_EQ(others(), 0U) << "a test gives everything back"; }

    [[nodiscard]] const T* object() const { return subject_.object(); }
    [[nodiscard]] std::uint64_t others() const { return subject_.others(); }
    [[nodiscard]] Ref make() const { return Ref(*object()); }

    Subject subject_;
};

struct TypeName {
    template <typename Subject>
    static std::string GetName(int) {
        if (std::is_same_v<typename Subject::T, Mm>) return "Mm";
        return std::is_same_v<typename Subject::T, MmWithUser> ? "MmWithUser" : "Document";
    }
};
using Subjects = testing::Types<MmSubject<Mm>, MmSubject<MmWithUser>, DocumentSubject>;
TYPED_TEST_SUITE(ARefTest, Subjects, TypeName);

TYPED_TEST(ARefTest, FromReferenceAddsOneAndTheDestructorGivesItUp) {
    {
        const auto reference = this->make();
        EXPECT_EQ(this->others(), 1U);
        EXPECT_EQ(reference.get(), this->object());
    }
    EXPECT_EQ(this->others(), 0U);
}

TYPED_TEST(ARefTest, FromRawTakesOverWithoutACount) {
    this->object()->inc_ref();
    {
        const auto reference = TestFixture::Ref::from_raw(this->object());
        EXPECT_EQ(this->others(), 1U);
        EXPECT_EQ(reference.get(), this->object());
    }
    EXPECT_EQ(this->others(), 0U);
}

TYPED_TEST(ARefTest, IntoRawHandsOutWithoutACount) {
    auto reference = this->make();
    const auto* const raw = TestFixture::Ref::into_raw(std::move(reference));
    EXPECT_EQ(raw, this->object());
    EXPECT_EQ(reference.get(), nullptr);
    EXPECT_EQ(this->others(), 1U) << "raw code owns it now";
    TestFixture::T::dec_ref(raw);
}

TYPED_TEST(ARefTest, RoundTripsThroughRawCode) {
    auto reference = this->make();
    for (int round = 0; round != 3; ++round) {
        const auto* const raw = TestFixture::Ref::into_raw(std::move(reference));
        reference = TestFixture::Ref::from_raw(raw);
        EXPECT_EQ(reference.get(), this->object());
        EXPECT_EQ(this->others(), 1U);
    }
}

TYPED_TEST(ARefTest, CloneAndCopyAddOneEach) {
    const auto first = this->make();
    const auto cloned = first.clone();
    EXPECT_EQ(this->others(), 2U);
    const auto copied = first;
    EXPECT_EQ(this->others(), 3U);
    EXPECT_EQ(cloned, first);
    EXPECT_EQ(copied, first);
}

TYPED_TEST(ARefTest, CopyAssignmentGivesUpWhatWasThere) {
    TypeParam other;
    auto target = typename TestFixture::Ref(*other.object());
    const auto source = this->make();
    target = source;
    EXPECT_EQ(target.get(), this->object());
    EXPECT_EQ(other.others(), 0U);
    EXPECT_EQ(this->others(), 2U);
}

TYPED_TEST(ARefTest, MoveHandsOverAndLeavesNull) {
    auto from = this->make();
    auto to = std::move(from);
    EXPECT_EQ(from.get(), nullptr) << "null only after a move";
    EXPECT_EQ(to.get(), this->object());
    EXPECT_EQ(this->others(), 1U);
}

TYPED_TEST(ARefTest, MoveAssignmentGivesUpWhatWasThere) {
    TypeParam other;
    auto target = typename TestFixture::Ref(*other.object());
    auto source = this->make();
    target = std::move(source);
    EXPECT_EQ(source.get(), nullptr);
    EXPECT_EQ(target.get(), this->object());
    EXPECT_EQ(other.others(), 0U);
    EXPECT_EQ(this->others(), 1U);
}

TYPED_TEST(ARefTest, MovedFromMayBeMovedFromAndAssignedTo) {
    auto from = this->make();
    auto to = std::move(from);
    auto nothing = std::move(from);
    EXPECT_EQ(nothing.get(), nullptr);
    from = to;
    EXPECT_EQ(from, to);
    EXPECT_EQ(this->others(), 2U);
}

TYPED_TEST(ARefTest, SelfAssignmentKeepsTheReference) {
    auto reference = this->make();
    auto& alias = reference;
    reference = alias;
    EXPECT_EQ(reference.get(), this->object());
    EXPECT_EQ(this->others(), 1U);
    reference = std::move(alias);
    EXPECT_EQ(reference.get(), this->object());
    EXPECT_EQ(this->others(), 1U);
}

TYPED_TEST(ARefTest, SwapExchangesWithoutACount) {
    TypeParam other;
    auto left = this->make();
    auto right = typename TestFixture::Ref(*other.object());
    left.swap(right);
    EXPECT_EQ(left.get(), other.object());
    EXPECT_EQ(right.get(), this->object());
    swap(left, right);
    EXPECT_EQ(left.get(), this->object());
    std::swap(left, right);
    EXPECT_EQ(right.get(), this->object());
    EXPECT_EQ(this->others(), 1U);
    EXPECT_EQ(other.others(), 1U);
}

TYPED_TEST(ARefTest, DereferencesToItsObject) {
    const auto reference = this->make();
    EXPECT_EQ(&*reference, this->object());
    EXPECT_EQ(reference.operator->(), this->object());
    EXPECT_EQ(this->others(), 1U);
}

TYPED_TEST(ARefTest, ComparesAndHashesByIdentity) {
    using Ref = typename TestFixture::Ref;
    TypeParam other;
    const auto one = this->make();
    const auto same = one.clone();
    const auto different = Ref(*other.object());
    EXPECT_TRUE(one == same);
    EXPECT_FALSE(one != same);
    EXPECT_TRUE(one != different);
    EXPECT_EQ(one <=> same, std::strong_ordering::equal);
    EXPECT_EQ(one < different, std::less<>{}(one.get(), different.get()));
    EXPECT_NE(one < different, different < one);
    EXPECT_EQ(std::hash<Ref>{}(one), std::hash<Ref>{}(same));
    EXPECT_EQ(std::hash<Ref>{}(one), std::hash<const typename TestFixture::T*>{}(one.get()));
}

TYPED_TEST(ARefTest, LivesInAnUnorderedSet) {
    TypeParam other;
    std::unordered_set<typename TestFixture::Ref> set;
    set.insert(this->make());
    set.insert(this->make());
    EXPECT_EQ(set.size(), 1U);
    EXPECT_EQ(this->others(), 1U) << "the second was given up";
    set.emplace(*other.object());
    EXPECT_EQ(set.size(), 2U);
    EXPECT_TRUE(set.contains(this->make()));
    set.erase(this->make());
    EXPECT_EQ(this->others(), 0U);
    set.clear();
    EXPECT_EQ(other.others(), 0U);
}

TYPED_TEST(ARefTest, LivesInAVector) {
    constexpr std::size_t number = 100;
    TypeParam other;
    std::vector<typename TestFixture::Ref> vector;
    for (std::size_t index = 0; index != number; ++index) {
        vector.emplace_back(index % 2 == 0 ? *this->object() : *other.object());
    }
    EXPECT_EQ(this->others(), number / 2) << "growing moves and does not copy";
    std::sort(vector.begin(), vector.end());
    EXPECT_TRUE(std::is_sorted(vector.begin(), vector.end()));
    vector.erase(std::unique(vector.begin(), vector.end()), vector.end());
    EXPECT_EQ(vector.size(), 2U);
    EXPECT_EQ(this->others(), 1U);
    const auto copied = vector;
    EXPECT_EQ(this->others(), 2U);
}

TYPED_TEST(ARefTest, LivesInAnOptional) {
    std::optional<typename TestFixture::Ref> optional;
    optional = this->make();
    EXPECT_EQ(this->others(), 1U);
    auto copied = optional;
    EXPECT_EQ(this->others(), 2U);
    optional.reset();
    EXPECT_EQ(this->others(), 1U);
    optional.swap(copied);
    EXPECT_FALSE(copied.has_value());
    EXPECT_EQ(this->others(), 1U);
}

}  // namespace
}  // namespace mm
