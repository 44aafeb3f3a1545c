#pragma once

#include <random>
#include <string>
#include <vector>

namespace spoor::oracle {

// Texts of rules and records from one small world of keys and values, so that about half of all tests hold.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::string condition(int depth);
  std::string record();

  // Defs and lists that conditions use.
  static std::string definitions();

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const std::string& pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  std::string path();
  std::string value(int depth);
  std::string operand(int depth);
  std::string test(int depth);
  std::string conversion();
  std::string truth();
  std::string set();
  std::string json(int depth);
  std::string object(int depth);

  std::mt19937_64 random_;
  std::vector<std::string> variables_;
};

}  // namespace spoor::oracle
