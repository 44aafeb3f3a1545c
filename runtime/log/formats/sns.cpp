// SNS: notifications as Lambda gets them, and as they come over HTTP and into queues.

#include "runtime/log/format.h"

namespace spoor {

Inside open_sns_delivery(const Envelope& envelope) {
  return envelope.open(*envelope.find("Sns"), "Message", Trust::known);
}

Inside open_sns_message(const Envelope& envelope) { return envelope.open("Message", Trust::known); }

}  // namespace spoor
