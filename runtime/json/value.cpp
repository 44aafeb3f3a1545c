#include "runtime/json/value.h"

namespace spoor {

bool equal(const Value& a, const Value& b) {
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case ValueType::string: return a.text() == b.text();
    case ValueType::number: return a.number() == b.number();
    case ValueType::boolean: return a.boolean() == b.boolean();
    case ValueType::version: return a.text() == b.text();
    case ValueType::object: return false;
  }
  return false;
}

std::string to_text(const Value& value) {
  switch (value.type()) {
    case ValueType::string:
    case ValueType::version:
    case ValueType::object: return std::string(value.text());
    case ValueType::number: return to_text(value.number());
    case ValueType::boolean: return value.boolean() ? "true" : "false";
  }
  return {};
}

}  // namespace spoor
