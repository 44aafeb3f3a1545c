#pragma once

#include <simdjson.h>

#include <string_view>

namespace spoor::bench {

// simdjson's On-Demand walk of every key and value, strings unescaped and numbers read: what a program that looks at
// all of a record cannot be quicker than. A value that simdjson refuses is passed over.
class OnDemand {
 public:
  // REQUIRES: SIMDJSON_PADDING bytes behind the text are readable.
  void walk(std::string_view text);

 private:
  simdjson::ondemand::parser parser_;
};

}  // namespace spoor::bench
