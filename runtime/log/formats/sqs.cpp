// SQS: messages as Lambda gets them, and as `aws sqs receive-message` prints them. What is in the body was put there by
// someone else: records, another format, or mostly a pointer to a file.

#include "runtime/log/format.h"

namespace spoor {

Inside open_sqs_delivery(const Envelope& envelope) { return envelope.open("body", Trust::known); }
Inside open_sqs_message(const Envelope& envelope) { return envelope.open("Body", Trust::known); }

}  // namespace spoor
