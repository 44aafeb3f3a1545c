#include "compiler/check_metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "lang/suggest.h"

namespace spoor {

namespace {

void check_severity(const ast::Meta::Value& value, Diagnostics& diagnostics) {
  const auto* name = std::get_if<std::string>(&value.literal);
  if (name != nullptr && find_level(*name)) return;
  const auto near = name == nullptr ? std::nullopt : closest(*name, level_names());
  Diagnostic diagnostic{.kind = DiagnosticKind::bad_metadata,
                        .span = value.span,
                        .message = fmt::format("`{}` is no severity", name == nullptr ? to_text(value.literal) : *name),
                        .label = "",
                        .help = near ? fmt::format("did you mean `{}`?", *near)
                                     : "a severity is `info`, `low`, `medium`, `high` or `critical`"};
  if (near) diagnostic.fixes.push_back({value.span, std::string(*near)});
  diagnostics.push_back(std::move(diagnostic));
}

// Keys that say how a whole pack is read: in a rule they would say nothing.
constexpr MetaKey kOnlyInHeaders[] = {MetaKey::engine, MetaKey::schema, MetaKey::time_path, MetaKey::id_path};

}  // namespace

void check_metadata(const std::vector<ast::Meta>& metas, Diagnostics& diagnostics) {
  for (auto meta = metas.begin(); meta != metas.end(); ++meta) {
    const auto first =
        std::find_if(metas.begin(), meta, [&](const ast::Meta& other) { return other.key == meta->key; });
    if (first != meta) {
      diagnostics.push_back({.kind = DiagnosticKind::duplicate_name,
                             .span = meta->key_span,
                             .message = fmt::format("`{}` stands twice", spelling(meta->key)),
                             .label = "",
                             .labels = {{first->key_span, "the first one"}}});
    } else if (!may_repeat(meta->key) && meta->values.size() > 1) {
      diagnostics.push_back(
          {.kind = DiagnosticKind::bad_metadata,
           .span = meta->values[1].span,
           .message = fmt::format("`{}` has one value, found {}", spelling(meta->key), meta->values.size()),
           .label = ""});
    }
    if (meta->key == MetaKey::severity) check_severity(meta->values[0], diagnostics);
  }
}

void check_metadata_of_rule(const std::vector<ast::Meta>& metas, Diagnostics& diagnostics) {
  check_metadata(metas, diagnostics);
  for (const ast::Meta& meta : metas) {
    if (std::find(std::begin(kOnlyInHeaders), std::end(kOnlyInHeaders), meta.key) == std::end(kOnlyInHeaders)) continue;
    diagnostics.push_back(
        {.kind = DiagnosticKind::bad_metadata,
         .span = meta.key_span,
         .message = fmt::format("`{}` is said of a pack, not of a rule", spelling(meta.key)),
         .label = "",
         .help = fmt::format("write it in the header: `pack NAME {{ {} ... }}`", spelling(meta.key))});
  }
}

}  // namespace spoor
