// The walker over tokens against simdjson's own parsers: what a Program's slots hold of a record is what simdjson reads
// there. Records that simdjson refuses, readable as they may be, are left to the oracle.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>

#include "runtime/event/decode.h"
#include "tests/oracle/both.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/records.h"
#include "tests/oracle/trail.h"

namespace spoor::oracle {
namespace {

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;

std::string string_value(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string text_of(dom::element value) {
  switch (value.type()) {
    case dom::element_type::STRING: return string_value(value.get_string());
    case dom::element_type::INT64: return to_text(Number::from_integer(value.get_int64()));
    case dom::element_type::UINT64: return to_text(Number::from_natural(value.get_uint64()));
    case dom::element_type::DOUBLE: return to_text(Number::from_real(value.get_double()));
    default: return simdjson::to_string(value);
  }
}

std::string text_of(const Value& value) {
  if (value.type() == ValueType::object) {
    dom::parser parser;
    return simdjson::to_string(parser.parse(std::string(value.text())).value());
  }
  return value.is_string() ? string_value(value.text()) : to_text(value);
}

template <typename Some>
std::vector<std::string> texts_of(const Some& values) {
  std::vector<std::string> out;
  for (const auto& value : values) out.push_back(text_of(value));
  return out;
}

// Paths as a Program has them, walked over a parsed record.

using Elements = std::vector<dom::element>;

void flatten(dom::element value, Elements& out) {
  if (value.is_array()) {
    for (const dom::element item : dom::array(value)) flatten(item, out);
  } else if (!value.is_null()) {
    out.push_back(value);
  }
}

Elements flattened(const Elements& values) {
  Elements out;
  for (const dom::element value : values) flatten(value, out);
  return out;
}

Elements keyed(const Elements& values, std::string_view key) {
  Elements out;
  for (const dom::element value : flattened(values)) {
    if (!value.is_object()) continue;
    for (const auto member : dom::object(value)) {
      if (member.key == key) out.push_back(member.value);
    }
  }
  return out;
}

Elements selected(const Elements& values, std::optional<std::int32_t> index) {
  Elements out;
  for (const dom::element value : values) {
    Elements items = {value};
    if (value.is_array()) items = {dom::array(value).begin(), dom::array(value).end()};
    if (!index) {
      out.insert(out.end(), items.begin(), items.end());
      continue;
    }
    const std::int64_t at = *index < 0 ? static_cast<std::int64_t>(items.size()) + *index : *index;
    if (at >= 0 && at < static_cast<std::int64_t>(items.size())) out.push_back(items[static_cast<std::size_t>(at)]);
  }
  return out;
}

// What a path has reached within one element of a quantifier, or within the record.
struct Place {
  Element parent = 0;  // in whose element this one stands
  Elements values;
};

std::vector<Place> places_at(const Program& program, Index node, dom::element record) {
  const PathNodeRow& step = program.paths[node];
  if (step.kind == PathStepKind::root) return {{0, {record}}};
  std::vector<Place> places = places_at(program, step.parent, record);
  if (step.kind == PathStepKind::element) {
    std::vector<Place> bound;
    for (Element parent = 0; parent < places.size(); ++parent) {
      for (const dom::element value : flattened(places[parent].values)) bound.push_back({parent, {value}});
    }
    return bound;
  }
  for (Place& place : places) {
    if (step.kind == PathStepKind::key) place.values = keyed(place.values, program.string(step.argument));
    if (step.kind == PathStepKind::index) place.values = selected(place.values, static_cast<int>(step.argument));
    if (step.kind == PathStepKind::each) place.values = selected(place.values, std::nullopt);
  }
  return places;
}

Program compiled(const std::string& items, const std::vector<std::string>& conditions) {
  Compiled made = compile_conditions(items, conditions);
  EXPECT_TRUE(made.diagnostics.empty()) << render(made.diagnostics.at(0), made.sources, false);
  return std::move(made.program);
}

struct Counts {
  std::size_t records = 0, values = 0;
};

// Every slot of the Program, and the elements of every quantifier.
void check_slots(const Program& program, const std::vector<std::string>& records, Counts& counts) {
  const Decoder decoder(program);
  Event event(program);
  dom::parser parser;
  for (const std::string& text : records) {
    dom::element parsed;
    if (parser.parse(text).get(parsed) || !parsed.is_object()) continue;
    const auto record = OwnedRecord::read(text);
    ASSERT_NE(record, nullptr) << text;
    decoder.decode(record->record(), event);
    ++counts.records;
    for (Index scope = 1; scope < program.scopes.size(); ++scope) {
      const auto places = places_at(program, program.scopes[scope].node, parsed);
      for (Element element = 0; element < places.size(); ++element) {
        const Event::ElementRange range = event.elements(scope, places[element].parent);
        ASSERT_TRUE(range.begin <= element && element < range.end)
            << describe_path(program, program.scopes[scope].node) << " on " << text;
      }
    }
    for (Index slot = 0; slot < program.slots.size(); ++slot) {
      const auto places = places_at(program, program.slots[slot].node, parsed);
      for (Element element = 0; element < places.size(); ++element) {
        const auto expected = texts_of(flattened(places[element].values));
        counts.values += expected.size();
        ASSERT_EQ(texts_of(event.values(slot, element)), expected)
            << describe_path(program, program.slots[slot].node) << ", element " << element << " on " << text;
      }
    }
  }
}

// All that stands in a record, by the path of its keys, arrays left out.

using ByPath = std::map<std::vector<std::string>, std::vector<std::string>>;

void collect(ondemand::value value, std::vector<std::string>& path, ByPath& out) {
  switch (value.type()) {
    case ondemand::json_type::array:
      for (auto item : value.get_array()) collect(item.value(), path, out);
      return;
    case ondemand::json_type::object:
      out[path].push_back("{}");
      for (auto field : value.get_object()) {
        path.emplace_back(field.unescaped_key().value());
        collect(field.value().value(), path, out);
        path.pop_back();
      }
      return;
    case ondemand::json_type::string: out[path].push_back(string_value(value.get_string())); return;
    case ondemand::json_type::boolean: out[path].push_back(value.get_bool() ? "true" : "false"); return;
    case ondemand::json_type::null: return;
    case ondemand::json_type::number: break;
  }
  const ondemand::number number = value.get_number();
  switch (number.get_number_type()) {
    case ondemand::number_type::signed_integer:
      out[path].push_back(to_text(Number::from_integer(number.get_int64())));
      return;
    case ondemand::number_type::unsigned_integer:
      out[path].push_back(to_text(Number::from_natural(number.get_uint64())));
      return;
    case ondemand::number_type::floating_point_number:
      out[path].push_back(to_text(Number::from_real(number.get_double())));
      return;
  }
}

// Nothing if simdjson refuses the record.
std::optional<ByPath> collected(const std::string& text) {
  ondemand::parser parser;
  const simdjson::padded_string padded(text);
  ByPath out;
  std::vector<std::string> path;
  try {
    ondemand::document document = parser.iterate(padded);
    for (auto field : document.get_object()) {
      path = {std::string(field.unescaped_key().value())};
      collect(field.value().value(), path, out);
    }
  } catch (const simdjson::simdjson_error&) {
    return std::nullopt;
  }
  return out;
}

std::vector<std::string> keys_to(const Program& program, Index node) {
  if (program.paths[node].kind == PathStepKind::root) return {};
  std::vector<std::string> keys = keys_to(program, program.paths[node].parent);
  keys.emplace_back(program.string(program.paths[node].argument));
  return keys;
}

// A Program that reads every path of every record at once.
void check_all_paths(const std::vector<std::string>& records, Counts& counts) {
  ByPath all;
  for (const std::string& text : records) {
    if (auto found = collected(text)) all.merge(*found);
  }
  std::vector<std::string> conditions;
  for (const auto& [path, values] : all) {
    std::string condition = "exists ";
    for (const std::string& key : path) condition += (condition.ends_with(' ') ? "`" : ".`") + key + "`";
    conditions.push_back(condition);
  }
  const Program program = compiled("", conditions);
  ASSERT_GE(program.slots.size(), all.size());
  const Decoder decoder(program);
  Event event(program);
  for (const std::string& text : records) {
    const auto expected = collected(text);
    if (!expected) continue;
    const auto record = OwnedRecord::read(text);
    ASSERT_NE(record, nullptr) << text;
    decoder.decode(record->record(), event);
    ++counts.records;
    for (Index slot = 0; slot < program.slots.size(); ++slot) {
      std::vector<std::string> found;
      for (const Value& value : event.values(slot, 0))
        found.push_back(value.type() == ValueType::object ? "{}" : text_of(value));
      const auto wanted = expected->find(keys_to(program, program.slots[slot].node));
      ASSERT_EQ(found, wanted == expected->end() ? std::vector<std::string>() : wanted->second)
          << describe_path(program, program.slots[slot].node) << " on " << text;
      counts.values += found.size();
    }
  }
}

TEST(Walker, ReadsRealRecordsAsSimdjsonDoes) {
  const std::vector<std::string> records = trail_records();
  if (records.empty()) GTEST_SKIP() << "the folder ../shared/data is not here";
  Counts all_paths, slots;
  check_all_paths(records, all_paths);
  EXPECT_EQ(all_paths.records, records.size());
  const auto [items, conditions] = trail_conditions();
  check_slots(compiled(items, conditions), records, slots);
  EXPECT_EQ(slots.records, records.size());
}

TEST(Walker, ReadsGeneratedRecordsAsSimdjsonDoes) {
  constexpr std::size_t kSeeds = 200, kRecords = 40;
  Counts all_paths, slots;
  for (std::uint64_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    Random random(seed);
    const std::vector<std::string> records = generate_records(random, kRecords);
    Conditions generator(random, records);
    std::vector<std::string> conditions;
    while (conditions.size() < 20) conditions.push_back(generator.next(3));
    check_all_paths(records, all_paths);
    check_slots(compiled(Conditions::items(), conditions), records, slots);
  }
  for (const Counts& counts : {all_paths, slots}) {
    EXPECT_GT(counts.records * 4, kSeeds * kRecords) << "simdjson refuses most of what is generated";
    EXPECT_GT(counts.values, counts.records * 10);
  }
}

}  // namespace
}  // namespace spoor::oracle
