#include "tests/bench/engine.h"

#include "tests/bench/timing.h"

namespace spoor::bench {

std::shared_ptr<const PreparedProgram> prepared(Program program, Search search) {
  return prepared(or_exit(VerifiedProgram::make(std::move(program))), search);
}

std::shared_ptr<const PreparedProgram> prepared(VerifiedProgram program, Search search) {
  return or_exit(PreparedProgram::make(std::move(program), search));
}

Engine::Engine(std::shared_ptr<const PreparedProgram> program)
    : program_(std::move(program)), matcher_(program_), event_(program_->program()) {}

template <typename Visit>
void Engine::for_each_record(std::string_view window, Visit visit) {
  const TokenIndex::Result result = index_.read(window);
  if (closers_.size() < result.starts.size()) closers_.resize(result.starts.size());
  for (std::uint32_t token = 0; token < result.starts.size(); ++token) {
    const BracketResult brackets = match_brackets(window.data(), result.starts, token, closers_);
    if (brackets.status != BracketResult::Status::balanced) {
      std::fprintf(stderr, "a generated record cannot be read: %.80s\n", window.data() + result.starts[token]);
      std::exit(2);
    }
    visit(RecordTokens{{window.data(), result.starts, closers_}, token, brackets.token});
    token = brackets.token;
  }
}

void Engine::find_tokens(std::string_view window) {
  for_each_record(window, [](const RecordTokens& record) { keep(record.last); });
}

void Engine::decode(std::string_view window) {
  for_each_record(window, [&](const RecordTokens& record) { program_->decoder().decode(record, event_); });
}

std::size_t Engine::match(std::string_view window) {
  std::size_t hits = 0;
  for_each_record(window, [&](const RecordTokens& record) { hits += matcher_.match(record).size(); });
  return hits;
}

void Engine::count(std::string_view window, std::vector<std::uint64_t>& hits) {
  for_each_record(window, [&](const RecordTokens& record) {
    for (const Index rule : matcher_.match(record)) ++hits[rule];
  });
}

}  // namespace spoor::bench
