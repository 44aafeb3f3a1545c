#include "compiler/schema/attack.h"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>
#include <vector>

#include "compiler/lint/lint.h"
#include "lang/quote.h"
#include "lang/suggest.h"
#include "lang/values/characters.h"

// Techniques that rules name with `attack`.
namespace spoor {

namespace {

constexpr std::size_t kTechniqueLength = 5;  // T1562
constexpr std::size_t kPartLength = 9;       // T1562.008
constexpr int kMayBeNewer = 20;              // so many numbers behind the last one that is known

bool has_shape(std::string_view id) {
  if (id.size() != kTechniqueLength && id.size() != kPartLength) return false;
  const bool is_part = id.size() == kPartLength;
  return id[0] == 'T' && are_digits(id.substr(1, 4)) && (!is_part || (id[5] == '.' && are_digits(id.substr(6))));
}

int number(std::string_view digits) {
  int out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

// Techniques are numbered as they are found: one just behind the last of its kind may be of a newer version.
bool may_be_newer(std::string_view id) {
  const std::string_view last = attack_techniques().back().id;
  if (id.size() == kTechniqueLength) {
    const int behind = number(id.substr(1)) - number(last.substr(1, 4));
    return behind > 0 && behind <= kMayBeNewer;
  }
  const std::string_view whole = id.substr(0, kTechniqueLength);
  if (find_technique(whole) == nullptr) return may_be_newer(whole);
  int highest = 0;
  for (const Technique& technique : attack_techniques()) {
    if (technique.id.size() == kPartLength && technique.id.starts_with(whole)) highest = number(technique.id.substr(6));
  }
  const int behind = number(id.substr(6)) - highest;
  return highest > 0 && behind > 0 && behind <= 2;
}

// `T1562.8` as `T1562.008`, `t1078` as `T1078`, if that is a technique.
const Technique* reshaped(std::string_view id) {
  std::string text(id);
  if (!text.empty() && text[0] == 't') text[0] = 'T';
  const std::size_t mark = text.find_first_of("./_-");
  if (mark != std::string::npos && are_digits(std::string_view(text).substr(mark + 1))) {
    std::string part = text.substr(mark + 1);
    if (part.size() < 3) part.insert(0, 3 - part.size(), '0');
    text = text.substr(0, mark) + "." + part;
  }
  return find_technique(text);
}

const Technique* nearest(std::string_view id) {
  if (const Technique* same = reshaped(id)) return same;
  static const std::vector<std::string_view> kIds = [] {
    std::vector<std::string_view> ids;
    for (const Technique& technique : attack_techniques()) ids.push_back(technique.id);
    return ids;
  }();
  if (const auto near = closest(id, kIds); near && !has_shape(id)) return find_technique(*near);
  const bool is_part = id.size() == kPartLength && id[5] == '.';
  return is_part ? find_technique(id.substr(0, kTechniqueLength)) : nullptr;
}

std::vector<Fix> edit(const LintSubject& subject, Span span, std::string_view id) {
  const bool is_quoted = subject.sources()[span.source].text()[span.begin] == '"';
  return {{span, is_quoted ? string_text(id) : std::string(id)}};
}

void look_at(const LintSubject& subject, std::string_view id, Span span, Diagnostics& out) {
  if (find_technique(id) != nullptr) return;
  if (const auto tactic = tactic_name(id)) {
    return report(out, DiagnosticKind::stale_attack, span,
                  fmt::format("`{}` is a tactic, {}, and no technique", id, *tactic),
                  "`attack` has techniques such as `T1562.008`; a tactic is a word for `tags`");
  }
  if (const Technique* successor = successor_of(id)) {
    return report(out, DiagnosticKind::stale_attack, span, fmt::format("{} has revoked `{}`", attack_version(), id),
                  fmt::format("its successor is `{}`, {}", successor->id, successor->name), {},
                  edit(subject, span, successor->id));
  }
  if (has_shape(id) && may_be_newer(id)) return;
  const Technique* near = nearest(id);
  report(out, DiagnosticKind::stale_attack, span, fmt::format("`{}` is no technique of {}", id, attack_version()),
         near == nullptr ? "a technique is written as `T1078` or `T1078.004`"
                         : fmt::format("did you mean `{}`, {}?", near->id, near->name),
         {}, near == nullptr ? std::vector<Fix>{} : edit(subject, span, near->id));
}

}  // namespace

void lint_attack(const LintSubject& subject, Diagnostics& out) {
  for (const closed::Rule& rule : subject.tree().rules) {
    for (const ast::Meta& meta : rule.metas) {
      if (meta.key != MetaKey::attack) continue;
      for (const ast::Meta::Value& value : meta.values) {
        const auto* id = std::get_if<std::string>(&value.literal);
        if (id != nullptr && subject.is_of_files(value.span)) look_at(subject, *id, value.span, out);
      }
    }
  }
}

}  // namespace spoor
