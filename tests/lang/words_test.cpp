#include <gtest/gtest.h>

#include "lang/clause.h"
#include "lang/function.h"
#include "lang/operator.h"

namespace spoor {
namespace {

TEST(Words, AreFoundByTheirSpelling) {
  EXPECT_EQ(find_item_word("rule"), ItemWord::rule);
  EXPECT_EQ(find_item_word("where"), std::nullopt);
  EXPECT_EQ(find_clause_word("where"), ClauseWord::where);
  EXPECT_EQ(find_clause_word("count"), ClauseWord::count);
  EXPECT_EQ(find_clause_word("title"), std::nullopt);
  EXPECT_EQ(find_meta_key("severity"), MetaKey::severity);
  EXPECT_EQ(find_meta_key("Severity"), std::nullopt);
  EXPECT_EQ(spelling(MetaKey::falsepositives), "falsepositives");
  EXPECT_EQ(find_level("critical"), Level::critical);
  EXPECT_EQ(find_level("urgent"), std::nullopt);
  EXPECT_EQ(to_text(Level::info), "info");
}

TEST(Words, OfClausesWithMemoryAreClauseWords) {
  EXPECT_EQ(find_state_kind("sequence"), StateKind::sequence);
  EXPECT_EQ(find_state_kind("where"), std::nullopt);
  EXPECT_EQ(spelling(StateKind::count), "count");
  EXPECT_EQ(spelling(StateKind::together), "together");
  EXPECT_EQ(find_clause_word("together"), ClauseWord::together);
}

TEST(Operators, EachIsFoundByItsSpelling) {
  for (std::size_t i = 0; i < operators().size(); ++i) {
    EXPECT_EQ(find_operator(operators()[i].spelling), static_cast<Operator>(i)) << operators()[i].spelling;
  }
  EXPECT_EQ(find_operator("="), std::nullopt);
  EXPECT_TRUE(info(Operator::contains).can_fold);
  EXPECT_FALSE(info(Operator::matches).can_fold);
  EXPECT_TRUE(info(Operator::in).can_negate);
  EXPECT_EQ(info(Operator::less_equal).right, RightSide::ordered);
}

TEST(Functions, EachIsFoundByItsName) {
  for (std::size_t i = 0; i < functions().size(); ++i) {
    const auto& [name, part, takes, result, minimum, maximum, sentence] = functions()[i];
    const auto found = find_function(name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(part.empty() ? found : find_part(*found, part), static_cast<Function>(i)) << name << "." << part;
  }
  EXPECT_EQ(find_function("choose"), std::nullopt);
  EXPECT_EQ(find_function("case"), Function::choose);
  EXPECT_EQ(info(Function::concat).maximum_arguments, kAnyNumberOfArguments);
  EXPECT_EQ(find_function("arn_account"), std::nullopt);
  EXPECT_EQ(find_part(Function::arn, "account"), Function::arn_account);
  EXPECT_EQ(find_part(Function::arn, "hour"), std::nullopt);
  EXPECT_EQ(find_part(Function::lower, "account"), std::nullopt);
  EXPECT_EQ(parts_of(Function::time), (std::vector<std::string_view>{"hour", "weekday", "date"}));
  EXPECT_TRUE(parts_of(Function::lower).empty());
}

}  // namespace
}  // namespace spoor
