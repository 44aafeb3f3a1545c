#include "runtime/log/part.h"

#include <cstring>

#include "runtime/json/characters.h"

namespace spoor {

namespace {

using Place = FrameState::Place;

std::size_t without_space_behind(std::string_view text, std::size_t end) {
  while (end > 0 && is_space(text[end - 1])) --end;
  return end;
}

bool begins_with_key(std::string_view object, std::string_view key) {
  std::size_t at = 1;
  while (at < object.size() && is_space(object[at])) ++at;
  object.remove_prefix(at);
  if (!object.starts_with('"')) return false;
  object.remove_prefix(1);
  return object.starts_with(key) && object.substr(key.size()).starts_with('"');
}

}  // namespace

bool begins_alike(const FrameState& assumed, const FrameState& actual, bool has_damage) {
  const bool is_same_place = assumed.place == actual.place && assumed.array == actual.array &&
                             assumed.depth_behind == actual.depth_behind && assumed.has_found == actual.has_found;
  if (!is_same_place || !has_damage) return is_same_place;
  return assumed.first_key == actual.first_key && assumed.searches == actual.searches;
}

FrameState state_behind(const PartEnd& part, const FrameState& actual) {
  FrameState state = part.state;
  if (part.has_damage) return state;
  state.searches = actual.searches;
  if (!part.has_objects) state.first_key = actual.first_key;
  return state;
}

// Between documents no comma stands, and within one every `}` before a `{` has one behind it. In an array the objects
// within a record look alike; what tells records from them is the key that they begin with.
std::size_t find_cut(std::string_view text, const FrameState& state) {
  const bool is_in_array = state.place == Place::array;
  if (!is_in_array && state.place != Place::between) return 0;
  if (is_in_array && state.first_key.empty()) return 0;
  for (std::size_t end = text.size(); end > 0;) {
    const void* found = memrchr(text.data(), '{', end);
    if (found == nullptr) return 0;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    end = at;
    std::size_t before = without_space_behind(text, at);
    if (is_in_array) {
      if (before == 0 || text[before - 1] != ',') continue;
      before = without_space_behind(text, before - 1);
      if (!begins_with_key(text.substr(at), state.first_key)) continue;
    }
    if (before > 0 && text[before - 1] == '}') return before;
  }
  return 0;
}

}  // namespace spoor
