#include "cli/workbench/diff/rule_details.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "cli/workbench/diff/compare_rules.h"
#include "compiler/program/program.h"

namespace spoor {

namespace {

using Texts = std::map<std::string, std::string>;  // by what they are of

// Each that is not the same in both, in the order of names.
void add_changed(RuleChange change, const Texts& before, const Texts& after, std::vector<ChangedText>& out) {
  for (const auto& [what, text] : before) {
    const auto other = after.find(what);
    if (other == after.end()) {
      out.push_back({change, what, text, std::nullopt});
    } else if (other->second != text) {
      out.push_back({change, what, text, other->second});
    }
  }
  for (const auto& [what, text] : after) {
    if (!before.contains(what)) out.push_back({change, what, std::nullopt, text});
  }
}

std::string joined_texts(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, ", ")); }

Texts memory_texts(const Side& side, const SideRule& rule) {
  const RuleRow& row = side.program().rules[rule.index];
  if (row.state == kNone) return {};
  const StateRow& state = side.program().states[row.state];
  std::string text = memory_text(side, rule.index);
  std::vector<std::string> steps;
  for (Index step = state.first_step; step < state.first_step + state.step_count; ++step) {
    std::string described = describe_step(side.program(), rule.index, step);
    if (!described.empty()) steps.push_back(std::move(described));
  }
  if (!steps.empty()) text += fmt::format(" {{ {} }}", fmt::join(steps, "; "));
  return {{"clause", std::move(text)}};
}

std::map<std::string, std::string> reasons_of(const SideRule& rule) {
  std::map<std::string, std::string> out;
  for (const LoadedPack::ClausesRef& ref : rule.written->clauses) {
    for (const ast::Exception& exception : ref.clauses->exceptions) {
      if (exception.reason) out[exception.name] = *exception.reason;
    }
  }
  return out;
}

Texts exception_texts(const Side& side, const SideRule& rule, std::chrono::sys_seconds today) {
  Texts out;
  const auto reasons = reasons_of(rule);
  for (const closed::Exception& exception : side.rule(rule).exceptions) {
    std::string text = "when " + to_text(side.inspected.tree, exception.when);
    if (const auto reason = reasons.find(exception.name); reason != reasons.end()) {
      text += " reason " + to_text(Literal(reason->second));
    }
    if (exception.until) {
      text += " until " + to_text(Literal(*exception.until));
      if (exception.until->end.seconds <= today.time_since_epoch().count()) text += ", which is over";
    }
    out[exception.name] = std::move(text);
  }
  return out;
}

Texts dedup_texts(const Side& side, const SideRule& rule) {
  const closed::Rule& closed = side.rule(rule);
  if (closed.dedup.count() == 0) return {};
  std::vector<closed::Output> keys;
  std::copy_if(closed.outputs.begin(), closed.outputs.end(), std::back_inserter(keys), [](const closed::Output& one) {
    return one.role == OutputRole::key || one.role == OutputRole::optional_key;
  });
  return {{"clause", fmt::format("by {} for {}", joined_texts(value_texts(side.inspected.tree, keys)),
                                 to_text(Literal(Duration{closed.dedup})))}};
}

// A message with its values between braces.
Texts message_texts(const Side& side, const SideRule& rule) {
  const ClosedTree& tree = side.inspected.tree;
  std::string text;
  for (const closed::Output& output : side.rule(rule).outputs) {
    if (output.role != OutputRole::message) continue;
    const auto* constant = tree.get_if<closed::Constant>(output.value);
    const auto* plain = constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
    text += plain != nullptr ? *plain : fmt::format("{{{}}}", to_text(tree, output.value));
  }
  return text.empty() ? Texts() : Texts{{"text", text}};
}

Texts field_texts(const Side& side, const SideRule& rule) {
  Texts out;
  for (const closed::Output& output : side.rule(rule).outputs) {
    if (output.role == OutputRole::field) out[output.name] = to_text(side.inspected.tree, output.value);
  }
  return out;
}

Texts meta_texts(const Side& side, const SideRule& rule) {
  const std::vector<ast::Meta>& metas = side.rule(rule).metas;
  Texts out;
  for (const ast::Meta& meta : metas) {
    if (meta.key != MetaKey::severity) out[std::string(spelling(meta.key))] = meta_text(metas, meta.key);
  }
  return out;
}

// Each by its name, with all that it feeds.
Texts test_texts(const Side& side, const SideRule& rule) {
  Texts out;
  for (const LoadedPack::ClausesRef& ref : rule.written->clauses) {
    for (const ast::RuleTest& test : ref.clauses->tests) out[test.name] = flat_text(side.sources().text(test.span));
  }
  return out;
}

}  // namespace

std::string meta_text(const std::vector<ast::Meta>& metas, MetaKey key) {
  std::vector<std::string> texts;
  for (const ast::Meta& meta : metas) {
    if (meta.key != key) continue;
    for (const ast::Meta::Value& value : meta.values) {
      const auto* text = std::get_if<std::string>(&value.literal);
      texts.push_back(text == nullptr ? to_text(value.literal) : *text);
    }
  }
  return joined_texts(texts);
}

std::vector<ChangedText> changed_details(const Side& before, const SideRule& a, const Side& after, const SideRule& b,
                                         std::chrono::sys_days today) {
  std::vector<ChangedText> out;
  const auto add = [&](RuleChange change, auto texts_of) {
    add_changed(change, texts_of(before, a), texts_of(after, b), out);
  };
  add(RuleChange::memory, memory_texts);
  add(RuleChange::exceptions,
      [today](const Side& side, const SideRule& rule) { return exception_texts(side, rule, today); });
  add(RuleChange::dedup, dedup_texts);
  add(RuleChange::fields, field_texts);
  add(RuleChange::message, message_texts);
  add(RuleChange::metadata, meta_texts);
  add(RuleChange::tests, test_texts);
  return out;
}

std::string deciding_text(const Side& side, const SideRule& rule) {
  std::optional<Span> where, state;
  std::string out;
  for (const LoadedPack::ClausesRef& ref : rule.written->clauses) {
    if (ref.clauses->where) where = ref.clauses->where_span;
    if (ref.clauses->state) state = ref.clauses->state->span;
    for (const ast::Exception& exception : ref.clauses->exceptions) {
      out += flat_text(side.sources().text(exception.span)) + "\n";
    }
  }
  if (where) out += flat_text(side.sources().text(*where)) + "\n";
  if (state) out += flat_text(side.sources().text(*state)) + "\n";
  return out;
}

std::vector<SideRule> rules_of(const Side& side) {
  std::map<std::string, SideRule, std::less<>> written;
  for (const LoadedPack* pack : side.inspected.packs) {
    for (const LoadedPack::RuleRef& ref : pack->rules) {
      SideRule made{.name = pack->full_name(ref.rule->name), .pack = pack, .written = &ref};
      for (const LoadedPack::ClausesRef& clauses : ref.clauses) {
        if (clauses.clauses->flag) made.is_disabled = !clauses.clauses->flag->is_enabled;
      }
      written[made.name] = made;
    }
  }
  std::vector<SideRule> out;
  for (Index i = 0; i < side.inspected.tree.rules.size(); ++i) {
    const closed::Rule& rule = side.inspected.tree.rules[i];
    const auto found = written.find(rule.name);
    if (rule.is_hidden || found == written.end()) continue;
    out.push_back(found->second);
    out.back().index = i;
  }
  std::sort(out.begin(), out.end(), [](const SideRule& a, const SideRule& b) { return a.name < b.name; });
  return out;
}

std::string memory_text(const Side& side, Index rule) {
  if (side.program().rules[rule].state == kNone) return {};
  return describe_state(side.program(), rule);
}

std::string flat_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace spoor
