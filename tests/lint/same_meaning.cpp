#include "tests/lint/same_meaning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "compiler/compile.h"
#include "runtime/match/matcher.h"

namespace spoor::test {

namespace {

using Json = nlohmann::json;
using Path = std::vector<std::string>;

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// What conditions speak of.
class Vocabulary {
 public:
  void add(const ClosedTree& tree) {
    std::map<VariableId, NodeId> over;
    for (const closed::Entry& entry : tree.nodes) {
      if (const auto* quantified = std::get_if<closed::Quantified>(&entry.node)) {
        over.emplace(quantified->variable, quantified->over);
      }
    }
    for (const closed::Entry& entry : tree.nodes) {
      if (const auto* field = std::get_if<closed::Field>(&entry.node)) {
        Path path = path_of(tree, over, *field);
        if (!path.empty()) paths_.insert(std::move(path));
      } else if (const auto* constant = std::get_if<closed::Constant>(&entry.node)) {
        add(constant->value);
      }
    }
  }

  // A record in which some of the fields have some of the values.
  std::string record(std::mt19937& random) const {
    Json record = Json::object();
    for (const Path& path : paths_) {
      if (random() % 4 != 0) put(record, path, 0, random);
    }
    record["eventTime"] = "2026-06-02T10:00:00Z";  // after the day of exceptions that are over
    return record.dump();
  }

 private:
  static Path path_of(const ClosedTree& tree, const std::map<VariableId, NodeId>& over, const closed::Field& field) {
    Path path;
    if (field.variable) {
      const auto* outer = tree.get_if<closed::Field>(over.at(*field.variable));
      if (outer == nullptr) return {};
      path = path_of(tree, over, *outer);
    }
    for (const PathStep& step : field.steps) {
      if (step.kind == PathStep::Kind::key) path.push_back(step.key);
    }
    return path;
  }

  void add(const Literal& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      add_text(*text);
    } else if (const auto* regex = std::get_if<Regex>(&value)) {
      add_text(regex->pattern);
    } else if (const auto* number = std::get_if<Number>(&value)) {
      for (const double by : {-1.0, 0.0, 1.0}) values_.push_back(to_double(*number) + by);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
      values_.push_back(*flag);
    }
  }

  // The text, and of a pattern what stands between its signs.
  void add_text(const std::string& text) {
    std::string plain;
    for (const char c : text) {
      if (std::string_view("^$*?()|[]\\+").find(c) == std::string_view::npos) plain += c;
    }
    if (plain.ends_with('.')) plain.pop_back();
    for (const std::string& near : {text, plain}) {
      for (const std::string& value : {near, "x" + near, near + "x", "\n" + near, near + "\n", upper(near),
                                       near.substr(near.empty() ? 0 : 1), near + " " + near}) {
        values_.push_back(value);
      }
    }
  }

  Json value(std::mt19937& random) const {
    static const std::vector<Json> kOthers = {"", "other", 7, true, false, nullptr, Json::object(), Json::array()};
    if (values_.empty() || random() % 8 == 0) return kOthers[random() % kOthers.size()];
    return values_[random() % values_.size()];
  }

  // Puts a value, or several, at the end of the path; what stands before it may be an array.
  void put(Json& node, const Path& path, std::size_t at, std::mt19937& random) const {
    if (at == path.size()) {
      if (node.is_structured() && !node.empty()) return;  // longer paths go through it
      node = random() % 6 == 0 ? Json::array({value(random), value(random)}) : value(random);
      return;
    }
    if (node.is_null()) node = random() % 3 == 0 ? Json::array({Json::object(), Json::object()}) : Json::object();
    if (node.is_array()) {
      for (Json& element : node) {
        if (element.is_object() && random() % 2 == 0) put(element[path[at]], path, at + 1, random);
      }
    } else if (node.is_object()) {
      put(node[path[at]], path, at + 1, random);
    }
  }

  std::set<Path> paths_;
  std::vector<Json> values_;
};

class Rules {
 public:
  Rules(const std::vector<SourceText>& files, const Source& source) {
    CompileRequest request{.files = files, .outputs = {}, .may_lack_databases = true};
    inspected_ = inspect(std::move(request), source);
    for (const Diagnostic& diagnostic : inspected_.compiled.diagnostics) {
      if (severity_of(diagnostic) == Severity::error) {
        problem_ += render(diagnostic, inspected_.compiled.sources, false);
      }
    }
    if (!problem_.empty()) return;
    auto prepared = PreparedProgram::make(std::move(inspected_.compiled.program));
    if (!prepared) {
      problem_ = prepared.error();
      return;
    }
    prepared_ = *prepared;
    matcher_ = std::make_unique<Matcher>(prepared_);
  }

  const std::string& problem() const { return problem_; }
  const ClosedTree& tree() const { return inspected_.tree; }

  // The conditions that hold, each by its rule's name and its place among those of the rule.
  std::set<std::string> matches(const std::string& json) {
    const auto record = OwnedRecord::read(json);
    const Program& program = prepared_->program();
    std::set<std::string> out;
    for (const Index condition : matcher_->match(record->record())) {
      const Index rule = program.conditions[condition].rule;
      out.insert(fmt::format("{}.{}", program.rule_name(rule), condition - program.rules[rule].first_condition));
    }
    return out;
  }

 private:
  Inspected inspected_;
  std::string problem_;
  std::shared_ptr<const PreparedProgram> prepared_;
  std::unique_ptr<Matcher> matcher_;
};

std::string text_of(const ClosedTree& tree) {
  std::string text;
  for (const closed::Rule& rule : tree.rules) text += to_text(tree, rule);
  return text;
}

}  // namespace

std::string difference(const std::vector<SourceText>& before, const std::vector<SourceText>& after,
                       const Source& source) {
  constexpr int kRecords = 2'000;
  Rules old_rules(before, source), new_rules(after, source);
  if (!old_rules.problem().empty()) return old_rules.problem();
  if (!new_rules.problem().empty()) return new_rules.problem();
  if (text_of(old_rules.tree()) == text_of(new_rules.tree())) return "";
  Vocabulary vocabulary;
  vocabulary.add(old_rules.tree());
  vocabulary.add(new_rules.tree());
  std::mt19937 random(20'260'601);
  for (int i = 0; i < kRecords; ++i) {
    const std::string record = vocabulary.record(random);
    const auto old_matches = old_rules.matches(record), new_matches = new_rules.matches(record);
    if (old_matches == new_matches) continue;
    return fmt::format("{}: held {}, now {}", record, fmt::join(old_matches, " "), fmt::join(new_matches, " "));
  }
  return "";
}

}  // namespace spoor::test
