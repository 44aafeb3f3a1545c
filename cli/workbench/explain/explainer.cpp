#include "cli/workbench/explain/explainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "cli/workbench/explain/json_places.h"
#include "cli/workbench/source_text.h"
#include "compiler/children.h"
#include "runtime/json/print.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/shown_record.h"

namespace spoor {

namespace {

constexpr std::size_t kLongest = 160;  // of a text

bool is_value(const closed::Node& node) {
  return std::holds_alternative<closed::Field>(node) || std::holds_alternative<closed::Call>(node) ||
         std::holds_alternative<closed::Lookup>(node);
}

std::string json_of(const Value& value) {
  switch (value.type()) {
    case ValueType::string:
    case ValueType::version: return json_string(value.text());
    case ValueType::number:
    case ValueType::boolean:
    case ValueType::object: break;
  }
  return to_text(value);
}

bool reads_key(const ClosedTree& tree, NodeId node, const std::string& key) {
  const auto* field = tree.get_if<closed::Field>(node);
  bool is_read = field != nullptr && !field->variable && !field->steps.empty() && field->steps[0].key == key;
  for_each_child(tree[node].node, [&](NodeId child) { is_read = is_read || reads_key(tree, child, key); });
  return is_read;
}

}  // namespace

struct Explainer::Reads {
  std::vector<NodeId> questions, values;
  std::unordered_map<NodeId, std::size_t> question_numbers, value_numbers;
  std::vector<char> answers;
  std::vector<std::vector<std::string>> texts;  // of values, secrets masked
  std::vector<std::vector<std::string>> whole;  // of values, as they stand
  Json record;

  void ask(NodeId node) {
    if (question_numbers.try_emplace(node, questions.size()).second) questions.push_back(node);
  }
  void read(NodeId node) {
    if (value_numbers.try_emplace(node, values.size()).second) values.push_back(node);
  }

  // Empty, or why not.
  std::string run(const RuleProgram& program, const std::string& text, const Mask* mask) {
    const auto owned = OwnedRecord::read(text);
    if (owned == nullptr) return "the record cannot be read";
    Matcher matcher(program.prepared);
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const Index condition = program.first_question + static_cast<Index>(i);
      answers.push_back(i == 0 ? matcher.holds(owned->record(), condition) : matcher.holds(condition));
    }
    if (questions.empty()) matcher.match(owned->record());
    const auto read_all = [&](std::vector<std::vector<std::string>>& out) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        out.emplace_back();
        for (const Value& value : matcher.output(program.first_value + static_cast<Index>(i))) {
          out.back().push_back(json_of(value));
        }
      }
    };
    read_all(whole);
    ShownRecord shown(mask);
    shown.show(text, matcher);
    read_all(texts);
    record = Json::parse(text, nullptr, false);
    return {};
  }
};

Explainer::Explainer(const Inspected& rules, std::size_t rule, const Mask* mask)
    : rules_(rules), rule_(rule), mask_(mask), tree_(rules.tree) {
  expansions_ = std::make_unique<Expansions>(tree_);
}

tl::expected<ExplainedPart, std::string> Explainer::explain(NodeId condition, const std::string& record) {
  Reads reads;
  ExplainedPart part = skeleton(condition, reads);
  const auto program = make_rule_program(tree_, rule_, reads.questions, reads.values);
  if (!program) return tl::unexpected(program.error());
  if (std::string problem = reads.run(*program, record, mask_); !problem.empty()) {
    return tl::unexpected(std::move(problem));
  }
  fill(part, reads);
  if (auto done = add_elements(part, record); !done) return tl::unexpected(done.error());
  return part;
}

// What a def asks is written with the values that it was called with.
std::string Explainer::text_of(NodeId node) const {
  const auto expansions = expansions_->of(node);
  const closed::Entry& entry = tree_[node];
  const Sources& sources = rules_.compiled.sources;
  if (!expansions.empty()) return one_line(sources.text(expansions[0]->call), kLongest);
  if (entry.span == entry.use) return one_line(sources.text(entry.span), kLongest);
  return one_line(to_text(tree_, node), kLongest);
}

ExplainedPart Explainer::skeleton(NodeId node, Reads& reads) {
  const auto expansions = expansions_->of(node);
  ExplainedPart outermost, *at = &outermost;
  for (std::size_t i = 0; i < expansions.size(); ++i) {
    if (i > 0) at = &at->parts.emplace_back();
    at->kind = ExplainedPart::Kind::call;
    at->node = node;
    at->text = one_line(rules_.compiled.sources.text(expansions[i]->call), kLongest);
  }
  if (expansions.empty()) return inside(node, reads);
  at->parts.push_back(inside(node, reads));
  return outermost;
}

// The node by itself, whatever def it stands for.
ExplainedPart Explainer::inside(NodeId node, Reads& reads) {
  const closed::Node written = tree_[node].node;
  ExplainedPart part;
  part.node = node;
  if (const auto* junction = std::get_if<closed::And>(&written)) {
    part.kind = ExplainedPart::Kind::conjunction;
    part.text = "and";
    for (const NodeId operand : junction->operands) part.parts.push_back(skeleton(operand, reads));
    return part;
  }
  if (const auto* either = std::get_if<closed::Or>(&written)) {
    part.kind = ExplainedPart::Kind::disjunction;
    part.text = "or";
    for (const NodeId operand : either->operands) part.parts.push_back(skeleton(operand, reads));
    return part;
  }
  if (const auto* negation = std::get_if<closed::Not>(&written)) {
    part.kind = ExplainedPart::Kind::negation;
    part.text = "not";
    part.parts.push_back(skeleton(negation->operand, reads));
    return part;
  }
  const closed::Entry& entry = tree_[node];
  part.text = entry.span == entry.use ? one_line(rules_.compiled.sources.text(entry.span), kLongest)
                                      : one_line(to_text(tree_, node), kLongest);
  reads.ask(node);
  if (const auto* quantified = std::get_if<closed::Quantified>(&written)) {
    part.kind = ExplainedPart::Kind::quantifier;
    read_value(quantified->over, reads, part);
  } else {
    for_each_child(written, [&](NodeId child) { read_value(child, reads, part); });
  }
  return part;
}

// A value and, of one that is worked out, the paths that it is worked out from.
void Explainer::read_value(NodeId value, Reads& reads, ExplainedPart& part) {
  const closed::Node written = tree_[value].node;
  if (!is_value(written)) return;
  add_seen(value, reads, part);
  for_each_child(written, [&](NodeId child) { read_value(child, reads, part); });
}

void Explainer::add_seen(NodeId value, Reads& reads, ExplainedPart& part) {
  const std::string text = text_of(value);
  if (std::any_of(part.seen.begin(), part.seen.end(), [&](const SeenValue& seen) { return seen.text == text; })) return;
  reads.read(value);
  SeenValue seen;
  seen.text = text;
  seen.count = reads.value_numbers.at(value);  // until it is filled
  part.seen.push_back(std::move(seen));
}

void Explainer::fill(ExplainedPart& part, const Reads& reads) const {
  for (ExplainedPart& child : part.parts) fill(child, reads);
  const auto holds = [](const ExplainedPart& child) { return child.holds; };
  switch (part.kind) {
    case ExplainedPart::Kind::conjunction: part.holds = std::all_of(part.parts.begin(), part.parts.end(), holds); break;
    case ExplainedPart::Kind::disjunction: part.holds = std::any_of(part.parts.begin(), part.parts.end(), holds); break;
    case ExplainedPart::Kind::negation: part.holds = !part.parts[0].holds; break;
    case ExplainedPart::Kind::call: part.holds = part.parts[0].holds; break;
    case ExplainedPart::Kind::question:
    case ExplainedPart::Kind::quantifier: part.holds = reads.answers[reads.question_numbers.at(part.node)] != 0; break;
  }
  for (SeenValue& seen : part.seen) {
    const std::size_t number = seen.count;
    const std::vector<std::string>& values = reads.texts[number];
    seen.count = values.size();
    seen.values.assign(values.begin(),
                       values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), SeenValue::kMostValues)));
    const auto* field = tree_.get_if<closed::Field>(reads.values[number]);
    if (!values.empty() || field == nullptr || reads.record.is_discarded()) continue;
    const std::size_t length = missing_length(reads.record, field->steps);
    seen.missing = path_text({field->steps.begin(), field->steps.begin() + static_cast<std::ptrdiff_t>(length)});
  }
  if (part.kind != ExplainedPart::Kind::quantifier) return;
  const NodeId over = tree_.get_if<closed::Quantified>(part.node)->over;
  if (!reads.value_numbers.contains(over)) return;
  const std::vector<std::string>& elements = reads.whole[reads.value_numbers.at(over)];
  part.element_count = elements.size();
  for (std::size_t i = 0; i < std::min(elements.size(), ExplainedElement::kMost); ++i) {
    part.elements.push_back({elements[i], {}, {}, {}});
  }
}

tl::expected<void, std::string> Explainer::add_elements(ExplainedPart& part, const std::string& record) {
  for (ExplainedPart& child : part.parts) {
    if (auto done = add_elements(child, record); !done) return done;
  }
  for (ExplainedElement& element : part.elements) {
    auto made = explain_element(part, element.value, record);
    if (!made) return tl::unexpected(made.error());
    element = std::move(*made);
  }
  return {};
}

tl::expected<ExplainedElement, std::string> Explainer::explain_element(const ExplainedPart& quantifier,
                                                                       const std::string& value,
                                                                       const std::string& record) {
  const closed::Quantified quantified = *tree_.get_if<closed::Quantified>(quantifier.node);
  ExplainedElement element;
  element.key = key_for(quantified, record);
  element.record = "{" + json_string(element.key) + ":" + value + (record == "{}" ? "" : ",") + record.substr(1);
  const NodeId body = with_element(quantified.body, quantified.variable, element.key);
  expansions_ = std::make_unique<Expansions>(tree_);
  auto explained = explain(body, element.record);
  if (!explained) return tl::unexpected(explained.error());
  element.body = std::move(*explained);
  append_printed(value, mask_, element.value);
  return element;
}

// The variable's name, with something behind it if the record has such a key or the body reads one.
std::string Explainer::key_for(const closed::Quantified& quantified, const std::string& record) const {
  const Json whole = Json::parse(record, nullptr, false);
  std::string key(tree_.variable(quantified.variable));
  while (whole.contains(key) || reads_key(tree_, quantified.body, key)) key += "_";
  return key;
}

// A copy of the tree below the node in which paths from the variable begin at a key of the record.
NodeId Explainer::with_element(NodeId node, VariableId variable, const std::string& key) {
  closed::Entry copy = tree_[node];
  bool is_changed = false;
  const auto change = [&](NodeId& child) {
    const NodeId made = with_element(child, variable, key);
    is_changed = is_changed || made != child;
    child = made;
  };
  const auto change_all = [&](std::vector<NodeId>& children) {
    for (NodeId& child : children) change(child);
  };
  if (auto* field = std::get_if<closed::Field>(&copy.node)) {
    if (field->variable == variable) {
      field->variable.reset();
      field->steps.insert(field->steps.begin(), PathStep{PathStep::Kind::key, key, 0, copy.span});
      is_changed = true;
    }
  } else if (auto* call = std::get_if<closed::Call>(&copy.node)) {
    change_all(call->args);
  } else if (auto* lookup = std::get_if<closed::Lookup>(&copy.node)) {
    change(lookup->key);
  } else if (auto* junction = std::get_if<closed::And>(&copy.node)) {
    change_all(junction->operands);
  } else if (auto* either = std::get_if<closed::Or>(&copy.node)) {
    change_all(either->operands);
  } else if (auto* negation = std::get_if<closed::Not>(&copy.node)) {
    change(negation->operand);
  } else if (auto* quantified = std::get_if<closed::Quantified>(&copy.node)) {
    change(quantified->over);
    change(quantified->body);
  } else if (auto* exists = std::get_if<closed::Exists>(&copy.node)) {
    change(exists->value);
  } else if (auto* test = std::get_if<closed::Test>(&copy.node)) {
    change(test->left);
    change(test->right);
  }
  if (!is_changed) return node;
  const auto made = static_cast<NodeId>(tree_.nodes.size());
  for (std::size_t i = 0; i < tree_.expansions.size(); ++i) {
    if (tree_.expansions[i].body != node) continue;
    closed::Expansion expansion = tree_.expansions[i];
    expansion.body = made;
    tree_.expansions.push_back(expansion);
  }
  tree_.nodes.push_back(std::move(copy));
  return made;
}

}  // namespace spoor
