// Events of other sources than CloudTrail, as Lambda gets them. They have CloudTrail's own keys, `Records` around them
// included; only the value of eventSource tells them apart.

#include <fmt/format.h>

#include "runtime/log/format.h"

namespace spoor {

Inside open_lambda_event(const Envelope& envelope) {
  const auto source = envelope.string("eventSource");
  if (!source || !source->starts_with("aws:")) return envelope.itself();
  return envelope.skipped(fmt::format("`{}` holds no records", shown_text(*source)));
}

}  // namespace spoor
