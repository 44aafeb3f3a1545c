#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "compiler/lint/lint.h"
#include "lang/values/fold.h"

// Literals of a set that stand there twice, or that another one of the set covers.
namespace spoor {

namespace {

// Of longer sets only equal literals are found.
constexpr std::size_t kMostCompared = 1000;

struct Item {
  Span span;
  const Literal* low = nullptr;   // nothing: a name, or a call
  const Literal* high = nullptr;  // of a range
};

const Literal* literal_of(const Ast& tree, ExprId id) {
  const auto* constant = std::get_if<ast::Constant>(&tree[id].node);
  return constant == nullptr ? nullptr : &constant->value;
}

// How the literals of a set are asked for; nothing: only equal ones are one too many.
struct Asked {
  std::optional<Operator> op;
  bool is_folded = false;
};

bool numbers_cover(const Item& wide, const Item& narrow) {
  const auto *low = std::get_if<Number>(wide.low), *high = std::get_if<Number>(wide.high);
  const auto *from = std::get_if<Number>(narrow.low), *to = std::get_if<Number>(narrow.high);
  return low != nullptr && high != nullptr && from != nullptr && to != nullptr && compare(*low, *from) <= 0 &&
         compare(*to, *high) <= 0;
}

bool dates_cover(const Item& wide, const Item& narrow) {
  const auto *low = std::get_if<TimeRange>(wide.low), *high = std::get_if<TimeRange>(wide.high);
  const auto *from = std::get_if<TimeRange>(narrow.low), *to = std::get_if<TimeRange>(narrow.high);
  return low != nullptr && high != nullptr && from != nullptr && to != nullptr && low->begin <= from->begin &&
         to->end <= high->end;
}

bool covers(const Item& wide, const Item& narrow, const Asked& asked) {
  if (!wide.low || !narrow.low) return false;
  const auto *text = std::get_if<std::string>(wide.low), *other = std::get_if<std::string>(narrow.low);
  if (text != nullptr && other != nullptr) {
    const std::string a = asked.is_folded ? folded(*text) : *text, b = asked.is_folded ? folded(*other) : *other;
    if (asked.op == Operator::startswith) return b.starts_with(a);
    if (asked.op == Operator::endswith) return b.ends_with(a);
    if (asked.op == Operator::contains) return b.find(a) != std::string::npos;
    return a == b;
  }
  const auto *network = std::get_if<Network>(wide.low), *inner = std::get_if<Network>(narrow.low);
  if (network != nullptr && inner != nullptr) {
    return *network == *inner ||
           (asked.op == Operator::in && inner->prefix >= network->prefix && contains(*network, inner->base));
  }
  if (numbers_cover(wide, narrow) || dates_cover(wide, narrow)) return true;
  return wide.low == wide.high && narrow.low == narrow.high && *wide.low == *narrow.low;
}

class Sets {
 public:
  Sets(const LintSubject& subject, const Ast& tree, Diagnostics& out) : subject_(subject), tree_(tree), out_(out) {}

  void look() {
    std::unordered_map<std::uint32_t, Asked> asked;
    for (const ast::Expr& expr : tree_.exprs) {
      const auto* test = std::get_if<ast::Test>(&expr.node);
      if (test == nullptr) continue;
      asked[static_cast<std::uint32_t>(test->right)] = {test->needs_all ? std::nullopt : std::optional(test->op),
                                                        test->is_folded};
    }
    for (std::size_t i = 0; i < tree_.exprs.size(); ++i) {
      const auto* set = std::get_if<ast::Set>(&tree_.exprs[i].node);
      if (set != nullptr) look_at(set->items, asked[static_cast<std::uint32_t>(i)]);
    }
    for (const ast::List& list : tree_.lists) look_at(list.items, {Operator::in, false});
    for (const ast::Tune& tune : tree_.tunes) {
      for (const ast::List& list : tune.lists) look_at(list.items, {Operator::in, false});
    }
  }

 private:
  void look_at(const std::vector<ExprId>& ids, const Asked& asked) {
    std::vector<Item> items;
    for (const ExprId id : ids) {
      Item item{tree_[id].span, literal_of(tree_, id), literal_of(tree_, id)};
      if (const auto* range = std::get_if<ast::Range>(&tree_[id].node)) {
        item.low = literal_of(tree_, range->low);
        item.high = literal_of(tree_, range->high);
        if (item.high == nullptr) item.low = nullptr;
      }
      items.push_back(item);
    }
    const std::vector<std::optional<std::size_t>> covered = covered_by(items, asked);
    const auto first_kept = static_cast<std::size_t>(
        std::find_if(covered.begin(), covered.end(), [](const auto& by) { return !by; }) - covered.begin());
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (covered[i]) tell(items, i, *covered[i], first_kept);
    }
  }

  // By item the one that makes it one too many, which itself is none. Of equal ones the first stays.
  static std::vector<std::optional<std::size_t>> covered_by(const std::vector<Item>& items, const Asked& asked) {
    std::vector<std::optional<std::size_t>> covered(items.size());
    std::unordered_map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!items[i].low) continue;
      std::string key = std::to_string(items[i].low->index()) + to_text(*items[i].low) + ".." + to_text(*items[i].high);
      const auto* text = std::get_if<std::string>(items[i].low);
      if (text != nullptr && asked.is_folded) key = folded(key);
      const auto [at, is_new] = first.try_emplace(std::move(key), i);
      if (!is_new) covered[i] = at->second;
    }
    if (items.size() > kMostCompared) return covered;
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (std::size_t j = 0; j < items.size() && !covered[i]; ++j) {
        if (i == j || covered[j] || !covers(items[j], items[i], asked)) continue;
        if (j < i || !covers(items[i], items[j], asked)) covered[i] = j;
      }
    }
    for (auto& by : covered) {
      while (by && covered[*by]) by = covered[*by];
    }
    return covered;
  }

  void tell(const std::vector<Item>& items, std::size_t one, std::size_t by, std::size_t first_kept) {
    const std::string text(subject_.sources().text(items[one].span)), other(subject_.sources().text(items[by].span));
    std::vector<Fix> fixes;
    Span edit = items[one].span;
    if (one < first_kept) {
      edit.end = items[one + 1].span.begin;
    } else {
      edit.begin = items[one - 1].span.end;
    }
    const std::string_view removed = subject_.sources().text(edit);
    const std::size_t own = one < first_kept ? 0 : removed.size() - text.size();
    const std::string around = std::string(removed.substr(0, own)) + std::string(removed.substr(own + text.size()));
    if (around.find('#') == std::string::npos) fixes.push_back({edit, ""});
    report(out_, DiagnosticKind::repeated_literal, items[one].span,
           text == other ? fmt::format("`{}` stands in this set twice", text)
                         : fmt::format("`{}` covers `{}`", other, text),
           "take it away", {{items[by].span, text == other ? "the first one" : "this one is enough"}},
           std::move(fixes));
  }

  const LintSubject& subject_;
  const Ast& tree_;
  Diagnostics& out_;
};

}  // namespace

void lint_repeated_literal(const LintSubject& subject, Diagnostics& out) {
  for (const Ast& tree : subject.rules.trees.trees) {
    if (subject.files.contains(tree.source)) Sets(subject, tree, out).look();
  }
}

}  // namespace spoor
