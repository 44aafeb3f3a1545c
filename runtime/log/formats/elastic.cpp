// Elasticsearch, OpenSearch and the shippers in front of them: a document is `_source`; the record is that itself, or
// text in `event.original` or `message`.

#include "runtime/log/format.h"

namespace spoor {

Inside open_elastic_hit(const Envelope& envelope) {
  const bool is_hit = envelope.find("_index").has_value() || envelope.find("_id").has_value();
  return envelope.open("_source", is_hit ? Trust::known : Trust::guess);
}

Inside open_elastic_event(const Envelope& envelope) {
  return envelope.open(*envelope.find("event"), "original", Trust::guess);
}

Inside open_elastic_original(const Envelope& envelope) { return envelope.open("event.original", Trust::guess); }
Inside open_elastic_message(const Envelope& envelope) { return envelope.open("message", Trust::guess); }

}  // namespace spoor
