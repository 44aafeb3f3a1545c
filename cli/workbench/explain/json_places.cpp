#include "cli/workbench/explain/json_places.h"

#include <functional>

#include "lang/quote.h"

namespace spoor {

namespace {

// Calls visit(place) for the value at the place, or, of an array, for each that stands in it, arrays in arrays too.
void for_each_flat(const Json& record, const JsonPlace& place, const std::function<void(const JsonPlace&)>& visit) {
  const Json& value = record.at(place);
  if (!value.is_array()) return visit(place);
  for (std::size_t i = 0; i < value.size(); ++i) for_each_flat(record, place / i, visit);
}

void step_to_key(const Json& record, const JsonPlace& from, const std::string& key, std::vector<JsonPlace>& out) {
  for_each_flat(record, from, [&](const JsonPlace& place) {
    const Json& value = record.at(place);
    if (value.is_object() && value.contains(key)) out.push_back(place / key);
  });
}

void step_to_index(const Json& record, const JsonPlace& from, std::int64_t index, std::vector<JsonPlace>& out) {
  const Json& value = record.at(from);
  if (!value.is_array()) {
    if (index == 0 || index == -1) out.push_back(from);
    return;
  }
  const auto size = static_cast<std::int64_t>(value.size());
  const std::int64_t at = index < 0 ? size + index : index;
  if (at >= 0 && at < size) out.push_back(from / static_cast<std::size_t>(at));
}

void step_to_each(const Json& record, const JsonPlace& from, std::vector<JsonPlace>& out) {
  const Json& value = record.at(from);
  if (!value.is_array()) return out.push_back(from);
  for (std::size_t i = 0; i < value.size(); ++i) out.push_back(from / i);
}

std::vector<JsonPlace> reached(const Json& record, const std::vector<PathStep>& path, std::size_t length) {
  std::vector<JsonPlace> places = {JsonPlace()};
  for (std::size_t i = 0; i < length; ++i) {
    std::vector<JsonPlace> next;
    for (const JsonPlace& place : places) {
      switch (path[i].kind) {
        case PathStep::Kind::key: step_to_key(record, place, path[i].key, next); break;
        case PathStep::Kind::index: step_to_index(record, place, path[i].index, next); break;
        case PathStep::Kind::each: step_to_each(record, place, next); break;
      }
    }
    places = std::move(next);
  }
  std::vector<JsonPlace> values;
  for (const JsonPlace& place : places) {
    for_each_flat(record, place, [&](const JsonPlace& flat) {
      if (!record.at(flat).is_null()) values.push_back(flat);
    });
  }
  return values;
}

// The array's first element, which is made if there is none.
Json& first_of(Json& array) {
  if (array.empty()) array.push_back(nullptr);
  return array.front();
}

}  // namespace

std::vector<JsonPlace> places_of(const Json& record, const std::vector<PathStep>& path) {
  return reached(record, path, path.size());
}

std::size_t missing_length(const Json& record, const std::vector<PathStep>& path) {
  for (std::size_t length = 1; length <= path.size(); ++length) {
    if (reached(record, path, length).empty()) return length;
  }
  return 0;
}

std::string path_text(const std::vector<PathStep>& path) {
  if (path.empty()) return {};
  std::string out = head_text(path[0].key);
  for (std::size_t i = 1; i < path.size(); ++i) out += to_text(path[i]);
  return out;
}

bool put(Json& record, const std::vector<PathStep>& path, const Json& value) {
  Json* at = &record;
  for (const PathStep& step : path) {
    if (step.kind == PathStep::Kind::key) {
      while (at->is_array()) at = &first_of(*at);
      if (at->is_null()) *at = Json::object();
      if (!at->is_object()) return false;
      at = &(*at)[step.key];
      continue;
    }
    if (at->is_null()) *at = Json::array();
    if (!at->is_array()) continue;  // counts as an array of one
    const auto size = static_cast<std::int64_t>(at->size());
    const std::int64_t index = step.kind == PathStep::Kind::each ? 0 : step.index < 0 ? size + step.index : step.index;
    if (index < 0 || index > size) return false;
    if (index == size) at->push_back(nullptr);
    at = &(*at)[static_cast<std::size_t>(index)];
  }
  *at = value;
  return true;
}

void take_away(Json& record, const std::vector<PathStep>& path) {
  // From the last on, so that places before stay where they are.
  const std::vector<JsonPlace> places = places_of(record, path);
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    JsonPlace whole = *place;
    while (!whole.empty() && record.at(whole.parent_pointer()).is_array()) whole = whole.parent_pointer();
    if (whole.empty() || !record.contains(whole)) continue;
    record.at(whole.parent_pointer()).erase(whole.back());
  }
}

}  // namespace spoor
