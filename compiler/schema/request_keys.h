#pragma once

#include <string>
#include <string_view>

namespace spoor {

// How a top-level key of `requestParameters` fits a call.
enum class KeyFit {
  has,         // records of the call have it, or may
  other_case,  // they have it in another case: `meant`
  other_name,  // they have it under another name: `meant`
  misspelt,    // they do not have it, but `meant`, which is near
  has_not,
  not_known,  // nothing is known of the call's parameters
};

struct KeyAnswer {
  KeyFit fit;
  std::string meant = {};
};

// REQUIRES: `call` is a base_name().
KeyAnswer request_key(std::string_view service, std::string_view call, std::string_view key);

}  // namespace spoor
