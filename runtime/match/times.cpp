#include "runtime/match/times.h"

namespace spoor {
namespace {

double to_double(const Number& number) {
  switch (number.kind) {
    case Number::Kind::integer: return static_cast<double>(number.integer());
    case Number::Kind::natural: return static_cast<double>(number.natural());
    case Number::Kind::real: return number.real();
  }
  return 0;
}

}  // namespace

std::optional<Instant> instant_of(const Value& value) {
  switch (value.type()) {
    case ValueType::string: return read_instant(value.text());
    case ValueType::number: return instant_from_epoch(to_double(value.number()));
    case ValueType::boolean:
    case ValueType::object: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace spoor
