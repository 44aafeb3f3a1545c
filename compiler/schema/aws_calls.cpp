#include "compiler/schema/aws_calls.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "compiler/schema/api_table.h"
#include "compiler/schema/near_names.h"

namespace spoor {

namespace {

constexpr auto kDomains = std::to_array<std::string_view>(
    {".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".c2s.ic.gov", ".sc2s.sgov.gov"});

struct Service {
  CallKnowledge knowledge = CallKnowledge::none;
  std::vector<std::string_view> models = {};
  std::unordered_set<std::string_view> calls = {};
  std::unique_ptr<NearNames> near = {};  // made when it is asked for
};

using Services = std::unordered_map<std::string_view, Service>;

void add_model(Services& services, std::string_view service, std::string_view model) {
  const auto* calls = api_table().calls(model);
  if (calls == nullptr) return;
  Service& to = services[service];
  to.knowledge = CallKnowledge::all;
  to.models.push_back(model);
  for (const ApiTable::Call& call : *calls) to.calls.insert(call.name);
}

Services make_services() {
  Services services;
  for (const std::string_view service : api_table().services()) add_model(services, service, service);
#define SAME_CALLS(source, model, why) add_model(services, source, model);
#define SOURCE(source, why) services[source].knowledge = CallKnowledge::none;
#define PARTLY(source, why) services[source].knowledge = CallKnowledge::some;
#include "compiler/schema/aws_sources.def"
#undef PARTLY
#undef SOURCE
#undef SAME_CALLS
#define CALL(source, name, why) services[source].calls.insert(name);
#include "compiler/schema/aws_calls.def"
#undef CALL
  return services;
}

// Not for several threads: the near names are made on demand.
Services& services() {
  static Services services = make_services();
  return services;
}

Service* find(std::string_view service) {
  const auto found = services().find(service);
  return found == services().end() ? nullptr : &found->second;
}

// Services that rules are mostly about.
std::size_t fame(std::string_view service) {
  static constexpr auto kKnown = std::to_array<std::string_view>(
      {"iam", "sts", "ec2", "s3", "lambda", "kms", "rds", "cloudtrail", "guardduty", "organizations", "ecs", "eks"});
  return static_cast<std::size_t>(std::find(kKnown.begin(), kKnown.end(), service) - kKnown.begin());
}

using ServicesByCall = std::unordered_map<std::string_view, std::vector<std::string_view>>;

const ServicesByCall& services_by_call() {
  static const ServicesByCall kServices = [] {
    ServicesByCall made;
    for (const auto& [name, service] : services()) {
      for (const std::string_view call : service.calls) made[call].push_back(name);
    }
    for (auto& [call, names] : made) {
      std::sort(names.begin(), names.end(),
                [](std::string_view a, std::string_view b) { return std::pair(fame(a), a) < std::pair(fame(b), b); });
    }
    return made;
  }();
  return kServices;
}

template <typename Map>
std::vector<std::string_view> sorted_keys(const Map& map) {
  std::vector<std::string_view> out;
  for (const auto& [key, value] : map) out.push_back(key);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::optional<std::string_view> service_of(std::string_view event_source) {
  for (const std::string_view domain : kDomains) {
    if (!event_source.ends_with(domain) || event_source.size() == domain.size()) continue;
    return event_source.substr(0, event_source.size() - domain.size());
  }
  return std::nullopt;
}

bool is_service(std::string_view service) { return find(service) != nullptr; }

CallKnowledge call_knowledge(std::string_view service) {
  const Service* found = find(service);
  return found == nullptr ? CallKnowledge::none : found->knowledge;
}

bool has_call(std::string_view service, std::string_view call) {
  const Service* found = find(service);
  return found != nullptr && found->calls.contains(call);
}

std::vector<std::string_view> services_with(std::string_view call) {
  const auto found = services_by_call().find(call);
  return found == services_by_call().end() ? std::vector<std::string_view>() : found->second;
}

bool is_dated(std::string_view service, std::string_view call) {
  static const std::set<std::pair<std::string_view, std::string_view>> kDated = {
#define DATED(source, name) {source, name},
#include "compiler/schema/dated_calls.def"
#undef DATED
  };
  return kDated.contains({service, call});
}

std::optional<std::string_view> near_service(std::string_view word, std::size_t most_edits) {
  static const NearNames kNames(sorted_keys(services()));
  return kNames.closest(word, most_edits);
}

std::optional<std::string_view> near_call(std::string_view service, std::string_view word) {
  Service* found = find(service);
  if (found == nullptr) return std::nullopt;
  if (found->near == nullptr) {
    found->near = std::make_unique<NearNames>(calls_of(service));
  }
  return found->near->closest(word, found->knowledge == CallKnowledge::all ? kMostEdits : 1);
}

std::vector<std::string_view> calls_of(std::string_view service) {
  const Service* found = find(service);
  if (found == nullptr) return {};
  std::vector<std::string_view> out(found->calls.begin(), found->calls.end());
  std::sort(out.begin(), out.end());
  return out;
}

const std::vector<std::string_view>& all_calls() {
  static const std::vector<std::string_view> kCalls = sorted_keys(services_by_call());
  return kCalls;
}

std::optional<std::string_view> near_call(std::string_view word) {
  static const NearNames kNames(all_calls());
  return kNames.closest(word, 1);
}

std::vector<std::string_view> models_of(std::string_view service) {
  const Service* found = find(service);
  return found == nullptr ? std::vector<std::string_view>() : found->models;
}

}  // namespace spoor
