// Firehose and Kinesis where they hand over records one by one: HTTP endpoints, Lambda functions and
// `aws kinesis get-records`. The files that Firehose writes have no form of their own.

#include "runtime/log/format.h"

namespace spoor {

Inside open_firehose_record(const Envelope& envelope) {
  const bool is_delivered =
      envelope.array() == ArrayForm::firehose_records || envelope.find("approximateArrivalTimestamp").has_value();
  return is_delivered ? envelope.open_base64("data") : envelope.itself();
}

Inside open_kinesis_delivery(const Envelope& envelope) {
  return envelope.open_base64(*envelope.find("kinesis"), "data");
}

Inside open_kinesis_record(const Envelope& envelope) { return envelope.open_base64("Data"); }

}  // namespace spoor
