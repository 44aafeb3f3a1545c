#include "compiler/type.h"

#include "compiler/schema/cloudtrail.h"

namespace spoor {

namespace {

struct LiteralType {
  Type operator()(const std::string&) const { return Type::string; }
  Type operator()(const Number&) const { return Type::number; }
  Type operator()(bool) const { return Type::boolean; }
  Type operator()(const TimeRange&) const { return Type::date; }
  Type operator()(const Duration&) const { return Type::duration; }
  Type operator()(const Network&) const { return Type::address; }
  Type operator()(const Regex&) const { return Type::regex; }
};

Type field_type(const closed::Field& field, bool is_of_cloudtrail) {
  if (!field.variable && field.steps.empty()) return Type::unknown;
  if (field.variable || !is_of_cloudtrail) return Type::any;
  std::string path;
  for (const PathStep& step : field.steps) {
    if (step.kind != PathStep::Kind::key) return Type::any;
    if (!path.empty()) path += '.';
    path += step.key;
  }
  const auto known = cloudtrail_type(path);
  if (!known) return Type::any;
  switch (*known) {
    case SchemaType::string: return Type::string;
    case SchemaType::boolean: return Type::boolean;
    case SchemaType::object: return Type::object;
  }
  return Type::any;
}

Type call_type(const closed::Call& call) {
  if (!call.steps.empty()) return Type::any;
  switch (info(call.function).result) {
    case FunctionResult::string:
    case FunctionResult::time: return Type::string;
    case FunctionResult::number: return Type::number;
    case FunctionResult::boolean:
    case FunctionResult::truth: return Type::boolean;
    case FunctionResult::version: return Type::version;
    case FunctionResult::same:
    case FunctionResult::document: return Type::any;
  }
  return Type::any;
}

}  // namespace

Type type_of(const ClosedTree& tree, NodeId id) {
  const closed::Entry& entry = tree[id];
  if (const auto* constant = std::get_if<closed::Constant>(&entry.node))
    return std::visit(LiteralType{}, constant->value);
  if (const auto* field = std::get_if<closed::Field>(&entry.node)) return field_type(*field, entry.is_of_cloudtrail);
  if (const auto* call = std::get_if<closed::Call>(&entry.node)) return call_type(*call);
  if (const auto* lookup = std::get_if<closed::Lookup>(&entry.node)) {
    return lookup->steps.empty() ? Type::object : Type::any;
  }
  if (std::holds_alternative<closed::Set>(entry.node)) return Type::set;
  if (std::holds_alternative<closed::Range>(entry.node)) return Type::range;
  return Type::condition;
}

std::string_view with_article(Type type) {
  switch (type) {
    case Type::unknown: return "unknown";
    case Type::condition: return "a condition";
    case Type::set: return "a list";
    case Type::range: return "a range";
    case Type::any: return "a value";
    case Type::string: return "a string";
    case Type::number: return "a number";
    case Type::boolean: return "a truth value";
    case Type::version: return "a version";
    case Type::date: return "a date";
    case Type::address: return "an address";
    case Type::duration: return "a duration";
    case Type::regex: return "a regular expression";
    case Type::object: return "an object";
  }
  return "";
}

bool is_value(Type type) {
  return type != Type::condition && type != Type::set && type != Type::range && type != Type::regex;
}

}  // namespace spoor
