#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace spoor {

// A part of a message: text, `{{` and `}}` already single braces; or the expression between braces.
struct TemplatePart {
  bool is_value = false;
  std::string text;
  std::size_t offset = 0;  // of a value, in the template, behind its `{`
};

struct Template {
  std::vector<TemplatePart> parts;
  std::optional<std::size_t> unclosed;  // where a `{` stands that is never closed
};

// Braces inside the strings of an expression do not count.
Template split_template(std::string_view text);

// The message as a template that splits into the same parts.
std::string escaped_for_template(std::string_view text);

}  // namespace spoor
