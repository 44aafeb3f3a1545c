#include "compiler/state_numbers.h"

#include <fmt/format.h>

#include <cmath>

namespace spoor {

namespace {

constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24 * 400);
constexpr double kMostBound = 9e12;  // what fits, in millionths
constexpr double kMillion = 1e6;

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
  void report(DiagnosticKind kind, Span span, std::string message, std::string help) {
    spoor::report(closer_.diagnostics(), kind, span, std::move(message), std::move(help));
  }

  std::uint64_t length(const ast::State::Length& written) {
    const auto length = written.duration.length;
    if (length.count() <= 0) {
      report(DiagnosticKind::bad_window, written.span, "a time of no length", "write `5m`, `1h30m` or `7d`");
    } else if (length > kLongest) {
      report(DiagnosticKind::bad_window, written.span, "a time of more than 400 days",
             "what is older than 400 days is not remembered");
    }
    return static_cast<std::uint64_t>(std::max<std::int64_t>(length.count(), 1));
  }

  // A seventh of what is looked back on, if nothing else is said.
  void warm_up() {
    row_.warmup = row_.window / 7;
    if (clause_.warmup) {
      row_.warmup = static_cast<std::uint64_t>(clause_.warmup->duration.length.count());
      if (row_.warmup > row_.window && clause_.over) {
        report(DiagnosticKind::bad_window, clause_.warmup->span,
               fmt::format("a warmup longer than what is looked back on, `over {}`", to_text(clause_.over->duration)),
               "a key can have no more history than `over`: shorten the one or lengthen the other");
      }
    }
    if (clause_.per && row_.per > row_.window) {
      report(DiagnosticKind::bad_window, clause_.per->span, "a bucket longer than what it is compared with",
             "`per` is the bucket, `over` the many before it: `per 1m over 7d`");
    }
  }

  // A literal or a param; nothing for what is no number, which is reported.
  std::optional<double> number(ExprId expr, std::string_view what) {
    const NodeId node = closer_.close_whole(expr, scope_);
    const auto* constant = closer_.tree().get_if<closed::Constant>(node);
    const auto* value = constant == nullptr ? nullptr : std::get_if<Number>(&constant->value);
    if (value != nullptr) return to_double(*value);
    report(DiagnosticKind::bad_bound, tree_[expr].span, fmt::format("{} is a number or a param that is one", what),
           "write `count >= 20`, or `param burst = 20` and `count >= burst`");
    return std::nullopt;
  }

  bool is_share() const { return clause_.kind == StateKind::ratio; }
  bool counts_things() const { return clause_.kind == StateKind::count || clause_.kind == StateKind::distinct; }

  void bound(const ast::Bound& bound) {
    if (bound.op != Operator::greater && bound.op != Operator::greater_equal) return report_operator(bound);
    const auto value = number(bound.value, "a bound");
    if (!value) return;
    const bool is_above = bound.op == Operator::greater;
    const Span span = tree_[bound.value].span;
    const double first = counts_things() && is_above ? *value + 1 : *value;  // that is enough
    if (counts_things() && (*value != std::floor(*value) || first < 1)) {
      return report(DiagnosticKind::bad_bound, span,
                    fmt::format("`{}` counts whole things, at least 1", spelling(clause_.kind)),
                    first < 1 ? "this bound always holds" : "write a whole number");
    }
    if (is_share() && (*value < 0 || *value > 1 || (is_above && *value == 1) || first == 0)) {
      return report(DiagnosticKind::bad_bound, span, "a share lies between 0 and 1",
                    "write `ratio(not success) >= 0.5`");
    }
    if (!(first >= 0) || first > kMostBound) {
      return report(DiagnosticKind::bad_bound, span, "a bound lies between 0 and 9,000,000,000,000",
                    "sum something coarser, or write two rules");
    }
    row_.bound = std::llround(first * kMillion);
    if (!counts_things() && is_above) row_.flags |= StateRow::kAbove;
  }

  void report_operator(const ast::Bound& bound) {
    const std::string_view op = info(bound.op).spelling;
    if (is_share()) {
      return report(DiagnosticKind::bad_bound, bound.op_span, fmt::format("`ratio` with `{}`", op),
                    "turn it around: `ratio(not success) > 0.9` for `ratio(success) < 0.1`");
    }
    const std::string why = bound.op == Operator::equal ? "would hold for a moment while more come"
                                                        : "holds at the first record";
    report(DiagnosticKind::bad_bound, bound.op_span,
           fmt::format("`{}` with `{}`, which {}", spelling(clause_.kind), op, why),
           "write `>=` or `>`; that something does not happen is a step: `sequence ... { a: ...  not b: ... }`");
  }

  void factor(const ast::State::Factor& factor) {
    const double value = to_double(factor.value);
    if (!(value > 0) || value > kMillion) {
      return report(DiagnosticKind::bad_bound, factor.span, "a factor lies between 0 and 1,000,000",
                    "write `5x` for five times the mean, `3sd` for three standard deviations above it");
    }
    row_.bound = std::llround(value * kMillion);
    if (factor.is_deviations) row_.flags |= StateRow::kDeviations;
  }

  void least(ExprId expr) {
    const auto value = number(expr, "`min`");
    if (!value) return;
    if (*value < 0 || *value != std::floor(*value) || *value > kMostBound) {
      return report(DiagnosticKind::bad_bound, tree_[expr].span, "`min` is a whole number of records", "write `min 50`");
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
