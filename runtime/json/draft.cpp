#include "runtime/json/draft.h"

#include <algorithm>

#include "runtime/json/print.h"

namespace spoor {

void RecordDraft::clear() {
  nodes_.assign(1, {});
  names_.clear();
}

std::vector<RecordDraft::Step> RecordDraft::steps_of(std::string_view path) {
  std::vector<Step> steps;
  while (steps.size() < kMaxLevels) {
    const std::size_t end = std::min(path.find('.'), path.size());
    std::string_view name = path.substr(0, end);
    const std::size_t bracket = name.ends_with(']') ? name.find('[') : std::string_view::npos;
    steps.push_back({name.substr(0, bracket)});
    if (bracket != std::string_view::npos) {
      name = name.substr(bracket + 1, name.size() - bracket - 2);
      steps.push_back({name.empty() ? "0" : name, true});
    }
    if (end == path.size()) return steps;
    path.remove_prefix(end + 1);
  }
  steps.push_back({path});
  return steps;
}

std::string RecordDraft::name_in(std::uint32_t parent, const Step& step) {
  std::string name = std::to_string(parent);
  name += step.is_element ? '[' : '.';
  return name.append(step.name);
}

// The node of a step, made if there is none.
std::uint32_t RecordDraft::enter(std::uint32_t parent, const Step& step) {
  nodes_[parent].kind = step.is_element ? Node::Kind::array : Node::Kind::object;
  const auto [entry, is_new] = names_.try_emplace(name_in(parent, step), nodes_.size());
  if (is_new) {
    nodes_[parent].children.push_back(entry->second);
    nodes_.push_back({Node::Kind::object, std::string(step.name), {}, {}});
  }
  return entry->second;
}

void RecordDraft::set_json(std::string_view path, std::string_view json) {
  std::uint32_t node = 0;
  for (const Step& step : steps_of(path)) node = enter(node, step);
  nodes_[node].kind = Node::Kind::value;
  nodes_[node].json = json;
}

void RecordDraft::set_text(std::string_view path, std::string_view text) { set_json(path, json_string(text)); }

bool RecordDraft::has(std::string_view path) const {
  std::uint32_t node = 0;
  for (const Step& step : steps_of(path)) {
    const auto entry = names_.find(name_in(node, step));
    if (entry == names_.end()) return false;
    node = entry->second;
    if (nodes_[node].kind == Node::Kind::value) return true;
  }
  return true;
}

std::string RecordDraft::text() const {
  std::string out;
  append(0, out);
  return out;
}

// Recursion ends at kMaxLevels and the array in the last one.
void RecordDraft::append(std::uint32_t node, std::string& out) const {
  const Node& self = nodes_[node];
  if (self.kind == Node::Kind::value) {
    out += self.json;
    return;
  }
  const bool is_object = self.kind == Node::Kind::object;
  out += is_object ? '{' : '[';
  bool is_first = true;
  for (const std::uint32_t child : self.children) {
    if (!is_first) out += ',';
    is_first = false;
    if (is_object) {
      append_json_string(nodes_[child].key, out);
      out += ':';
    }
    append(child, out);
  }
  out += is_object ? '}' : ']';
}

}  // namespace spoor
