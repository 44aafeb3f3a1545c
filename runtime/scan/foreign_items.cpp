#include "runtime/scan/foreign_items.h"

#include <algorithm>

#include "runtime/scan/tuple_outputs.h"

namespace spoor {

ForeignItems::ForeignItems(const Program& program, const StatePlan& plan, const TupleFiles::File& file)
    : program_(program), plan_(plan), file_(file), form_(program) {}

bool ForeignItems::make_tuple(std::string_view item, std::string& out) const {
  return make_tuple(item, std::nullopt, out);
}

// `taken_from`: the rule in whose tuple this one is held for the case that it fires. Rules take findings only of lower
// ones, so it goes no deeper than there are levels of them.
bool ForeignItems::make_tuple(std::string_view item, std::optional<Index> taken_from, std::string& out) const {
  const TupleFront front = read_front(item);
  if (front.kind != TupleKind::tuple) return false;
  std::string scratch;
  Tuple tuple = read_tuple(front, scratch);
  tuple.rule = file_.rules[tuple.rule];
  if (!is_possible(tuple, program_) || tuple.file >= file_.log_count) return false;
  if (taken_from) {
    const auto& takers = plan_.takers(*taken_from);
    const bool is_taker =
        std::any_of(takers.begin(), takers.end(), [&](const auto& t) { return t.rule == tuple.rule; });
    if (!is_taker) return false;
  }
  tuple.file += file_.first_log;
  TupleOutputs outputs = read_outputs(tuple.outputs);
  std::vector<std::string> forwarded(outputs.forwarded.size());
  for (std::size_t i = 0; i < forwarded.size(); ++i) {
    const bool is_sound = is_well_formed(outputs.forwarded[i], static_cast<std::uint32_t>(file_.rules.size())) &&
                          make_tuple(outputs.forwarded[i], tuple.rule, forwarded[i]);
    if (!is_sound) return false;
    outputs.forwarded[i] = forwarded[i];
  }
  std::string made;
  if (!forwarded.empty()) {
    append_outputs(outputs, made);
    tuple.outputs = made;
  }
  append_tuple(tuple, out);
  return true;
}

std::optional<Finding> ForeignItems::make_finding(std::string_view item) const {
  if (!form_.is_well_formed(item)) return std::nullopt;
  Finding made = form_.read(item);
  if (made.place.file >= file_.log_count) return std::nullopt;
  made.place.file += file_.first_log;
  return made;
}

}  // namespace spoor
