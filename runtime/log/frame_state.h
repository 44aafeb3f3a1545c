#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "runtime/log/format.h"

namespace spoor {

// What the framing of a text knows at a place of it: with this it goes on there, whoever framed what stands before.
struct FrameState {
  enum class Place : std::uint8_t {
    between,  // documents: objects one after the other
    junk,     // text that begins no document: the next object is looked for
    array,    // the elements of `[...]` or of an array like `{"Records": [...]}`
    behind,   // the rest of the document around such an array
    damage,   // a record was lost; the next one is looked for
  };

  Place place = Place::between;
  Place place_before_damage = Place::between;
  ArrayForm array = ArrayForm::none;  // the elements of which are read
  std::uint32_t depth_behind = 0;     // open brackets behind the array, the document's own counted
  std::size_t search_from = 0;        // damage: in the text that is in memory
  std::uint64_t searches = 0;         // behind damage, so far
  bool has_found = false;             // anything at all
  std::string first_key;              // of the last good object
};

}  // namespace spoor
