#include "cli/companions/file_summary.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include "lang/ast.h"
#include "lang/header_name.h"
#include "lang/parse.h"
#include "lang/values/wide_hash.h"

namespace spoor {

namespace {

std::uint64_t hash_of(std::string_view first, std::string_view second) {
  WideHash hash;
  hash.add(first);
  hash.add(second);
  return static_cast<std::uint64_t>(hash.value());
}

// A rule, a sample and a value of one name have nothing to do with each other.
constexpr std::string_view kValue = "value";  // defs, params, lists and tables
constexpr std::string_view kSample = "sample", kRule = "rule";

class Summary {
 public:
  explicit Summary(const Ast& tree) : tree_(tree) {}

  FileSummary make() && {
    for (const ast::Expr& expr : tree_.exprs) add_names(expr.node);
    for (const ast::Use& use : tree_.uses) made_.uses.push_back(hash_of(use.pack, use.alias));
    add_items();
    for (const ast::Rule& rule : tree_.rules) add_clauses(rule.clauses);
    for (const ast::Tune& tune : tree_.tunes) add_tune(tune);
    made_.names.insert(made_.names.end(), made_.declares.begin(), made_.declares.end());
    sort_and_unique(made_.names);
    sort_and_unique(made_.declares);
    return std::move(made_);
  }

 private:
  static void sort_and_unique(std::vector<std::uint64_t>& hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  }

  void add_name(std::string_view kind, std::string_view name) { made_.names.push_back(hash_of(kind, name)); }

  // Which part is the item's hangs on the packs that are used.
  void add_dotted(std::string_view kind, std::string_view dotted) {
    for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos; dot = dotted.find('.')) {
      add_name(kind, dotted.substr(0, dot));
      dotted.remove_prefix(dot + 1);
    }
    add_name(kind, dotted);
  }

  void add_steps(const std::vector<PathStep>& steps) {
    for (const PathStep& step : steps) {
      if (step.kind == PathStep::Kind::key) add_name(kValue, step.key);
    }
  }

  // Other nodes name nothing themselves.
  void add_names(const ast::Node& node) {
    if (const auto* path = std::get_if<ast::Path>(&node)) {
      add_name(kValue, path->head);
      add_steps(path->steps);
    } else if (const auto* call = std::get_if<ast::Call>(&node)) {
      add_dotted(kValue, call->name);
      add_steps(call->steps);
    }
  }

  void declare(std::string_view kind, std::string_view name) { made_.declares.push_back(hash_of(kind, name)); }

  void add_items() {
    for (const ast::Param& param : tree_.params) declare(kValue, param.name);
    for (const ast::List& list : tree_.lists) declare(kValue, list.name);
    for (const ast::Table& table : tree_.tables) declare(kValue, table.name);
    for (const ast::Def& def : tree_.defs) declare(kValue, def.name);
    for (const ast::Sample& sample : tree_.samples) declare(kSample, sample.name);
    for (const ast::Rule& rule : tree_.rules) declare(kRule, rule.name);
  }

  void add_clauses(const ast::Clauses& clauses) {
    if (clauses.state) {
      for (const ast::Step& step : clauses.state->steps) add_dotted(kRule, step.rule);
    }
    for (const ast::RuleTest& test : clauses.tests) {
      for (const ast::Mock& mock : test.mocks) add_dotted(kValue, mock.table);
      for (const ast::Feed& feed : test.feeds) add_name(kSample, feed.sample);
    }
  }

  void add_tune(const ast::Tune& tune) {
    declare(kRule, std::string_view(tune.target).substr(tune.target.rfind('.') + 1));
    for (const ast::Param& param : tune.params) declare(kValue, param.name);
    for (const ast::List& list : tune.lists) declare(kValue, list.name);
    add_clauses(tune.clauses);
  }

  const Ast& tree_;
  FileSummary made_;
};

}  // namespace

FileSummary summarize(const SourceText& file) {
  Sources sources;
  const Parsed parsed = parse(sources, sources.add(file.name, file.text));
  FileSummary made = Summary(parsed.tree).make();
  made.has_header = !header_name(file.text).empty();
  made.is_for_all = made.has_header || parsed.tree.pack || !parsed.tree.tunes.empty() || has_error(parsed.diagnostics);
  return made;
}

}  // namespace spoor
