// EventBridge, also in archives and where it calls a Lambda function: the record is the object `detail`.

#include <fmt/format.h>

#include "runtime/log/format.h"

namespace spoor {

Inside open_eventbridge(const Envelope& envelope) {
  const auto type = envelope.string("detail-type");
  if (type && type->ends_with(" via CloudTrail")) return envelope.open("detail", Trust::known);
  const Inside inside = envelope.open("detail", Trust::guess);
  if (inside.kind != Inside::Kind::itself || !type) return inside;
  return envelope.skipped(fmt::format("`{}` holds no records", shown_text(*type)));
}

}  // namespace spoor
