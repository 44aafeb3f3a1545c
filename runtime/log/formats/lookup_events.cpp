// `aws cloudtrail lookup-events`, and what boto3 returns for it: the record is text in a string, beside a few of its
// fields in other words.

#include "runtime/log/format.h"

namespace spoor {

Inside open_lookup_event(const Envelope& envelope) {
  const bool is_text = envelope.tokens().kind(*envelope.find("CloudTrailEvent")) == '"';
  const Inside inside = envelope.open("CloudTrailEvent", is_text ? Trust::known : Trust::guess);
  if (inside.kind != Inside::Kind::skipped) return inside;
  return envelope.damaged("its `CloudTrailEvent` holds no JSON");
}

}  // namespace spoor
