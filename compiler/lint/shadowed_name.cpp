#include <fmt/format.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/schema/record_fields.h"
#include "compiler/scope.h"
#include "lang/function.h"

// Names that take the place of others: variables of quantifiers and parameters of defs, and defs and params themselves.
namespace spoor {

namespace {

// The fields at the top of CloudTrail records; looks each name up once.
class TopFields {
 public:
  bool contains(std::string_view name) {
    const auto [known, is_new] = known_.try_emplace(name, false);
    if (is_new) known->second = record_field(std::span(&name, 1)).fit == FieldAnswer::Fit::has;
    return known->second;
  }

 private:
  std::unordered_map<std::string_view, bool> known_;
};

// Something that a name could have meant, and where it stands if it is in a file.
struct Hidden {
  std::string what;
  std::optional<Span> place;
};

class Shadows {
 public:
  Shadows(const LoadedPack& pack, const Ast& tree, TopFields& fields, Diagnostics& out)
      : pack_(pack), tree_(tree), fields_(fields), out_(out) {}

  void run() {
    for (const ast::Def& def : tree_.defs) {
      look_at_item("def", def.name, def.name_span);
      if (find_function(def.name)) {
        report_hidden("def", def.name, def.name_span, {fmt::format("the function `{}`", def.name), std::nullopt});
      }
      for (const ast::Parameter& parameter : def.parameters) look_at_bound("parameter", parameter.name, parameter.span);
    }
    for (const ast::Param& param : tree_.params) look_at_item("param", param.name, param.name_span);
    for (const ast::Expr& expr : tree_.exprs) {
      const auto* quantified = std::get_if<ast::Quantified>(&expr.node);
      if (quantified != nullptr) look_at_bound("variable", quantified->variable, quantified->variable_span);
    }
  }

 private:
  // The rules of other logs may have fields of any name, which are not known.
  bool reads_cloudtrail() const { return pack_.has_cloudtrail_schema; }

  // Every rule of the pack that reads such a field reads this instead.
  void look_at_item(std::string_view what, std::string_view name, Span span) {
    if (reads_cloudtrail() && fields_.contains(name)) {
      report_hidden(what, name, span, {"a field of CloudTrail records", std::nullopt});
    }
  }

  void look_at_bound(std::string_view what, std::string_view name, Span span) {
    if (const auto hidden = find_hidden(name)) report_hidden(what, name, span, *hidden);
  }

  std::optional<Hidden> find_hidden(std::string_view name) const {
    if (const auto def = find_def(pack_, name).found) return Hidden{"a def", def->ref.def->name_span};
    if (const auto list = find_list(pack_, name).found) return Hidden{"a list", list->ref.list->name_span};
    if (const auto table = find_table(pack_, name).found) return Hidden{"a table", table->ref.table->name_span};
    if (const auto param = find_param(pack_, name).found) return Hidden{"a param", param->ref.param->name_span};
    if (reads_cloudtrail() && fields_.contains(name)) return Hidden{"a field of CloudTrail records", std::nullopt};
    return std::nullopt;
  }

  void report_hidden(std::string_view what, std::string_view name, Span span, const Hidden& hidden) {
    std::vector<Label> labels;
    if (hidden.place) labels.push_back({*hidden.place, "this one"});
    report(out_, DiagnosticKind::shadowed_name, span, fmt::format("the {} `{}` hides {}", what, name, hidden.what),
           "give it a name of its own: who reads the rule may take it for the other one", std::move(labels));
  }

  const LoadedPack& pack_;
  const Ast& tree_;
  TopFields& fields_;
  Diagnostics& out_;
};

}  // namespace

void lint_shadowed_name(const LintSubject& subject, Diagnostics& out) {
  TopFields fields;
  for (const LoadedPack& pack : subject.rules.trees.packs) {
    for (const Ast* tree : pack.trees) {
      if (subject.files.contains(tree->source)) Shadows(pack, *tree, fields, out).run();
    }
  }
}

}  // namespace spoor
