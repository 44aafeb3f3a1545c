#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "runtime/match/matcher.h"
#include "tests/bench/corpus.h"

namespace spoor::bench {

// A PreparedProgram, or a message on standard error and an end with 2.
std::shared_ptr<const PreparedProgram> prepared(Program program, Search search = Search::indexed);
std::shared_ptr<const PreparedProgram> prepared(VerifiedProgram program, Search search = Search::indexed);

// What is there; where an error is, it is printed, and the benchmark ends.
template <typename T>
T or_exit(tl::expected<T, std::string> made) {
  if constexpr (std::is_void_v<T>) {
    if (made) return;
  } else {
    if (made) return std::move(*made);
  }
  std::fprintf(stderr, "%s\n", made.error().c_str());
  std::exit(2);
}

// The stages of the engine over a corpus, each with those before it. One thread; reuses its memory.
class Engine {
 public:
  explicit Engine(std::shared_ptr<const PreparedProgram> program);

  void find_tokens(std::string_view window);
  void decode(std::string_view window);
  std::size_t match(std::string_view window);  // hits

  std::size_t rule_count() const { return program_->program().rules.size(); }
  // The same, and `hits` of each rule counted up.
  void count(std::string_view window, std::vector<std::uint64_t>& hits);

 private:
  template <typename Visit>
  void for_each_record(std::string_view window, Visit visit);

  std::shared_ptr<const PreparedProgram> program_;
  Matcher matcher_;
  Event event_;
  TokenIndex index_;
  std::vector<std::uint32_t> closers_;
};

}  // namespace spoor::bench
