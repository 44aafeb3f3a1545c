#include "runtime/scan/message.h"

#include "runtime/json/print.h"

namespace spoor {

void append_json(const Value& value, std::string& out) {
  switch (value.type()) {
    case ValueType::string:
    case ValueType::version: return append_json_string(value.text(), out);
    case ValueType::object: return append_printed(value.text(), nullptr, out);
    case ValueType::number:
    case ValueType::boolean: out += to_text(value); return;
  }
}

void append_json(std::span<const Value> values, std::string& out) {
  if (values.size() == 1) return append_json(values[0], out);
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    append_json(values[i], out);
  }
  out += ']';
}

namespace {

// Calls visit(row, index) for each of the rule's outputs of the role.
template <typename Visit>
void for_each_output(const RuleRow& rule, const Program& program, OutputRole role, Visit visit) {
  for (Index i = rule.first_output; i < rule.first_output + rule.output_count; ++i) {
    if (program.outputs[i].role == role) visit(program.outputs[i], i);
  }
}

}  // namespace

void append_member(std::string_view name, std::span<const Value> values, std::string& out) {
  out += out.empty() ? '{' : ',';
  append_json_string(name, out);
  out += ':';
  append_json(values, out);
}

void append_joined(std::span<const Value> values, std::string& out) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ", ";
    if (values[i].is_string())
      out += values[i].text();
    else
      out += to_text(values[i]);
  }
}

std::string joined(std::span<const Value> values) {
  std::string out;
  append_joined(values, out);
  return out;
}

std::string message_of(const RuleRow& rule, const Program& program, Matcher& matcher) {
  std::string out;
  for_each_output(rule, program, OutputRole::message, [&](const OutputRow&, Index output) {
    const std::span<const Value> values = matcher.output(output);
    out += values.empty() ? "-" : joined(values);
  });
  return out;
}

std::string fields_of(const RuleRow& rule, const Program& program, Matcher& matcher) {
  std::string out;
  bool has_fields = false;
  for_each_output(rule, program, OutputRole::field, [&](const OutputRow& row, Index output) {
    has_fields = true;
    const std::span<const Value> values = matcher.output(output);
    if (values.empty()) return;
    append_member(program.string(row.name), values, out);
  });
  if (has_fields) out += out.empty() ? "{}" : "}";
  return out;
}

}  // namespace spoor
