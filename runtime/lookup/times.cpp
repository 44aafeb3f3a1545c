#include "runtime/lookup/times.h"

namespace spoor {

std::optional<Instant> instant_of(const Value& value) {
  switch (value.type()) {
    case ValueType::string: return read_instant(value.text());
    case ValueType::number: return instant_from_epoch(to_double(value.number()));
    case ValueType::version:
    case ValueType::boolean:
    case ValueType::object: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace spoor
