#include "tests/bench/on_demand.h"

#include "tests/bench/timing.h"

namespace spoor::bench {

namespace {

using simdjson::ondemand::json_type;

// What cannot be read leaves the parser in front of it, and the next step passes over it.
template <typename Result>
void keep_read(Result&& result) {
  if (result.error() == simdjson::SUCCESS) keep(result.value_unsafe());
}

void walk_value(simdjson::ondemand::value value);

void walk_object(simdjson::ondemand::object object) {
  for (auto field : object) {
    if (field.error() != simdjson::SUCCESS) return;
    keep_read(field.unescaped_key());
    simdjson::ondemand::value value;
    if (field.value().get(value) == simdjson::SUCCESS) walk_value(value);
  }
}

void walk_array(simdjson::ondemand::array array) {
  for (auto element : array) {
    simdjson::ondemand::value value;
    if (element.get(value) != simdjson::SUCCESS) return;
    walk_value(value);
  }
}

void walk_value(simdjson::ondemand::value value) {
  json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return;
  switch (type) {
    case json_type::array: {
      simdjson::ondemand::array array;
      if (value.get_array().get(array) == simdjson::SUCCESS) walk_array(array);
      break;
    }
    case json_type::object: {
      simdjson::ondemand::object object;
      if (value.get_object().get(object) == simdjson::SUCCESS) walk_object(object);
      break;
    }
    case json_type::string: keep_read(value.get_string()); break;
    case json_type::number: keep_read(value.get_number()); break;
    case json_type::boolean: keep_read(value.get_bool()); break;
    case json_type::null: keep(value.is_null()); break;
  }
}

}  // namespace

void OnDemand::walk(std::string_view text) {
  simdjson::ondemand::document document;
  if (parser_.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING).get(document) !=
      simdjson::SUCCESS)
    return;
  simdjson::ondemand::object object;
  if (document.get_object().get(object) == simdjson::SUCCESS) walk_object(object);
}

}  // namespace spoor::bench
