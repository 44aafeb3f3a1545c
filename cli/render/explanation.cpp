#include "cli/render/explanation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/render/quantities.h"
#include "lang/visible.h"

namespace spoor {

namespace {

constexpr std::size_t kLongestValue = 80;  // bytes
constexpr std::size_t kMostFired = 10;

class ExplanationText {
 public:
  ExplanationText(bool color, bool all) : color_(color), all_(all) {}

  // `wanted`: what the rule wants to hear. `lead`: what stands before the branch; `is_last`: of its siblings.
  void add(const ExplainedPart& part, bool wanted, const std::string& lead, bool is_last, bool is_root = false) {
    const std::string branch = is_root ? "" : is_last ? "└─ " : "├─ ";
    line(part.holds, wanted, lead + branch, visible(part.text), seen_text(part));
    const std::string below = is_root ? lead : lead + (is_last ? "   " : "│  ");
    if (part.kind == ExplainedPart::Kind::quantifier) return add_elements(part, below);
    if (part.kind == ExplainedPart::Kind::call && part.holds == wanted && !all_) return;
    const std::vector<ExplainedPart>& children = inner(part);
    const bool wants = part.kind == ExplainedPart::Kind::negation ? !wanted : wanted;
    for (std::size_t i = 0; i < children.size(); ++i) add(children[i], wants, below, i + 1 == children.size());
  }

  void line(bool holds, bool wanted, const std::string& lead, const std::string& text, const std::string& behind) {
    const std::string_view color = !color_ ? "" : holds == wanted ? "\033[32m" : "\033[31m";
    out_ += fmt::format("  {}{:<5}{}  {}{}", color, holds, color_ ? "\033[0m" : "", lead, text);
    if (!behind.empty()) out_ += fmt::format("   {}{}{}", color_ ? "\033[2m" : "", behind, color_ ? "\033[0m" : "");
    out_ += "\n";
  }

  void text(std::string_view text) { out_ += text; }
  std::string take() { return std::move(out_); }

 private:
  // Below a def's call stands what its `and` joins, not the word.
  static const std::vector<ExplainedPart>& inner(const ExplainedPart& part) {
    const bool is_wrapper = part.kind == ExplainedPart::Kind::call && part.parts.size() == 1 &&
                            part.parts[0].kind == ExplainedPart::Kind::conjunction;
    return is_wrapper ? part.parts[0].parts : part.parts;
  }

  // A value that stands in the question as it is needs no name.
  std::string seen_text(const ExplainedPart& part) const {
    std::string out;
    for (const SeenValue& seen : part.seen) {
      if (!out.empty()) out += "; ";
      const bool is_named = part.seen.size() > 1;
      if (seen.count == 0 && !seen.missing.empty()) {
        out += fmt::format("`{}` is missing", visible(seen.missing));
        continue;
      }
      if (seen.count == 0) {
        out += fmt::format("`{}` has no value", visible(seen.text));
        continue;
      }
      if (is_named) out += visible(seen.text) + ": ";
      for (std::size_t i = 0; i < seen.values.size(); ++i)
        out += (i > 0 ? ", " : "") + visible_start(seen.values[i], kLongestValue);
      if (seen.count > seen.values.size()) out += fmt::format(" and {} more", seen.count - seen.values.size());
    }
    return out;
  }

  void add_elements(const ExplainedPart& part, const std::string& lead) {
    const bool wants_body = true;
    for (std::size_t i = 0; i < part.elements.size(); ++i) {
      const ExplainedElement& element = part.elements[i];
      const bool is_last = i + 1 == part.element_count;
      out_ += fmt::format("         {}{} {}: {}\n", lead, is_last ? "└─" : "├─", i + 1,
                          visible_start(element.value, kLongestValue));
      add(element.body, wants_body, lead + (is_last ? "   " : "│  "), true);
    }
    if (part.element_count > part.elements.size()) {
      out_ += fmt::format("         {}└─ and {} more\n", lead, part.element_count - part.elements.size());
    }
  }

  const bool color_, all_;
  std::string out_;
};

std::string change_text(const RecordChange& change) {
  if (!change.wish.empty()) return visible(change.wish);
  if (!change.value) return fmt::format("{}: take it away", visible(change.path));
  return fmt::format("{}: set to {}", visible(change.path),
                     visible(change.value->dump(-1, ' ', false, Json::error_handler_t::replace)));
}

void add_why_not(const WhyNot& why_not, ExplanationText& page) {
  if (why_not.changes.empty()) return page.text("  no change of the record is known for which it would hold\n");
  page.text(fmt::format("  it would hold after {}{}:\n", plural(why_not.changes.size(), "change"),
                        why_not.is_verified ? "" : ", as far as can be told"));
  for (const RecordChange& change : why_not.changes) page.text(fmt::format("    {}\n", change_text(change)));
}

void add_memory(const MemoryExplanation& memory, std::uint64_t record, ExplanationText& page) {
  page.text(fmt::format("  {}\n", visible(memory.clause)));
  for (const MemoryExplanation::Step& step : memory.steps) {
    page.text(fmt::format("    {}: met by {}{}\n", visible(step.name), plural(step.met, "record"),
                          step.is_met_here && record > 0 ? ", this one among them" : ""));
  }
  if (!memory.keys.empty())
    page.text(fmt::format("  keys: {}\n", visible(fmt::format("{}", fmt::join(memory.keys, ", ")))));
  if (memory.held_count > 0) {
    page.text(fmt::format("  in the window: {}\n", plural(memory.held_count, "record")));
    if (memory.held_count > memory.held.size()) {
      page.text(fmt::format("    {} before these\n", memory.held_count - memory.held.size()));
    }
    for (const MemoryExplanation::Held& held : memory.held) {
      page.text(fmt::format("    record {}  {}  {}\n", held.record, visible(held.time),
                            visible(fmt::format("{}", fmt::join(held.steps, ", ")))));
    }
  }
  if (!memory.wanting.empty()) page.text(fmt::format("  still wanting: {}\n", visible(memory.wanting)));
  std::vector<std::uint64_t> first = memory.fired;
  first.resize(std::min(first.size(), kMostFired));
  if (first.empty()) return page.text("  it fires at no record of the log\n");
  page.text(fmt::format(
      "  it fires at record {}{}\n", fmt::join(first, ", "),
      memory.fired.size() > first.size() ? fmt::format(" and {} more", memory.fired.size() - first.size()) : ""));
}

Json part_json(const ExplainedPart& part) {
  static constexpr std::string_view kKinds[] = {"and", "or", "not", "question", "quantifier", "def"};
  Json out;
  out["kind"] = kKinds[static_cast<std::size_t>(part.kind)];
  out["text"] = part.text;
  out["holds"] = part.holds;
  for (const SeenValue& seen : part.seen) {
    Json one;
    one["text"] = seen.text;
    one["values"] = Json::array();
    for (const std::string& value : seen.values) {
      Json parsed = Json::parse(value, nullptr, false);
      one["values"].push_back(parsed.is_discarded() ? Json(value) : std::move(parsed));
    }
    one["count"] = seen.count;
    if (!seen.missing.empty()) one["missing"] = seen.missing;
    out["seen"].push_back(std::move(one));
  }
  for (const ExplainedPart& child : part.parts) out["parts"].push_back(part_json(child));
  if (part.kind != ExplainedPart::Kind::quantifier) return out;
  out["element_count"] = part.element_count;
  out["elements"] = Json::array();
  for (const ExplainedElement& element : part.elements) {
    Json value = Json::parse(element.value, nullptr, false);
    out["elements"].push_back({{"element", value.is_discarded() ? Json(element.value) : std::move(value)},
                               {"body", part_json(element.body)}});
  }
  return out;
}

Json why_not_json(const WhyNot& why_not) {
  Json out;
  out["changes"] = Json::array();
  for (const RecordChange& change : why_not.changes) {
    Json one;
    if (!change.wish.empty()) {
      one["wish"] = change.wish;
    } else {
      one["path"] = change.path;
      one["action"] = change.value ? "set" : "remove";
      if (change.value) one["value"] = *change.value;
    }
    out["changes"].push_back(std::move(one));
  }
  out["verified"] = why_not.is_verified;
  return out;
}

Json memory_json(const MemoryExplanation& memory) {
  Json out;
  out["clause"] = memory.clause;
  for (const auto& step : memory.steps) {
    out["steps"].push_back({{"name", step.name}, {"met", step.met}, {"met_here", step.is_met_here}});
  }
  out["keys"] = memory.keys;
  out["held_count"] = memory.held_count;
  out["held"] = Json::array();
  for (const auto& held : memory.held) {
    out["held"].push_back({{"record", held.record}, {"time", held.time}, {"steps", held.steps}});
  }
  out["wanting"] = memory.wanting;
  out["fired"] = memory.fired;
  return out;
}

}  // namespace

std::string explanation_text(const RuleExplanation& explanation, bool color, bool all) {
  ExplanationText page(color, all);
  const std::string where = explanation.record == 0
                                ? visible(explanation.file)
                                : fmt::format("record {} of {}", explanation.record, visible(explanation.file));
  page.text(fmt::format("{} {} {}\n", explanation.rule, explanation.matches ? "fires on" : "does not fire on", where));
  if (!explanation.event.empty()) page.text(fmt::format("  {}\n", visible(explanation.event)));
  for (const RuleExplanation::Condition& condition : explanation.conditions) {
    const bool wanted = !condition.is_exception;
    const ExplainedPart& part = condition.part;
    if (part.kind == ExplainedPart::Kind::conjunction) {
      page.line(part.holds, wanted, "", condition.name, "");
      for (std::size_t i = 0; i < part.parts.size(); ++i) {
        page.add(part.parts[i], wanted, "", i + 1 == part.parts.size());
      }
    } else {
      page.line(part.holds, wanted, "", condition.name, "");
      page.add(part, wanted, "", true);
    }
    if (condition.why_not) add_why_not(*condition.why_not, page);
  }
  if (explanation.memory) add_memory(*explanation.memory, explanation.record, page);
  return page.take();
}

std::string explanation_json(const RuleExplanation& explanation) {
  Json out;
  out["schema"] = "spoor.explanation/1";
  out["rule"] = explanation.rule;
  out["file"] = explanation.file;
  if (explanation.record > 0) out["record"] = explanation.record;
  out["matches"] = explanation.matches;
  out["conditions"] = Json::array();
  for (const RuleExplanation::Condition& condition : explanation.conditions) {
    Json one;
    one["name"] = condition.name;
    one["is_exception"] = condition.is_exception;
    one["tree"] = part_json(condition.part);
    if (condition.why_not) one["why_not"] = why_not_json(*condition.why_not);
    out["conditions"].push_back(std::move(one));
  }
  if (explanation.memory) out["memory"] = memory_json(*explanation.memory);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace spoor
