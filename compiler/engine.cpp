#include "compiler/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <compare>
#include <optional>

#include "lang/values/characters.h"
#include "lang/values/version.h"

namespace spoor {

namespace {

struct Relation {
  std::string_view spelling;
  bool (*holds)(std::strong_ordering);
};

// The longer of two that begin alike first.
constexpr std::array<Relation, 5> kRelations = {{{">=", [](std::strong_ordering order) { return order >= 0; }},
                                                 {"<=", [](std::strong_ordering order) { return order <= 0; }},
                                                 {"==", [](std::strong_ordering order) { return order == 0; }},
                                                 {">", [](std::strong_ordering order) { return order > 0; }},
                                                 {"<", [](std::strong_ordering order) { return order < 0; }}}};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Numbers with dots between them, and nothing else.
bool is_version(std::string_view text) {
  const bool has_only_numbers = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
  return has_only_numbers && !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos;
}

// Whether this version meets one requirement; nothing if it is none.
std::optional<bool> is_met(std::string_view requirement) {
  const auto relation = std::find_if(kRelations.begin(), kRelations.end(),
                                     [&](const Relation& r) { return requirement.starts_with(r.spelling); });
  if (relation == kRelations.end()) return std::nullopt;
  const std::string_view version = trimmed(requirement.substr(relation->spelling.size()));
  if (!is_version(version)) return std::nullopt;
  // Behind a number and a dot a single number is a version too.
  const auto own = find_version(engine_version()), wanted = find_version(fmt::format("{}.0", version));
  return relation->holds(compare(Version{*own}, Version{*wanted}));
}

void check_requirements(const ast::Pack& header, const ast::Meta::Value& value, Diagnostics& diagnostics) {
  const auto* text = std::get_if<std::string>(&value.literal);
  std::string_view rest = text == nullptr ? std::string_view() : *text;
  bool are_met = true;
  while (true) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const auto one = is_met(trimmed(rest.substr(0, comma)));
    if (!one) {
      report(diagnostics, DiagnosticKind::bad_metadata, value.span,
             fmt::format("`{}` names no versions of Spoor", text == nullptr ? to_text(value.literal) : *text),
             "write `engine \">= 0.1\"`, or `engine \">= 0.1, < 2\"`");
      return;
    }
    are_met = are_met && *one;
    if (comma == rest.size()) break;
    rest.remove_prefix(comma + 1);
  }
  if (are_met) return;
  report(
      diagnostics, DiagnosticKind::needs_engine, value.span,
      fmt::format("{} needs Spoor {}, and this is {}",
                  header.name.empty() ? "this pack" : fmt::format("pack `{}`", header.name), *text, engine_version()),
      "run it with a version that it is written for, or take a version of the pack that is written for this one");
}

}  // namespace

std::string_view engine_version() { return SPOOR_VERSION; }

void check_engine(const ast::Pack& header, Diagnostics& diagnostics) {
  for (const ast::Meta& meta : header.metas) {
    if (meta.key == MetaKey::engine) check_requirements(header, meta.values[0], diagnostics);
  }
}

}  // namespace spoor
