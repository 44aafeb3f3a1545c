#include <algorithm>

#include "runtime/match/functions/call.h"

namespace spoor::function {
namespace {

// Nothing for objects.
std::optional<Scalar> scalar_of(const Value& value) {
  switch (value.type()) {
    case ValueType::string: return value.text();
    case ValueType::number: return value.number();
    case ValueType::boolean: return value.boolean();
    case ValueType::version: return value.version();
    case ValueType::object: return std::nullopt;
  }
  return std::nullopt;
}

struct ValueOf {
  Value operator()(std::string_view text) const { return Value::from_string(text); }
  Value operator()(const Number& number) const { return Value::from_number(number); }
  Value operator()(bool boolean) const { return Value::from_boolean(boolean); }
  Value operator()(const Version& version) const { return Value::from_version(version); }
};

}  // namespace

void map(const Call& call, EachFunction each, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  std::string made;
  for (const Value& value : call.values(0, loan)) {
    const std::optional<Scalar> scalar = scalar_of(value);
    if (!scalar) continue;
    made.clear();
    std::optional<Scalar> result = each(*scalar, made);
    if (!result) continue;
    if (!made.empty()) {
      const std::string_view kept = call.arena.append(made);
      if (auto* text = std::get_if<std::string_view>(&*result)) *text = kept;
      if (auto* version = std::get_if<Version>(&*result)) version->text = kept;
    }
    out.push_back(std::visit(ValueOf{}, *result));
  }
}

void some(const Call& call, EachFunction each, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  const std::span<const Value> values = call.values(0, loan);
  const bool holds = std::any_of(values.begin(), values.end(), [&](const Value& value) {
    const std::optional<Scalar> scalar = scalar_of(value);
    std::string made;
    const std::optional<Scalar> result = scalar ? each(*scalar, made) : std::nullopt;
    return result && std::get<bool>(*result);
  });
  out.push_back(Value::from_boolean(holds));
}

}  // namespace spoor::function
