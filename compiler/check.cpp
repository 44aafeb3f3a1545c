#include "compiler/check.h"

#include <fmt/format.h>

#include "compiler/check_metadata.h"
#include "compiler/fold_calls.h"
#include "compiler/item_type.h"
#include "compiler/program/regex.h"
#include "compiler/regex_flags.h"
#include "compiler/type.h"

namespace spoor {

namespace {

class Checker {
 public:
  Checker(ClosedTree& tree, Diagnostics& diagnostics, const HelpForPaths& help_for)
      : tree_(tree), diagnostics_(diagnostics), help_for_(help_for) {}

  void run() {
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      const auto id = static_cast<NodeId>(i);
      check_node(id);
      if (auto folded = folded_call(tree_, id)) {
        tree_.folded_from[id] = std::move(std::get<closed::Call>(tree_[id].node).args);
        tree_[id].node = closed::Constant{std::move(*folded)};
      }
    }
    for (const closed::Rule& rule : tree_.rules) {
      for (const NodeId condition : rule.conditions) need_condition(condition);
      check_metadata_of_rule(rule.metas, diagnostics_);
    }
    for (const closed::Output& output : tree_.outputs) need_value(output.value, taker_of(output.role));
    for (const closed::Rule& rule : tree_.rules) {
      need_values(rule.outputs, "a key of `dedup`");
      if (rule.state) check_state(*rule.state);
    }
  }

 private:
  void check_state(const closed::State& state) {
    need_values(state.keys, "a key");
    need_values(state.values, "");
    for (const closed::Step& step : state.steps) need_values(step.keys, "a key");
    const std::string_view word = spelling(state.kind);
    for (const closed::Output& value : state.values) {
      const Type found = type(value.value);
      if (!is_value(found)) continue;  // reported already
      if (tree_.get_if<closed::Constant>(value.value) != nullptr) {
        report(DiagnosticKind::not_countable, value.value,
               fmt::format("`{}` needs a value of the record, `{}` is the same for all", word, text(value.value)),
               found == Type::string ? "a path is written without quotes" : "write a path, or a def that is one");
      } else if (state.kind == StateKind::sum && found != Type::any && found != Type::unknown &&
                 found != Type::number) {
        report(DiagnosticKind::not_countable, value.value,
               fmt::format("`sum` adds numbers, `{}` is {}", text(value.value), with_article(found)),
               found == Type::string ? "values are not converted: write `number(...)` around it" : "");
      }
    }
    if (state.share && tree_.get_if<closed::Constant>(*state.share) != nullptr && type(*state.share) == Type::boolean) {
      report(DiagnosticKind::not_countable, *state.share,
             fmt::format("`ratio` takes the share of records for which a condition holds, `{}` is the same for all",
                         text(*state.share)),
             "a condition is a test such as `exists errorCode`");
    }
  }

  // `key_taker`: what a key among them is of.
  void need_values(const std::vector<closed::Output>& outputs, std::string_view key_taker) {
    for (const closed::Output& output : outputs) {
      const bool is_key = output.role == OutputRole::key || output.role == OutputRole::optional_key;
      need_value(output.value, is_key ? key_taker : taker_of(output.role));
    }
  }

  static std::string_view taker_of(OutputRole role) {
    switch (role) {
      case OutputRole::field: return "a field of a finding";
      case OutputRole::message: return "a message";
      case OutputRole::key:
      case OutputRole::optional_key: return "a key";
      case OutputRole::value: return "what is counted";
      case OutputRole::time:
      case OutputRole::id:
      case OutputRole::account:
      case OutputRole::column: return "a column";
    }
    return "";
  }

  Type type(NodeId id) const { return type_of(tree_, id); }
  std::string text(NodeId id) const { return to_text(tree_, id); }

  void report(DiagnosticKind kind, NodeId at, std::string message, std::string help = {}, std::vector<Fix> fixes = {}) {
    const closed::Entry& entry = tree_[at];
    std::vector<Label> labels;
    if (entry.use != entry.span) labels.push_back({entry.use, "expanded here"});
    spoor::report(diagnostics_, kind, entry.span, std::move(message), std::move(help), std::move(labels),
                  std::move(fixes));
  }

  void check_node(NodeId id) {
    const closed::Node& node = tree_[id].node;
    if (const auto* junction = std::get_if<closed::And>(&node)) {
      for (const NodeId operand : junction->operands) need_condition(operand);
    } else if (const auto* disjunction = std::get_if<closed::Or>(&node)) {
      for (const NodeId operand : disjunction->operands) need_condition(operand);
    } else if (const auto* negation = std::get_if<closed::Not>(&node)) {
      need_condition(negation->operand);
    } else if (const auto* exists = std::get_if<closed::Exists>(&node)) {
      need_value(exists->value, "`exists`");
    } else if (const auto* quantified = std::get_if<closed::Quantified>(&node)) {
      need_value(quantified->over, "a quantifier");
      need_condition(quantified->body);
    } else if (const auto* call = std::get_if<closed::Call>(&node)) {
      check_call(id, *call);
    } else if (const auto* lookup = std::get_if<closed::Lookup>(&node)) {
      check_lookup(*lookup);
    } else if (const auto* range = std::get_if<closed::Range>(&node)) {
      check_range(id, *range);
    } else if (const auto* test = std::get_if<closed::Test>(&node)) {
      check_test(id, *test);
    }
  }

  // R7: only what is true or false is a condition. A truth always is one of the two.
  void need_condition(NodeId id) {
    const Type found = type(id);
    const auto* call = tree_.get_if<closed::Call>(id);
    if (call != nullptr && call->steps.empty() && info(call->function).result == FunctionResult::truth) return;
    if (found == Type::condition || found == Type::boolean || found == Type::unknown) {
      const bool is_literal = tree_.get_if<closed::Constant>(id) != nullptr;
      if (found != Type::boolean || is_literal) return;
    }
    const std::string written = text(id);
    const auto* field = tree_.get_if<closed::Field>(id);
    if (field != nullptr || call != nullptr) {
      const bool is_of_record = field != nullptr && !field->variable;
      HelpForPath help = is_of_record ? help_for_(written, tree_[id].span.source) : HelpForPath{};
      if (help.is_guess) {
        const bool may_be_true = found == Type::any || found == Type::boolean;
        help.text += fmt::format("{} `exists {}`{}?", help.text.empty() ? "did you mean" : ", or", written,
                                 may_be_true ? fmt::format(" or `{} == true`", written) : "");
      }
      report(DiagnosticKind::not_a_condition, id, fmt::format("`{}` is a value, not a condition", written),
             std::move(help.text));
    } else {
      report(DiagnosticKind::not_a_condition, id,
             fmt::format("found {} where a condition is needed", with_article(found)),
             "a condition is a test such as `eventName == \"StopLogging\"`");
    }
  }

  void need_value(NodeId id, std::string_view taker) {
    const Type found = type(id);
    if (is_value(found)) return;
    report(DiagnosticKind::not_a_value, id, fmt::format("{} needs a value, found {}", taker, with_article(found)),
           found == Type::condition
               ? "a condition is true or false by itself; `case(condition, value, ...)` makes values of it"
               : "");
  }

  void check_call(NodeId id, const closed::Call& call) {
    const FunctionInfo& function = info(call.function);
    const std::size_t count = call.args.size();
    if (count < function.minimum_arguments ||
        (function.maximum_arguments != kAnyNumberOfArguments && count > function.maximum_arguments)) {
      report(DiagnosticKind::argument_count, id,
             fmt::format("`{}` takes {}{} argument{}, found {}", function.name, function.minimum_arguments,
                         function.maximum_arguments == function.minimum_arguments ? "" : " or more",
                         function.minimum_arguments == 1 && function.maximum_arguments == 1 ? "" : "s", count),
             fmt::format("it gives {}", function.sentence));
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const bool is_condition = call.function == Function::choose && i % 2 == 0 && i + 1 < count;
      if (is_condition) {
        need_condition(call.args[i]);
      } else {
        check_argument(function, call, i);
      }
    }
  }

  static bool takes(FunctionTakes taken, Type found) {
    if (found == Type::any || found == Type::unknown || found == Type::string) return true;
    switch (taken) {
      case FunctionTakes::strings: return false;
      case FunctionTakes::numbers: return found == Type::number;
      case FunctionTakes::booleans: return found == Type::boolean;
      case FunctionTakes::anything:
        return found == Type::number || found == Type::boolean || found == Type::version || found == Type::object;
    }
    return false;
  }

  void check_argument(const FunctionInfo& function, const closed::Call& call, std::size_t i) {
    const NodeId arg = call.args[i];
    const Type found = type(arg);
    if (!takes(function.takes, found)) {
      report(DiagnosticKind::bad_argument, arg, fmt::format("`{}` cannot take {}", function.name, with_article(found)),
             fmt::format("it gives {}", function.sentence));
      return;
    }
    const auto* constant = tree_.get_if<closed::Constant>(arg);
    if (call.function == Function::split && i == 1 && constant != nullptr &&
        constant->value == Literal(std::string())) {
      report(DiagnosticKind::bad_argument, arg, "`split` needs a separator, found the empty string");
    }
  }

  void check_lookup(const closed::Lookup& lookup) {
    const LoadedList& keys = tree_.table(lookup.table).keys;
    const Type wanted = keys.type == ast::ValueType::integer ? Type::number : Type::string;
    const Type found = type(lookup.key);
    if (found == Type::any || found == Type::unknown || found == wanted) return;
    report(DiagnosticKind::bad_argument, lookup.key,
           fmt::format("the keys of table `{}` are of type `{}`, found {}", keys.name, type_name(keys.type),
                       with_article(found)));
  }

  void check_range(NodeId id, const closed::Range& range) {
    const Type low = type(range.low), high = type(range.high);
    const bool has_order = (low == Type::number || low == Type::date) && low == high;
    if (low == Type::unknown || high == Type::unknown) return;
    if (!has_order) {
      report(DiagnosticKind::bad_range, id,
             fmt::format("a range goes from number to number or from date to date, found {} and {}", with_article(low),
                         with_article(high)),
             low == Type::address ? "write a block of addresses as `10.0.0.0/24`" : "");
      return;
    }
    const Literal& from = tree_.get_if<closed::Constant>(range.low)->value;
    const Literal& to = tree_.get_if<closed::Constant>(range.high)->value;
    const bool is_empty = low == Type::number ? compare(std::get<Number>(from), std::get<Number>(to)) > 0
                                              : std::get<TimeRange>(from).begin >= std::get<TimeRange>(to).end;
    if (is_empty) report(DiagnosticKind::bad_range, id, "the range ends before it begins", "put the lower end first");
  }

  void check_test(NodeId id, const closed::Test& test) {
    if (!no_duration(test.left) || !no_duration(test.right)) return;
    switch (info(test.op).right) {
      case RightSide::value: return check_equality(test);
      case RightSide::ordered: return check_order(test);
      case RightSide::set: return check_set(id, test);
      case RightSide::strings:
      case RightSide::globs:
      case RightSide::regexes: return check_string_test(test);
    }
  }

  bool no_duration(NodeId id) {
    if (type(id) != Type::duration) return true;
    report(DiagnosticKind::duration_in_condition, id, fmt::format("found the duration `{}` in a condition", text(id)),
           "durations belong to windows; compare times with dates");
    return false;
  }

  // Versions compare with versions; what a record holds is none.
  bool check_versions(const closed::Test& test) {
    const bool is_left = type(test.left) == Type::version, is_right = type(test.right) == Type::version;
    if (is_left == is_right) return true;
    const NodeId other = is_left ? test.right : test.left;
    const Type found = type(other);
    const auto* field = tree_.get_if<closed::Field>(other);
    const bool is_of_record = field != nullptr && !field->variable;
    if (found == Type::unknown || (found == Type::any && !is_of_record)) return true;
    const std::string_view op = info(test.op).spelling;
    const std::string written = text(other);
    const bool is_convertible = found == Type::string || is_of_record;
    report(DiagnosticKind::needs_version, other,
           fmt::format("`{}` compares a version with a version, found {}", op,
                       is_of_record ? fmt::format("the path `{}`", written) : std::string(with_article(found))),
           found == Type::number ? fmt::format("write `version(\"{}\")`, in quotes", written)
           : is_convertible      ? fmt::format("write `version({})`", written)
                                 : "use `==`, `<` and their like with `version(...)` on either side",
           is_convertible ? std::vector<Fix>{{tree_[other].span, fmt::format("version({})", written)}}
                          : std::vector<Fix>{});
    return false;
  }

  void check_equality(const closed::Test& test) {
    if (!check_versions(test)) return;
    for (const NodeId side : {test.left, test.right}) {
      if (type(side) == Type::regex) {
        report(DiagnosticKind::not_a_value, side, "a regular expression equals nothing", "write `matches` for `==`");
      } else {
        need_value(side, fmt::format("`{}`", info(test.op).spelling));
      }
    }
  }

  void check_order(const closed::Test& test) {
    if (!check_versions(test)) return;
    for (const NodeId side : {test.left, test.right}) {
      const Type found = type(side);
      const bool is_literal = tree_.get_if<closed::Constant>(side) != nullptr;
      const bool has_order = found == Type::any || found == Type::unknown || found == Type::number ||
                             found == Type::date || found == Type::version || (found == Type::string && !is_literal);
      if (has_order) continue;
      report(DiagnosticKind::needs_number_or_date, side,
             fmt::format("`{}` needs a number or a date, found {}", info(test.op).spelling, with_article(found)),
             found == Type::string ? "strings have no order here; write a date as 2024-04-10, without quotes" : "");
    }
  }

  void check_set(NodeId id, const closed::Test& test) {
    if (!check_versions(test)) return;
    need_value(test.left, "`in`");
    const auto& [items, lists, tables] = *tree_.get_if<closed::Set>(test.right);
    bool may_be_string = items.empty() && lists.empty();
    for (const ListId list : lists) may_be_string = may_be_string || tree_.list(list).type != ast::ValueType::integer;
    for (const NodeId item : items) {
      const Type found = type(item);
      const bool is_literal = tree_.get_if<closed::Constant>(item) || found == Type::range;
      may_be_string = may_be_string || (found != Type::number && found != Type::boolean && found != Type::range);
      if (found == Type::regex || found == Type::duration || !is_literal) {
        report(DiagnosticKind::needs_literal, item,
               fmt::format("a set holds literals and ranges, found {}", with_article(found)),
               found == Type::regex ? "write `matches (/a/, /b/)`" : "");
      } else if (found == Type::range) {
        may_be_string = may_be_string || type(tree_.get_if<closed::Range>(item)->low) == Type::date;
      }
    }
    if (!may_be_string && type(test.left) == Type::string && tree_.get_if<closed::Field>(test.left)) {
      report(DiagnosticKind::never_matches, id, fmt::format("`{}` is a string, and the set has none", text(test.left)),
             "values are not converted: write the items in quotes");
    }
  }

  void check_string_test(const closed::Test& test) {
    const std::string_view op = info(test.op).spelling;
    const Type left = type(test.left);
    if (left != Type::any && left != Type::string && left != Type::unknown) {
      report(DiagnosticKind::needs_string, test.left,
             fmt::format("`{}` needs a string on its left, `{}` is {}", op, text(test.left), with_article(left)),
             left == Type::number ? "compare numbers with `==` or `in (20..22)`" : "");
    }
    const auto* set = tree_.get_if<closed::Set>(test.right);
    if (set == nullptr) return check_pattern(test, test.right);
    for (const NodeId item : set->items) check_pattern(test, item);
  }

  void check_pattern(const closed::Test& test, NodeId pattern) {
    const RightSide side = info(test.op).right;
    const std::string_view op = info(test.op).spelling;
    const Type found = type(pattern);
    const auto* constant = tree_.get_if<closed::Constant>(pattern);
    if (found == Type::unknown) return;
    if (side == RightSide::regexes) return check_regex(std::get<Regex>(constant->value), pattern);
    if (constant == nullptr) {
      if (side == RightSide::globs || test.needs_all) {
        report(DiagnosticKind::needs_literal, pattern,
               fmt::format("`{}` needs a literal, found the path `{}`", op, text(pattern)),
               side == RightSide::globs ? "patterns are part of the rule, never of a record" : "");
      } else if (found != Type::any && found != Type::string) {
        report(DiagnosticKind::needs_string, pattern,
               fmt::format("`{}` needs a string on its right, `{}` is {}", op, text(pattern), with_article(found)));
      }
    } else if (found != Type::string) {
      report(DiagnosticKind::needs_string, pattern,
             fmt::format("`{}` needs a string on its right, found {}", op, with_article(found)),
             found == Type::regex     ? "regular expressions go with `matches`"
             : found == Type::address ? "addresses are tested with `in (10.0.0.0/8)`"
                                      : "write it in quotes");
    }
  }

  void check_regex(const Regex& regex, NodeId at) {
    const auto compiled = compile_regex(regex.pattern, regex_flags(regex));
    if (!compiled) {
      report(DiagnosticKind::bad_regex, at, fmt::format("RE2 refuses the pattern: {}", compiled.error()),
             "patterns are RE2's: no look-around, no back-references, bounded repeats");
    }
  }

  ClosedTree& tree_;
  Diagnostics& diagnostics_;
  const HelpForPaths& help_for_;
};

}  // namespace

void check(ClosedTree& tree, Diagnostics& diagnostics, const HelpForPaths& help_for) {
  Checker(tree, diagnostics, help_for).run();
}

}  // namespace spoor
