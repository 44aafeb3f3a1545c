#include "compiler/state_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "compiler/type.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24 * 400);
constexpr double kMostBound = 9e12;  // what fits, in millionths
constexpr double kMillion = 1e6;
constexpr double kRounding = 4e-16;  // a product of doubles is off by less, as a share of it

class NumberReader {
 public:
  NumberReader(const ast::State& clause, const Ast& tree, Closer& closer, Scope& scope)
      : clause_(clause), tree_(tree), closer_(closer), scope_(scope) {}

  StateRow run() {
    if (clause_.within) row_.window = length(*clause_.within);
    if (clause_.over) row_.window = length(*clause_.over);
    if (clause_.per) row_.per = length(*clause_.per);
    if (clause_.kind == StateKind::first || clause_.kind == StateKind::spike) warm_up();
    if (clause_.bound) bound(*clause_.bound);
    if (clause_.factor) factor(*clause_.factor);
    if (clause_.least) least(*clause_.least);
    return row_;
  }

 private:
  void report(DiagnosticKind kind, Span span, std::string message, std::string help, std::vector<Label> labels = {}) {
    spoor::report(closer_.diagnostics(), kind, span, std::move(message), std::move(help), std::move(labels));
  }

  std::uint64_t length(const ast::State::Length& written) {
    const auto length = written.duration.length;
    if (length.count() <= 0) {
      report(DiagnosticKind::bad_window, written.span, "a time of no length", "write `5m`, `1h30m` or `7d`");
    } else if (length > kLongest) {
      report(DiagnosticKind::bad_window, written.span, "a time of more than 400 days",
             "what is older is not remembered");
    }
    return static_cast<std::uint64_t>(std::clamp<std::int64_t>(length.count(), 1, kLongest.count()));
  }

  // A seventh of what is looked back on, if nothing else is said.
  void warm_up() {
    row_.warmup = row_.window / 7;
    const auto& over = *clause_.over;
    if (clause_.warmup) {
      row_.warmup = static_cast<std::uint64_t>(clause_.warmup->duration.length.count());
      if (row_.warmup > row_.window) {
        report(DiagnosticKind::bad_window, clause_.warmup->span, "`warmup` is longer than `over`",
               "a key never has more history than `over`: shorten the one or lengthen the other",
               {{over.span, "no more than this is remembered"}});
      }
    }
    if (clause_.per && row_.per > row_.window) {
      report(DiagnosticKind::bad_window, clause_.per->span, "`per` is longer than `over`",
             "`per` is one bucket, `over` has the many that it is compared with: `per 1m over 7d`",
             {{over.span, "not even one fits in here"}});
    }
  }

  // A literal or a param; nothing for what is no number, which is reported.
  std::optional<double> number(ExprId expr, std::string_view what) {
    const NodeId node = closer_.close_whole(expr, scope_);
    const auto* constant = closer_.tree().get_if<closed::Constant>(node);
    const auto* value = constant == nullptr ? nullptr : std::get_if<Number>(&constant->value);
    if (value != nullptr) return to_double(*value);
    report_no_number(expr, node, what);
    return std::nullopt;
  }

  void report_no_number(ExprId expr, NodeId node, std::string_view what) {
    const ClosedTree& closed = closer_.tree();
    const Type found = type_of(closed, node);
    if (found == Type::unknown) return;  // reported already
    std::string text(with_article(found));
    std::string help = "a number stands here, or a param that is one: `param burst = 20`";
    if (const auto* constant = closed.get_if<closed::Constant>(node)) {
      const auto* string = std::get_if<std::string>(&constant->value);
      if (string != nullptr && parse_number(*string)) help = fmt::format("write it without quotes: `{}`", *string);
    } else if (const auto* path = std::get_if<ast::Path>(&tree_[expr].node); path != nullptr && path->steps.empty()) {
      text = fmt::format("the field `{}`", path->head);
      const std::vector<std::string_view> params = param_names(*scope_.pack);
      if (const auto near = closest(path->head, params)) help = fmt::format("did you mean the param `{}`?", *near);
    } else if (closed.get_if<closed::Field>(node) != nullptr) {
      text = fmt::format("the path `{}`", to_text(closed, node));
    } else {
      text = "something computed";
    }
    report(DiagnosticKind::bad_bound, tree_[expr].span, fmt::format("{} is a number, found {}", what, text),
           std::move(help));
  }

  // Nothing if it has more digits than are kept, which is reported.
  std::optional<std::int64_t> millionths(double value, Span span) {
    const double exact = value * kMillion;
    const double whole = std::round(exact);
    if (std::abs(exact - whole) <= 1e-3 + exact * kRounding) return static_cast<std::int64_t>(whole);
    report(DiagnosticKind::bad_bound, span, "a bound has at most six digits behind the point", "a third is `0.333333`");
    return std::nullopt;
  }

  bool is_share() const { return clause_.kind == StateKind::ratio; }
  bool counts_things() const { return clause_.kind == StateKind::count || clause_.kind == StateKind::distinct; }

  void bound(const ast::Bound& bound) {
    if (bound.op != Operator::greater && bound.op != Operator::greater_equal) return report_operator(bound);
    const auto value = number(bound.value, "the bound");
    if (!value) return;
    const bool is_above = bound.op == Operator::greater;
    const Span span = tree_[bound.value].span;
    const double first = counts_things() && is_above ? *value + 1 : *value;  // that is enough
    if (counts_things() && (*value != std::floor(*value) || first < 1)) {
      return report(DiagnosticKind::bad_bound, span,
                    fmt::format("`{}` counts whole things, at least 1", spelling(clause_.kind)),
                    first < 1 ? "this bound would always hold" : "write a whole number");
    }
    if (is_share() && (*value < 0 || *value > 1 || (is_above && *value == 1) || first == 0)) {
      return report(DiagnosticKind::bad_bound, span,
                    "a share lies between 0 and 1, and this bound holds always or never",
                    "half of the records is `>= 0.5`");
    }
    if (!(first >= 0) || first > kMostBound) {
      return report(DiagnosticKind::bad_bound, span, "a bound lies between 0 and 9,000,000,000,000",
                    "nothing is counted further than that");
    }
    row_.bound = millionths(first, span).value_or(0);
    if (!counts_things() && is_above) row_.flags |= StateRow::kAbove;
  }

  void report_operator(const ast::Bound& bound) {
    const std::string_view op = info(bound.op).spelling;
    const std::string why = is_share()                    ? "says nothing that one of these does not"
                            : bound.op == Operator::equal ? "would hold for a moment only, while more come"
                                                          : "holds at the first record";
    report(DiagnosticKind::bad_bound, bound.op_span,
           fmt::format("`{}` takes `>=` or `>`, and `{}` {}", spelling(clause_.kind), op, why),
           is_share() ? "turn it around: `ratio (not success) > 0.9` for `ratio (success) < 0.1`"
                      : "that something does not happen is a step: `sequence ... { a: ...  not b: ... }`");
  }

  void factor(const ast::State::Factor& factor) {
    const double value = to_double(factor.value);
    if (!(value > 0) || value > kMillion) {
      return report(DiagnosticKind::bad_bound, factor.span, "a factor lies between 0 and 1,000,000",
                    "write `5x` for five times the mean, `3sd` for three standard deviations above it");
    }
    row_.bound = millionths(value, factor.span).value_or(0);
    if (factor.is_deviations) row_.flags |= StateRow::kDeviations;
  }

  void least(ExprId expr) {
    const auto value = number(expr, "`min`");
    if (!value) return;
    if (*value < 0 || *value != std::floor(*value) || *value > kMostBound) {
      return report(DiagnosticKind::bad_bound, tree_[expr].span, "`min` is a whole number of records",
                    "write `min 50`");
    }
    row_.least = static_cast<std::uint64_t>(*value);
  }

  const ast::State& clause_;
  const Ast& tree_;
  Closer& closer_;
  Scope& scope_;
  StateRow row_;
};

}  // namespace

StateRow state_numbers(const ast::State& clause, const Ast& tree, Closer& closer, Scope& scope) {
  return NumberReader(clause, tree, closer, scope).run();
}

}  // namespace spoor
