#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace spoor {

// Rule files that nobody wrote, of every item, clause and operator, laid out at random, with comments anywhere.
class RuleGenerator {
 public:
  explicit RuleGenerator(std::uint64_t seed) : random_(seed) {}

  std::string file();

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  bool chance(std::size_t in) { return below(in) == 0; }
  std::string one_of(const std::vector<std::string>& words) { return words[below(words.size())]; }
  void gap();
  void put(const std::string& token);  // and what stands between it and the next
  void put(std::initializer_list<std::string> tokens);
  template <typename Part>
  void several(std::size_t most, Part part);  // with commas

  void item();
  void clause();
  void test();
  void feed();
  void condition(int depth);
  void predicate(int depth);
  void value(int depth);
  void path(int depth);
  void literal();
  void list();
  void state();
  void bound();
  void by(std::size_t in);  // one time of so many
  void steps();
  void event();

  std::mt19937_64 random_;
  std::string out_;
  std::size_t comments_ = 0;
  std::size_t comment_chance_ = 10;
};

}  // namespace spoor
