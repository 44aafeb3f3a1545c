#include "runtime/match/prepared.h"

#include <utility>

#include "runtime/match/index/rule_index.h"
#include "runtime/match/pools.h"

namespace spoor {

PreparedProgram::PreparedProgram(Program program) : program_(std::move(program)), decoder_(program_) {}
PreparedProgram::~PreparedProgram() = default;

PreparedProgram::Made PreparedProgram::make(Program program, Search search) {
  auto verified = VerifiedProgram::make(std::move(program));
  if (!verified) return tl::make_unexpected(std::move(verified.error()));
  return make(std::move(*verified), search);
}

PreparedProgram::Made PreparedProgram::make(VerifiedProgram program, Search search) {
  std::shared_ptr<PreparedProgram> prepared(new PreparedProgram(std::move(program).release()));
  if (search == Search::indexed) prepared->index_ = std::make_unique<const RuleIndex>(prepared->program_);
  auto pools = Pools::make(*prepared);
  if (!pools) return tl::make_unexpected(std::move(pools.error()));
  prepared->pools_ = std::move(*pools);
  return prepared;
}

bool PreparedProgram::is_answered(Index predicate) const { return index_ != nullptr && index_->answers(predicate); }

}  // namespace spoor
