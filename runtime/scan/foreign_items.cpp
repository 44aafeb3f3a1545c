#include "runtime/scan/foreign_items.h"

#include "runtime/scan/firing_finding.h"
#include "runtime/scan/tuple_outputs.h"

namespace spoor {

ForeignItems::ForeignItems(const Program& program, const StatePlan& plan, const TupleFiles::File& file)
    : program_(program), plan_(plan), file_(file), form_(program) {
  for (const OutputRow& row : program.outputs) column_count_ += row.role == OutputRole::column ? 1 : 0;
}

// Whether all that the tuple holds for rules that take its rule's findings can be of them. Rules take findings only of
// lower ones, so it goes no deeper than there are levels of them.
bool ForeignItems::holds_possible(const Tuple& tuple) const {
  for (const std::string_view forwarded : read_outputs(tuple.outputs).forwarded) {
    const auto taken = read_forwarded(forwarded, plan_.takers(tuple.rule));
    if (!taken) return false;
    std::string scratch;
    Tuple held = read_tuple(read_front(taken->bytes), scratch);
    held.rule = taken->taker.rule;
    if (!is_possible(held, program_) || !holds_possible(held)) return false;
  }
  return true;
}

bool ForeignItems::make_tuple(std::string_view item, std::string& out) const {
  const TupleFront front = read_front(item);
  if (front.kind != TupleKind::tuple) return false;
  std::string scratch;
  Tuple tuple = read_tuple(front, scratch);
  tuple.rule = file_.rules[tuple.rule];
  if (!is_possible(tuple, program_) || tuple.file >= file_.log_count || !holds_possible(tuple)) return false;
  tuple.file += file_.first_log;
  append_tuple(tuple, out);
  return true;
}

std::optional<Finding> ForeignItems::make_finding(std::string_view item) const {
  if (!form_.is_well_formed(item)) return std::nullopt;
  Finding made = form_.read(item);
  if (made.memory || program_.rules[made.rule].state != kNone || made.columns.size() != column_count_)
    return std::nullopt;
  if (made.place.file >= file_.log_count) return std::nullopt;
  made.place.file += file_.first_log;
  return made;
}

}  // namespace spoor
