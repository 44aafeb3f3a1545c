#include "runtime/scan/foreign_items.h"

namespace spoor {

ForeignItems::ForeignItems(const Program& program, const TupleFiles::File& file)
    : program_(program), file_(file), form_(program) {
  for (const OutputRow& row : program.outputs) column_count_ += row.role == OutputRole::column ? 1 : 0;
}

// What it holds for rules that take its rule's findings is checked when it fires.
bool ForeignItems::make_tuple(std::string_view item, std::string& out) const {
  const TupleFront front = read_front(item);
  if (front.kind != TupleKind::tuple) return false;
  std::string scratch;
  Tuple tuple = read_tuple(front, scratch);
  tuple.rule = file_.rules[tuple.rule];
  if (!is_possible(tuple, program_) || tuple.file >= file_.log_count) return false;
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
