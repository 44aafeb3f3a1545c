#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/log/format.h"

namespace spoor {

// True if an object begins as CloudTrail writes its records, which says that it is one without a look at the rest of
// its keys. It need not be whole.
bool is_plain_record(const Tokens& tokens, std::uint32_t object);

// What an object, or an array in an array of rows, turns out to be (formats.def). `array`: what it was found in.
Inside recognise(const RecordTokens& object, ArrayForm array, Arena& arena);

// The key of the object's first member as it stands between its quotes; empty if there is none.
std::string_view first_key(const RecordTokens& object);

// An array in the document that begins at `object` whose elements are to be looked at one by one.
struct FoundArray {
  enum class Status : std::uint8_t {
    none,
    found,
    unknown,  // the document goes on behind what is known of it, and with it what decides
  };
  Status status = Status::none;
  ArrayForm form = ArrayForm::none;
  std::uint32_t token = 0;  // its `[`
};

// Looks at tokens [object, end). REQUIRES: closers are filled for what is whole, and name a token at or beyond `end`
// for what is not.
FoundArray find_array(const Tokens& tokens, std::uint32_t object, std::uint32_t end);

// True for arrays whose elements are arrays.
bool has_rows(ArrayForm form);

}  // namespace spoor
