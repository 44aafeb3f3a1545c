#include <fmt/format.h>

#include "compiler/pack_set.h"
#include "lang/parse.h"
#include "lang/suggest.h"

// Values that a run gives to params: `-D burst=50`.
namespace spoor {

void PackSet::define(const std::vector<Definition>& definitions) {
  for (const Definition& definition : definitions) define_one(definition);
}

void PackSet::define_one(const Definition& definition) {
  const SourceId source = sources_.add(fmt::format("<-D {}>", definition.name), definition.value);
  const Span span{source, 0, static_cast<std::uint32_t>(definition.value.size())};
  std::vector<std::string> names;
  bool is_known = false;
  for (LoadedPack& pack : packs_) {
    for (auto& [name, param] : pack.params) {
      names.push_back(name);
      if (name != definition.name && pack.full_name(name) != definition.name) continue;
      is_known = true;
      give(param, definition, span);
    }
  }
  if (is_known) return;
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near = closest(definition.name, known);
  diagnostics_.push_back({.kind = DiagnosticKind::unknown_name,
                          .span = span,
                          .message = fmt::format("no pack that is loaded has a param `{}`", definition.name),
                          .label = "",
                          .help = near ? fmt::format("did you mean `{}`?", *near) : std::string()});
}

// The text is the value of a param that is a string, else a literal of the param's type.
void PackSet::give(LoadedPack::ParamRef& param, const Definition& definition, Span span) {
  if (std::holds_alternative<std::string>(param.value())) {
    param.given = definition.value;
    return;
  }
  const Parsed parsed = parse_expression(sources_, span.source);
  const auto* constant =
      parsed.tree.exprs.size() == 1 ? std::get_if<ast::Constant>(&parsed.tree.exprs[0].node) : nullptr;
  if (!has_error(parsed.diagnostics) && constant != nullptr && constant->value.index() == param.value().index()) {
    param.given = constant->value;
    return;
  }
  diagnostics_.push_back(
      {.kind = DiagnosticKind::bad_param,
       .span = span,
       .message = fmt::format("`{}` is no value for the param `{}`", definition.value, definition.name),
       .label = "",
       .labels = {{param.param->name_span, fmt::format("its own value is {}", to_text(param.value()))}}});
}

}  // namespace spoor
