// Splunk: results of searches hold the record as text in `_raw`; what is sent to its HTTP collector has it in `event`.

#include "runtime/log/format.h"

namespace spoor {

Inside open_splunk_raw(const Envelope& envelope) { return envelope.open("_raw", Trust::known); }

Inside open_splunk_result(const Envelope& envelope) {
  return envelope.open(*envelope.find("result"), "_raw", Trust::known);
}

Inside open_splunk_flat_result(const Envelope& envelope) { return envelope.open("result._raw", Trust::known); }
Inside open_splunk_collector(const Envelope& envelope) { return envelope.open("event", Trust::guess); }

}  // namespace spoor
