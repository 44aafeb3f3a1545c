#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/suggest.h"

namespace spoor {

// What is known of the calls that stand in CloudTrail records: those of AWS's service models, and what aws_sources.def,
// aws_calls.def and dated_calls.def add to them. Services are named as ApiTable names them, calls without the date
// that some have behind their name (base_name()). What is not known may still exist.

// How many of a service's calls are known.
enum class CallKnowledge { none, some, all };

// `s3` of `s3.amazonaws.com`, in any partition. Nothing if the event source is no such host name.
std::optional<std::string_view> service_of(std::string_view event_source);

bool is_service(std::string_view service);
CallKnowledge call_knowledge(std::string_view service);
bool has_call(std::string_view service, std::string_view call);
std::vector<std::string_view> services_with(std::string_view call);  // the best known first, others ascending
std::vector<std::string_view> calls_of(std::string_view service);    // ascending
const std::vector<std::string_view>& all_calls();                    // ascending

// Records have the call with a date behind its name.
bool is_dated(std::string_view service, std::string_view call);

// The spelling that was likely meant, case aside.
std::optional<std::string_view> near_service(std::string_view word, std::size_t most_edits = kMostEdits);
// Where not all calls are known, one edit away.
std::optional<std::string_view> near_call(std::string_view service, std::string_view word);
// Of any service: one edit away, since there are so many.
std::optional<std::string_view> near_call(std::string_view word);

// The service models that a service's records have calls of.
std::vector<std::string_view> models_of(std::string_view service);

}  // namespace spoor
