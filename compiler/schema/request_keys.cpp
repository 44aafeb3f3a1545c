#include "compiler/schema/request_keys.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/schema/api_table.h"
#include "compiler/schema/aws_calls.h"
#include "compiler/schema/same_but_case.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

struct ServiceKeys {
  bool has_forms = false;
  bool is_lower_case = false;
  std::vector<std::pair<std::string_view, std::string_view>> keys = {};     // call or `*`, key
  std::vector<std::pair<std::string_view, std::string_view>> renamed = {};  // key, as recorded
};

const ServiceKeys& keys_of_service(std::string_view service) {
  static const auto kServices = [] {
    std::unordered_map<std::string_view, ServiceKeys> made;
#define KEY(source, call, key) made[source].keys.emplace_back(call, key);
#define RENAMED(source, key, recorded) made[source].renamed.emplace_back(key, recorded);
#define FORMS(source) made[source].has_forms = true;
#define LOWER_CASE(source) made[source].is_lower_case = true;
#include "compiler/schema/request_keys.def"
#undef LOWER_CASE
#undef FORMS
#undef RENAMED
#undef KEY
    return made;
  }();
  static const ServiceKeys kNone;
  const auto found = kServices.find(service);
  return found == kServices.end() ? kNone : found->second;
}

// Parts of headers and queries, EC2's lists and wrapped requests, S3's bodies.
bool may_be_form(std::string_view key) {
  return key.find('-') != std::string_view::npos || key.ends_with("Set") || key.ends_with("Request") ||
         (!key.empty() && key[0] >= 'A' && key[0] <= 'Z');
}

// What records of the call may have; nothing if no model has the call.
std::optional<std::vector<std::string>> known_keys(std::string_view service, std::string_view call) {
  std::optional<std::vector<std::string>> keys;
  for (const std::string_view model : models_of(service)) {
    const ApiTable::Call* found = api_table().call(model, call);
    if (found == nullptr) continue;
    if (!keys) keys.emplace();
    std::vector<std::string> more = api_table().request_keys(*found);
    keys->insert(keys->end(), more.begin(), more.end());
  }
  if (!keys) return keys;
  for (const auto& [of, key] : keys_of_service(service).keys) {
    if (of == "*" || of == call) keys->emplace_back(key);
  }
  for (const auto& [key, recorded] : keys_of_service(service).renamed) std::erase(*keys, key);
  return keys;
}

// `RequestParameters.Filter` where the models have `filter`: some services keep the capital letter.
bool may_keep_capital(const ServiceKeys& of_service, std::string_view key, std::string_view known) {
  return !of_service.is_lower_case && key.substr(1) == known.substr(1);
}

}  // namespace

KeyAnswer request_key(std::string_view service, std::string_view call, std::string_view key) {
  const auto keys = known_keys(service, call);
  if (!keys || key.empty()) return {KeyFit::not_known};
  if (std::find(keys->begin(), keys->end(), key) != keys->end()) return {KeyFit::has};
  const ServiceKeys& of_service = keys_of_service(service);
  for (const auto& [named, recorded] : of_service.renamed) {
    if (named == key) return {KeyFit::other_name, std::string(recorded)};
  }
  const auto other = std::find_if(keys->begin(), keys->end(), [&](const auto& k) { return same_but_case(k, key); });
  if (other != keys->end()) {
    return may_keep_capital(of_service, key, *other) ? KeyAnswer{KeyFit::has} : KeyAnswer{KeyFit::other_case, *other};
  }
  if (of_service.has_forms && may_be_form(key)) return {KeyFit::has};
  const std::vector<std::string_view> candidates(keys->begin(), keys->end());
  const auto near = closest(key, candidates);
  if (near && !(of_service.has_forms && differ_in_plural(*near, key))) return {KeyFit::misspelt, std::string(*near)};
  return {of_service.has_forms ? KeyFit::not_known : KeyFit::has_not};
}

}  // namespace spoor
