#pragma once

#include <string>

#include "tests/oracle/json.h"
#include "tests/oracle/paths.h"
#include "tests/oracle/random.h"

namespace spoor::oracle {

// Tests of a value, made so that an example of it mostly holds.
class ValueTests {
 public:
  ValueTests(Random& random, Paths& paths) : random_(random), paths_(paths) {}

  // `value` is a path or a call.
  std::string of(const std::string& value, const Json& example);
  std::string with_pattern(const std::string& value, const std::string& text);

  std::string literal();
  std::string set(const std::string& with);  // that holds `with` if that is something

 private:
  std::string of_text(const std::string& value, const std::string& text);
  std::string of_number(const std::string& value, const Number& number);
  std::string with_date(const std::string& value, const std::string& text);
  std::string glob_of(const std::string& text);
  std::string regex_of(const std::string& text);
  std::string in_some_case(std::string text);
  std::string path() { return paths_.next().path; }

  Random& random_;
  Paths& paths_;
};

}  // namespace spoor::oracle
