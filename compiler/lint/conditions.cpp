#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/logic_of_rules.h"

// Conditions that can never hold, always hold, or have a part that changes nothing.
namespace spoor {

namespace {

// More operands are not compared with each other.
constexpr std::size_t kMostOperands = 300;
constexpr int kMostHardQuestions = 5;

// A part of a condition, and where it is written.
struct ConditionPart {
  NodeId node;
  Span span;
  ConditionId condition;
};
using Parts = std::vector<ConditionPart>;

// Walks the conditions of one rule, or the body of one def. Each part is looked at where the others hold that stand
// with it; what was found to change nothing is taken as gone, so that all that is said holds at the same time.
class ConditionWalk {
 public:
  ConditionWalk(LogicOfRules& rules, std::set<std::pair<SourceId, std::uint32_t>>& seen_defs)
      : rules_(rules), logic_(rules.logic), tree_(rules.subject.tree()), seen_defs_(seen_defs) {}

  // `around`: what holds besides.
  void walk_root(NodeId root, Span span, const Parts& around) {
    const ConditionPart part{root, span, rules_.intern(root)};
    of_cloudtrail_ = tree_[root].is_of_cloudtrail;
    if (logic_.gave_up(part.condition)) {
      report_too_large(span, "this condition has more tests than are reasoned about");
      return;
    }
    if (is_constant(root)) return;
    if (report_never(part, around, "no record can meet this condition") || report_always(part) != Certainty::none) {
      return;
    }
    walk_operand(part, around);
    if (!has_reported_size_ && (hard_questions_ > 0 || logic_.gave_up(part.condition))) {
      report_too_large(span, "this condition takes too long to be reasoned about");
    }
  }

 private:
  bool is_constant(NodeId node) const { return tree_.get_if<closed::Constant>(node) != nullptr; }

  ConditionId all(const Parts& parts, const std::vector<bool>& without, std::size_t but = SIZE_MAX) {
    std::vector<ConditionId> conditions;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i != but && !without[i]) conditions.push_back(parts[i].condition);
    }
    return logic_.conjunction(conditions);
  }
  ConditionId all(const Parts& parts) { return all(parts, std::vector<bool>(parts.size())); }

  // What it comes to without the parts that change nothing.
  ConditionId walk(const ConditionPart& part, const Parts& around) {
    const closed::Node& node = tree_[part.node].node;
    if (const auto* negated = std::get_if<closed::Not>(&node)) {
      const ConditionPart inner{negated->operand, tree_[negated->operand].span, rules_.intern(negated->operand)};
      if (!is_written_here(part, inner)) return look_into_def(inner), part.condition;
      return logic_.negation(walk(inner, around));
    }
    if (const auto* quantified = std::get_if<closed::Quantified>(&node)) {
      const ConditionPart body{quantified->body, tree_[quantified->body].span, rules_.intern(quantified->body)};
      if (is_written_here(part, body) && !is_constant(body.node) && report_always(body) == Certainty::none) {
        walk(body, around);
      }
      return part.condition;
    }
    const auto* every = std::get_if<closed::And>(&node);
    const auto* either = std::get_if<closed::Or>(&node);
    if (every == nullptr && either == nullptr) return part.condition;
    const auto spans = rules_.written.spans(part.node);
    if (!spans) return look_into_def(part), part.condition;
    const std::vector<NodeId>& operands = every != nullptr ? every->operands : either->operands;
    Parts parts;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      parts.push_back({operands[i], (*spans)[i], rules_.intern(operands[i])});
    }
    if (parts.size() > kMostOperands) {
      report_too_large(part.span, fmt::format("{} parts are too many to be compared with each other", parts.size()));
      return part.condition;
    }
    return every != nullptr ? walk_every(parts, *spans, around) : walk_either(parts, *spans, around);
  }

  // A def's body stands elsewhere; arguments stand in the rule, and are part of what the def makes of them.
  bool is_written_here(const ConditionPart& outer, const ConditionPart& inner) const {
    return inner.span.source == outer.span.source && inner.span.begin >= outer.span.begin &&
           inner.span.end <= outer.span.end;
  }
  bool is_from_elsewhere(const ConditionPart& part) const { return tree_[part.node].span != part.span; }

  ConditionId walk_every(Parts& parts, const std::vector<Span>& spans, const Parts& around) {
    std::vector<bool> is_gone(parts.size()), is_kept(parts.size());
    const ConditionId outside = all(around);
    for (std::size_t i = parts.size(); i-- > 0;) {
      if (is_constant(parts[i].node)) continue;
      if (const Certainty always = report_always(parts[i]); always != Certainty::none) {
        is_gone[i] = true;
        is_kept[i] = always == Certainty::of_one_value;
        continue;
      }
      const ConditionId others = logic_.conjunction(outside, all(parts, is_gone, i));
      const Certainty certainty = implied(logic_, others, parts[i].condition, of_cloudtrail_);
      if (certainty == Certainty::none && gives_up(parts[i])) break;
      if (certainty == Certainty::none) continue;
      is_gone[i] = true;
      is_kept[i] = certainty == Certainty::of_one_value;
      report_redundant(parts, spans, i, is_gone, around, certainty);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (is_gone[i]) continue;
      Parts context = around;
      for (std::size_t j = 0; j < parts.size(); ++j) {
        if (j != i && !is_gone[j]) context.push_back(parts[j]);
      }
      parts[i].condition = either_way(parts[i].condition, walk_operand(parts[i], context));
    }
    return all(parts, without(is_gone, is_kept));
  }

  ConditionId walk_either(Parts& parts, const std::vector<Span>& spans, const Parts& around) {
    std::vector<bool> is_gone(parts.size()), is_kept(parts.size());
    const ConditionId outside = all(around);
    const auto disjunction = [&](std::size_t but) {
      std::vector<ConditionId> conditions;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != but && !is_gone[i]) conditions.push_back(parts[i].condition);
      }
      return logic_.disjunction(conditions);
    };
    for (std::size_t i = parts.size(); i-- > 0;) {
      if (is_constant(parts[i].node)) continue;
      const Certainty always = report_always(parts[i]);
      if (always == Certainty::of_every_record) return logic_.truth(true);
      if (always == Certainty::of_one_value) return disjunction(SIZE_MAX);
      if (report_never(parts[i], around, "this alternative can never hold")) {
        is_gone[i] = true;
        is_kept[i] = !logic_.surely_never(logic_.conjunction(outside, parts[i].condition));
        continue;
      }
      if (says_what_is_missing(parts[i].node)) continue;
      const ConditionId here = logic_.conjunction(outside, parts[i].condition);
      const Certainty certainty = implied(logic_, here, disjunction(i), of_cloudtrail_);
      if (certainty == Certainty::none && gives_up({{}, {}, here})) break;
      if (certainty == Certainty::none) continue;
      is_gone[i] = true;
      is_kept[i] = certainty == Certainty::of_one_value;
      report_covered(parts, spans, i, is_gone, outside, certainty);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!is_gone[i]) parts[i].condition = walk_operand(parts[i], around);
    }
    is_gone = without(is_gone, is_kept);
    return disjunction(SIZE_MAX);
  }

  // True when questions about this condition were too hard too often.
  bool gives_up(const ConditionPart& asked) {
    return logic_.gave_up(asked.condition) && ++hard_questions_ >= kMostHardQuestions;
  }

  // `not exists p or p != "x"`: the one says in words what the other one means besides.
  bool says_what_is_missing(NodeId node) const {
    const auto* negated = tree_.get_if<closed::Not>(node);
    return negated != nullptr && tree_.get_if<closed::Exists>(negated->operand) != nullptr;
  }

  // Fixes can be made one by one: what is said of others must hold with what they take away and without it.
  ConditionId either_way(ConditionId whole, ConditionId rest) {
    return logic_.disjunction(std::vector<ConditionId>{whole, rest});
  }

  // What is gone for every record: the rest may still be what tells records apart that have two values in a field.
  static std::vector<bool> without(std::vector<bool> is_gone, const std::vector<bool>& is_kept) {
    for (std::size_t i = 0; i < is_gone.size(); ++i) is_gone[i] = is_gone[i] && !is_kept[i];
    return is_gone;
  }

  ConditionId walk_operand(const ConditionPart& part, const Parts& around) {
    if (!is_from_elsewhere(part)) return walk(part, around);
    look_into_def(part);
    return part.condition;
  }

  // What is wrong with a def of the files by itself is said there.
  bool is_fault_of_def(const ConditionPart& part) const {
    if (!is_from_elsewhere(part)) return false;
    const WrittenOperands::Def* def = rules_.written.def_at(tree_[part.node].span);
    return def != nullptr && !def->has_parameters;
  }

  // The body of a def is looked at by itself, once, and only if it says the same wherever it is used.
  void look_into_def(const ConditionPart& part) {
    const Span body = tree_[part.node].span;
    const WrittenOperands::Def* def = rules_.written.def_at(body);
    if (def == nullptr || def->has_parameters) return;
    if (!seen_defs_.emplace(body.source, body.begin).second) return;
    ConditionWalk(rules_, seen_defs_).walk_root(part.node, body, {});
  }

  // Of which records a part always holds: if of any, it is reported, and there is nothing more to say of it.
  Certainty report_always(const ConditionPart& part) {
    const Certainty certainty = impossible(logic_, logic_.negation(part.condition), of_cloudtrail_);
    if (certainty == Certainty::none) return certainty;
    if (is_fault_of_def(part)) return look_into_def(part), certainty;
    report(rules_.out, DiagnosticKind::always_true, part.span,
           fmt::format("`{}` holds for every record{}", rules_.written.text(part.span),
                       because(certainty, tree_, {part.node})),
           certainty == Certainty::of_one_value
               ? "what is unequal to one of them was mostly meant to be unequal to all: `and`, or `not in (...)`"
               : "a missing value meets every negated test: say what must be there, or take the condition away");
    return certainty;
  }

  bool report_never(const ConditionPart& part, const Parts& around, std::string_view what) {
    const ConditionId whole = logic_.conjunction(all(around), part.condition);
    const Certainty certainty = impossible(logic_, whole, of_cloudtrail_);
    if (certainty == Certainty::none) return false;
    if (is_fault_of_def(part) && logic_.surely_never(part.condition, {of_cloudtrail_})) {
      return look_into_def(part), true;
    }
    Parts parts = around;
    const auto spans = rules_.written.spans(part.node);
    const auto* every = tree_.get_if<closed::And>(part.node);
    if (spans && every != nullptr) {
      for (std::size_t i = 0; i < spans->size(); ++i) {
        parts.push_back({every->operands[i], (*spans)[i], rules_.intern(every->operands[i])});
      }
    } else {
      parts.push_back(part);
    }
    reduce(parts, [&](const Parts& fewer) { return logic_.surely_never(all(fewer), {of_cloudtrail_}); });
    std::vector<NodeId> nodes;
    for (const ConditionPart& one : parts) nodes.push_back(one.node);
    const std::string reason = because(certainty, tree_, nodes);
    std::string message;
    if (parts.size() == 1) {
      message = fmt::format("`{}` can never hold{}", rules_.written.text(parts[0].span), reason);
    } else if (parts.size() == 2) {
      message = fmt::format("`{}` and `{}` can never both hold{}", rules_.written.text(parts[0].span),
                            rules_.written.text(parts[1].span), reason);
    } else {
      message = fmt::format("these {} conditions can never hold together{}", parts.size(), reason);
    }
    std::vector<Label> labels;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) labels.push_back({parts[i].span, "and this"});
    report(rules_.out, DiagnosticKind::unsatisfiable, parts.back().span, std::move(message), std::string(what), labels);
    return true;
  }

  // Drops parts as long as the rest still is as `is_so` says.
  template <typename IsSo>
  static void reduce(Parts& parts, IsSo is_so) {
    for (std::size_t i = 0; i < parts.size() && parts.size() > 1;) {
      Parts fewer = parts;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_so(fewer)) {
        parts = std::move(fewer);
      } else {
        ++i;
      }
    }
  }

  void report_redundant(const Parts& parts, const std::vector<Span>& spans, std::size_t one,
                        const std::vector<bool>& is_gone, const Parts& around, Certainty certainty) {
    Parts reasons = around;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!is_gone[i]) reasons.push_back(parts[i]);
    }
    const ConditionId conclusion = parts[one].condition;
    reduce(reasons, [&](const Parts& fewer) {
      return logic_.surely_implies(all(fewer), conclusion, {certainty == Certainty::of_one_value});
    });
    add_redundant(parts[one], reasons, removal(spans, one, certainty), "holds wherever", certainty);
  }

  void report_covered(const Parts& parts, const std::vector<Span>& spans, std::size_t one,
                      const std::vector<bool>& is_gone, ConditionId outside, Certainty certainty) {
    Parts reasons;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!is_gone[i]) reasons.push_back(parts[i]);
    }
    const ConditionId here = logic_.conjunction(outside, parts[one].condition);
    reduce(reasons, [&](const Parts& fewer) {
      std::vector<ConditionId> conditions;
      for (const ConditionPart& part : fewer) conditions.push_back(part.condition);
      return logic_.surely_implies(here, logic_.disjunction(conditions), {certainty == Certainty::of_one_value});
    });
    add_redundant(parts[one], reasons, removal(spans, one, certainty), "adds nothing to", certainty);
  }

  std::vector<Fix> removal(const std::vector<Span>& spans, std::size_t one, Certainty certainty) const {
    const auto edit = rules_.written.removal(spans, one);
    if (!edit || certainty != Certainty::of_every_record) return {};
    return {{*edit, ""}};
  }

  void add_redundant(const ConditionPart& part, const Parts& reasons, std::vector<Fix> fixes, std::string_view relation,
                     Certainty certainty) {
    std::vector<Label> labels;
    std::vector<NodeId> nodes = {part.node};
    for (const ConditionPart& reason : reasons) {
      labels.push_back({reason.span, "because of this"});
      nodes.push_back(reason.node);
    }
    const std::string other =
        reasons.size() == 1 ? fmt::format("`{}`", rules_.written.text(reasons[0].span)) : std::string("the rest");
    const std::string own = rules_.written.text(part.span);
    const bool is_same = reasons.size() == 1 && own == rules_.written.text(reasons[0].span);
    std::string message =
        is_same ? fmt::format("`{}` stands here twice", own)
                : fmt::format("`{}` {} {}{}", own, relation, other, relation == "holds wherever" ? " holds" : "");
    message += because(certainty, tree_, nodes);
    report(rules_.out, DiagnosticKind::redundant_condition, part.span, std::move(message),
           "take it away: no record is told otherwise without it", std::move(labels), std::move(fixes));
  }

  void report_too_large(Span span, std::string message) {
    has_reported_size_ = true;
    report(rules_.out, DiagnosticKind::logic_too_large, span, std::move(message),
           "write literals as one set or list, and parts of it as rules of their own");
  }

  LogicOfRules& rules_;
  Logic& logic_;
  const ClosedTree& tree_;
  std::set<std::pair<SourceId, std::uint32_t>>& seen_defs_;
  bool of_cloudtrail_ = false;
  bool has_reported_size_ = false;
  int hard_questions_ = 0;
};

}  // namespace

void lint_conditions(LogicOfRules& rules) {
  const ClosedTree& tree = rules.subject.tree();
  std::set<std::pair<SourceId, std::uint32_t>> seen_defs;
  for (const closed::Rule& rule : tree.rules) {
    if (!rules.is_of_files(rule)) continue;
    Parts around;
    const auto look = [&](NodeId root) { ConditionWalk(rules, seen_defs).walk_root(root, tree[root].use, around); };
    if (rule.where) {
      look(*rule.where);
      around.push_back({*rule.where, tree[*rule.where].use, rules.intern(*rule.where)});
    }
    if (rule.state) {
      // A step that nothing can be is worth a word only if `where` itself is not what nothing can be.
      if (rule.where && rules.logic.surely_never(around[0].condition, {true})) around.clear();
      for (const closed::Step& step : rule.state->steps) {
        if (step.own) look(*step.own);
      }
    }
    around.clear();
    for (const closed::Exception& exception : rule.exceptions) look(exception.when);
  }
}

}  // namespace spoor
