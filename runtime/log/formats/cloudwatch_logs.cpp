// CloudWatch Logs: what a subscription delivers, what filter-log-events and get-log-events print, and queries of Logs
// Insights (lake.cpp). A record is text in `message`.

#include "runtime/log/format.h"

namespace spoor {

Inside open_lambda_logs(const Envelope& envelope) {
  const auto awslogs = envelope.find("awslogs");
  return envelope.open_base64(*awslogs, "data");
}

Inside open_log_event(const Envelope& envelope) {
  const bool is_delivered =
      envelope.array() == ArrayForm::log_events || envelope.array() == ArrayForm::filtered_log_events;
  if (!is_delivered) return envelope.itself();
  const auto message = envelope.string("message");
  if (message && message->starts_with("CWL CONTROL MESSAGE")) return envelope.skipped("a control message");
  return envelope.open("message", Trust::known);
}

}  // namespace spoor
