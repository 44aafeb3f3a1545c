#include "runtime/match/pools.h"

#include "compiler/program/regex.h"
#include "runtime/lookup/number_range.h"

namespace spoor {
namespace {

Value constant_value(const Program& program, const ConstantRow& row) {
  switch (row.kind) {
    case ConstantKind::string: return Value::from_string(program.string(row.string));
    case ConstantKind::number: return Value::from_number(to_number(row.number));
    case ConstantKind::boolean: return Value::from_boolean(row.boolean != 0);
  }
  return Value::from_boolean(false);
}

bool is_closed(const Program& program, Instruction predicate) {
  if (program.operands[predicate.a()].is_closed == 0) return false;
  return info(predicate.op()).b != OperandKind::other || program.operands[predicate.b].is_closed != 0;
}

// Which regexes, or sets, are asked by predicates that the index does not answer.
std::vector<bool> asked(const PreparedProgram& prepared, OperandKind kind, std::size_t count) {
  std::vector<bool> out(count);
  const std::vector<Instruction>& predicates = prepared.program().predicates;
  for (Index i = 0; i < predicates.size(); ++i) {
    if (info(predicates[i].op()).b == kind && !prepared.is_answered(i)) out[predicates[i].b] = true;
  }
  return out;
}

tl::expected<std::unique_ptr<const Database>, std::string> open_database(const Program& program, const TableRow& row) {
  if (row.key != TableKey::database || program.string(row.first_key).empty()) return nullptr;
  const std::string path(program.string(row.first_key));
  auto database = Database::open(path);
  if (!database) return tl::unexpected(path + ": is no MaxMind database: " + database.error());
  return database;
}

}  // namespace

tl::expected<std::unique_ptr<const PreparedProgram::Pools>, std::string> PreparedProgram::Pools::make(
    const PreparedProgram& prepared) {
  const Program& program = prepared.program();
  auto pools = std::make_unique<Pools>();
  pools->regexes.resize(program.regexes.size());
  pools->sets.resize(program.sets.size());
  const std::vector<bool> regexes = asked(prepared, OperandKind::regex, program.regexes.size());
  const std::vector<bool> sets = asked(prepared, OperandKind::set, program.sets.size());
  for (std::size_t i = 0; i < regexes.size(); ++i) {
    if (!regexes[i]) continue;
    auto regex = compile_regex(program.string(program.regexes[i].pattern), program.regexes[i].flags);
    if (!regex) return tl::make_unexpected(std::move(regex.error()));
    pools->regexes[i] = std::move(*regex);
  }
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (sets[i]) pools->sets[i].emplace(program, program.sets[i]);
  }
  for (const TableRow& row : program.tables) {
    pools->tables.emplace_back(program, row);
    auto database = open_database(program, row);
    if (!database) return tl::make_unexpected(std::move(database.error()));
    pools->databases.push_back(std::move(*database));
  }
  for (const ConstantRow& row : program.constants) pools->constants.push_back(constant_value(program, row));
  for (const Instruction predicate : program.predicates) {
    pools->is_closed_predicate.push_back(is_closed(program, predicate));
  }
  return pools;
}

}  // namespace spoor
