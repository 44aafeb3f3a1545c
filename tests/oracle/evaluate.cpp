#include "tests/oracle/evaluate.h"

#include <re2/re2.h>

#include <map>

#include "compiler/program/regex.h"
#include "compiler/regex_flags.h"
#include "lang/values/fold.h"
#include "lang/values/utf8.h"
#include "tests/oracle/functions.h"

namespace spoor::oracle {
namespace {

using Values = std::vector<Json>;
using Kind = Json::Kind;

void flatten(const Json& json, Values& out) {
  if (json.kind == Kind::array) {
    for (const Json& item : json.items) flatten(item, out);
  } else if (json.kind != Kind::null && json.kind != Kind::absent) {
    out.push_back(json);
  }
}

Values step(const Values& from, const PathStep& step) {
  Values out;
  for (const Json& json : from) {
    if (step.kind == PathStep::Kind::key) {
      Values flat;
      flatten(json, flat);
      for (const Json& value : flat) {
        for (const auto& [key, member] : value.members) {
          if (key == step.key) out.push_back(member);
        }
      }
      continue;
    }
    const Values items = json.kind == Kind::array ? json.items : Values{json};
    if (step.kind == PathStep::Kind::each) {
      out.insert(out.end(), items.begin(), items.end());
      continue;
    }
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t index = step.index < 0 ? size + step.index : step.index;
    if (index >= 0 && index < size) out.push_back(items[static_cast<std::size_t>(index)]);
  }
  return out;
}

Values walk(Values from, const std::vector<PathStep>& steps) {
  for (const PathStep& s : steps) from = step(from, s);
  Values out;
  for (const Json& json : from) flatten(json, out);
  return out;
}

bool equal(const Json& a, const Json& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::string || a.kind == Kind::version) return a.string == b.string;
  if (a.kind == Kind::number) return compare(a.number, b.number) == 0;
  return a.kind == Kind::boolean && a.boolean == b.boolean;
}

Json folded_value(Json json) {
  if (json.kind == Kind::string) json.string = folded(json.string);
  return json;
}

std::optional<Instant> time_of(const Json& json) {
  if (json.kind == Kind::string) return read_instant(json.string);
  if (json.kind != Kind::number) return std::nullopt;
  return instant_from_epoch(to_double(json.number));
}

// `*` any run, `?` one code point, `\` escapes: by the table of all prefixes.
bool glob_matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return glob_matches(pattern.substr(1), text) || (!text.empty() && glob_matches(pattern, text.substr(1)));
  }
  if (text.empty()) return false;
  if (pattern[0] == '?')
    return glob_matches(pattern.substr(1), text.substr(std::min(text.size(), utf8_length(text[0]))));
  const std::size_t escape = pattern[0] == '\\' && pattern.size() > 1 ? 1 : 0;
  return pattern[escape] == text[0] && glob_matches(pattern.substr(escape + 1), text.substr(1));
}

class Evaluator {
 public:
  Evaluator(const ClosedTree& tree, const Json& record) : tree_(tree), record_(record) {}

  bool condition(NodeId id) {
    const closed::Node& node = tree_[id].node;
    if (const auto* constant = std::get_if<closed::Constant>(&node)) return std::get<bool>(constant->value);
    if (const auto* negation = std::get_if<closed::Not>(&node)) return !condition(negation->operand);
    if (const auto* exists = std::get_if<closed::Exists>(&node)) return !values(exists->value).empty();
    if (const auto* junction = std::get_if<closed::And>(&node)) {
      for (const NodeId operand : junction->operands) {
        if (!condition(operand)) return false;
      }
      return true;
    }
    if (const auto* junction = std::get_if<closed::Or>(&node)) {
      for (const NodeId operand : junction->operands) {
        if (condition(operand)) return true;
      }
      return false;
    }
    if (const auto* quantified = std::get_if<closed::Quantified>(&node)) return quantifier(*quantified);
    if (std::holds_alternative<closed::Call>(node)) return values(id).at(0).boolean;
    const auto& test = std::get<closed::Test>(node);
    const bool is_negated = test.is_negated || test.op == Operator::not_equal;
    return positive(test) != is_negated;
  }

 private:
  bool quantifier(const closed::Quantified& node) {
    std::size_t held = 0;
    const Values elements = values(node.over);
    for (const Json& element : elements) {
      variables_[node.variable] = element;
      held += condition(node.body) ? 1 : 0;
    }
    switch (node.quantifier) {
      case ast::Quantifier::any: return held > 0;
      case ast::Quantifier::none: return held == 0;
      case ast::Quantifier::all: return !elements.empty() && held == elements.size();
    }
    return false;
  }

  Values values(NodeId id) {
    const closed::Node& node = tree_[id].node;
    if (const auto* constant = std::get_if<closed::Constant>(&node)) return {literal_value(constant->value)};
    if (const auto* field = std::get_if<closed::Field>(&node)) {
      return walk({field->variable ? variables_.at(*field->variable) : record_}, field->steps);
    }
    const auto& call = std::get<closed::Call>(node);
    return walk(function(call), call.steps);
  }

  static Json literal_value(const Literal& literal) {
    if (const auto* text = std::get_if<std::string>(&literal)) return text_value(*text);
    if (const auto* number = std::get_if<Number>(&literal)) return number_value(*number);
    if (const auto* boolean = std::get_if<bool>(&literal)) return boolean_value(*boolean);
    return text_value(to_text(literal));
  }

  Values function(const closed::Call& call) {
    const auto& args = call.args;
    if (call.function == Function::split) return split(call);
    if (call.function == Function::concat) return concat(args);
    if (call.function == Function::coalesce) return coalesce(args);
    if (call.function == Function::choose) return choose(args);
    if (call.function == Function::count)
      return {number_value(Number::from_integer(static_cast<std::int64_t>(values(args[0]).size())))};
    Values out;
    for (const Json& value : values(args[0])) {
      for (Json& made : of_one_value(call.function, value)) out.push_back(std::move(made));
    }
    if (info(call.function).result != FunctionResult::truth) return out;
    return {boolean_value(std::any_of(out.begin(), out.end(), [](const Json& truth) { return truth.boolean; }))};
  }

  Values coalesce(const std::vector<NodeId>& args) {
    for (const NodeId arg : args) {
      const Values found = values(arg);
      for (const Json& value : found) {
        if (value.kind != Kind::string || !value.string.empty()) return found;
      }
    }
    return {};
  }

  Values choose(const std::vector<NodeId>& args) {
    for (std::size_t i = 0; i + 1 < args.size(); i += 2) {
      if (condition(args[i])) return values(args[i + 1]);
    }
    return args.size() % 2 == 1 ? values(args.back()) : Values{};
  }

  Values split(const closed::Call& call) {
    std::optional<std::string> separator;
    for (const Json& value : values(call.args[1])) {
      if (value.kind == Kind::string && !separator) separator = value.string;
    }
    if (!separator) return {};
    Values out;
    for (const Json& value : values(call.args[0])) {
      if (value.kind != Kind::string) continue;
      std::string text = value.string;
      for (std::size_t at; !separator->empty() && (at = text.find(*separator)) != std::string::npos;) {
        out.push_back(text_value(text.substr(0, at)));
        text = text.substr(at + separator->size());
      }
      out.push_back(text_value(text));
    }
    return out;
  }

  // Every combination of one string from each part, the last part's changing fastest; the first 64.
  Values concat(const std::vector<NodeId>& parts) {
    std::vector<std::string> made = {""};
    for (const NodeId part : parts) {
      std::vector<std::string> longer;
      for (const std::string& head : made) {
        for (const Json& tail : values(part)) {
          if (tail.kind == Kind::string) longer.push_back(head + tail.string);
        }
      }
      made = std::move(longer);
    }
    if (made.size() > 64) made.resize(64);
    Values out;
    for (const std::string& text : made) out.push_back(text_value(text));
    return out;
  }

  bool positive(const closed::Test& test) {
    switch (info(test.op).right) {
      case RightSide::value: return equality(test);
      case RightSide::ordered: return ordered(test);
      case RightSide::set: {
        for (const NodeId item : tree_.get_if<closed::Set>(test.right)->items) {
          for (const Json& value : values(test.left)) {
            if (in_item(value, item, test.is_folded)) return true;
          }
        }
        return false;
      }
      case RightSide::strings:
      case RightSide::globs:
      case RightSide::regexes: return strings(test);
    }
    return false;
  }

  const Literal* literal(NodeId id) const {
    const auto* constant = tree_.get_if<closed::Constant>(id);
    return constant == nullptr ? nullptr : &constant->value;
  }

  static bool equals_literal(const Json& value, const Literal& wanted, bool is_folded) {
    if (const auto* range = std::get_if<TimeRange>(&wanted)) {
      const auto time = time_of(value);
      return time && *time >= range->begin && *time < range->end;
    }
    if (const auto* network = std::get_if<Network>(&wanted)) {
      const auto address = value.kind == Kind::string ? parse_address(value.string) : std::nullopt;
      return address && contains(*network, *address);
    }
    const Json right = literal_value(wanted);
    return is_folded ? equal(folded_value(value), folded_value(right)) : equal(value, right);
  }

  bool equality(const closed::Test& test) {
    const Literal* left = literal(test.left);
    const Literal* right = literal(test.right);
    if (right != nullptr || left != nullptr) {
      for (const Json& value : values(right != nullptr ? test.left : test.right)) {
        if (equals_literal(value, right != nullptr ? *right : *left, test.is_folded)) return true;
      }
      return false;
    }
    for (const Json& a : values(test.left)) {
      for (const Json& b : values(test.right)) {
        if (test.is_folded ? equal(folded_value(a), folded_value(b)) : equal(a, b)) return true;
      }
    }
    return false;
  }

  bool in_item(const Json& value, NodeId item, bool is_folded) const {
    const auto* range = tree_.get_if<closed::Range>(item);
    if (range == nullptr) return equals_literal(value, *literal(item), is_folded);
    const Literal& low = *literal(range->low);
    const Literal& high = *literal(range->high);
    if (const auto* from = std::get_if<Number>(&low)) {
      return value.kind == Kind::number && compare(value.number, *from) >= 0 &&
             compare(value.number, std::get<Number>(high)) <= 0;
    }
    const auto time = time_of(value);
    return time && *time >= std::get<TimeRange>(low).begin && *time < std::get<TimeRange>(high).end;
  }

  static bool holds_order(Operator op, std::strong_ordering order) {
    if (op == Operator::less) return order < 0;
    if (op == Operator::less_equal) return order <= 0;
    if (op == Operator::greater) return order > 0;
    return order >= 0;
  }

  // A day counts as a whole: its end is passed, its beginning reached.
  static bool order_to_date(Operator op, const Instant& time, const TimeRange& date) {
    if (op == Operator::less) return time < date.begin;
    if (op == Operator::less_equal) return time < date.end;
    if (op == Operator::greater) return time >= date.end;
    return time >= date.begin;
  }

  bool ordered(const closed::Test& test) {
    const bool is_mirrored = literal(test.left) != nullptr && literal(test.right) == nullptr;
    const NodeId left = is_mirrored ? test.right : test.left;
    const NodeId right = is_mirrored ? test.left : test.right;
    Operator op = test.op;
    if (is_mirrored) {
      op = op == Operator::less         ? Operator::greater
           : op == Operator::less_equal ? Operator::greater_equal
           : op == Operator::greater    ? Operator::less
                                        : Operator::less_equal;
    }
    const Literal* wanted = literal(right);
    const auto* date = wanted == nullptr ? nullptr : std::get_if<TimeRange>(wanted);
    for (const Json& a : values(left)) {
      if (date != nullptr) {
        const auto time = time_of(a);
        if (time && order_to_date(op, *time, *date)) return true;
        continue;
      }
      for (const Json& b : values(right)) {
        if (a.kind == Kind::number && b.kind == Kind::number && holds_order(op, compare(a.number, b.number)))
          return true;
        if (a.kind == Kind::version && b.kind == Kind::version) {
          const auto order = is_lower_version(a, b)   ? std::strong_ordering::less
                             : is_lower_version(b, a) ? std::strong_ordering::greater
                                                      : std::strong_ordering::equal;
          if (holds_order(op, order)) return true;
        }
        if (a.kind != Kind::string || b.kind != Kind::string) continue;
        const auto x = read_instant(a.string), y = read_instant(b.string);
        if (x && y && holds_order(op, *x <=> *y)) return true;
      }
    }
    return false;
  }

  bool string_test(const closed::Test& test, const std::string& value, NodeId pattern) {
    const std::string left = test.is_folded ? folded(value) : value;
    if (test.op == Operator::matches) {
      const auto& regex = std::get<Regex>(*literal(pattern));
      return RE2::PartialMatch(left, **compile_regex(regex.pattern, regex_flags(regex)));
    }
    for (const Json& right : values(pattern)) {
      if (right.kind != Kind::string) continue;
      const std::string wanted = test.is_folded ? folded(right.string) : right.string;
      if (test.op == Operator::contains && left.find(wanted) != std::string::npos) return true;
      if (test.op == Operator::startswith && left.starts_with(wanted)) return true;
      if (test.op == Operator::endswith && left.ends_with(wanted)) return true;
      if (test.op == Operator::like && glob_matches(wanted, left)) return true;
    }
    return false;
  }

  bool strings(const closed::Test& test) {
    const auto* set = tree_.get_if<closed::Set>(test.right);
    const std::vector<NodeId> patterns = set == nullptr ? std::vector<NodeId>{test.right} : set->items;
    for (const Json& value : values(test.left)) {
      if (value.kind != Kind::string) continue;
      std::size_t held = 0;
      for (const NodeId pattern : patterns) held += string_test(test, value.string, pattern) ? 1 : 0;
      if (test.needs_all ? held == patterns.size() : held > 0) return true;
    }
    return false;
  }

  const ClosedTree& tree_;
  const Json& record_;
  std::map<VariableId, Json> variables_;
};

}  // namespace

bool holds(const ClosedTree& tree, NodeId condition, const Json& record) {
  return Evaluator(tree, record).condition(condition);
}

}  // namespace spoor::oracle
