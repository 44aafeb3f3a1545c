#pragma once

#include <set>
#include <string>

#include "runtime/log/reader.h"
#include "runtime/log/window.h"

namespace spoor {

// Finds the records of one log, and what is damaged between them, and hands both to the visitor in order.
class Framer {
 public:
  Framer(Window& window, LogVisitor& visitor) : window_(window), visitor_(visitor) {}

  void run();

 private:
  enum class Place : std::uint8_t {
    between,  // documents: objects one after the other
    junk,     // text that begins no document: the next object is looked for
    array,    // the elements of `[...]` or of `{"Records": [...]}`
    behind,   // the rest of the object around `Records`
    damage,   // a record was lost; the next one is looked for
  };
  enum class Step : std::uint8_t { go_on, need_more, stop };

  Step step();
  Step between();
  Step element();
  Step behind_records();
  Step object();
  Step junk();
  Step behind_junk();
  Step lost(std::size_t record_begin, std::size_t search_from, std::string reason);
  Step search();
  bool enter_records(std::uint32_t end);
  Step deliver(std::uint32_t last);

  std::size_t first_needed() const;
  bool may_go_on() const;
  bool is_record_start(std::size_t at) const;
  std::size_t begin_of(std::uint32_t token) const { return window_.tokens().starts[token]; }
  char kind() const { return window_.tokens().kind(token_); }
  Step bad(std::size_t at, std::string reason);

  Window& window_;
  LogVisitor& visitor_;
  Place place_ = Place::between;
  Place place_before_damage_ = Place::between;
  bool has_wrapper_ = false;        // the array is in an object
  std::uint32_t depth_behind_ = 0;  // open brackets behind the array, the object's own counted
  std::uint32_t token_ = 0;         // the next one
  std::size_t search_from_ = 0;     // damage: in the window's text
  std::uint32_t searches_ = 0;      // in this window
  std::uint64_t number_ = 0;        // of records
  std::string first_key_;           // of the last good record
  bool was_record_ = false;         // an object with this first key was a record
  std::set<std::string_view> skipped_;
};

}  // namespace spoor
