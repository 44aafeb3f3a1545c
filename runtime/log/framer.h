#pragma once

#include <string>

#include "runtime/log/format.h"
#include "runtime/log/window.h"

namespace spoor {

// Receives what stands in a text, in the order of its bytes. Offsets count in the text.
class ObjectSink {
 public:
  virtual ~ObjectSink() = default;
  // A readable object, or array where those stand for objects, and the array in which it was found. Both return false
  // to end the reading.
  virtual bool on_object(const RecordTokens& object, ArrayForm array, std::uint64_t offset) = 0;
  virtual bool on_bad(std::uint64_t offset, std::string reason) = 0;  // one object is lost
  // The text itself is none, or ends with an error.
  virtual void on_damage(std::uint64_t offset, std::string reason) = 0;
  virtual void on_bytes(std::uint64_t read_so_far) = 0;
};

// Finds the objects of one text that may be records, and what is damaged between them.
class Framer {
 public:
  Framer(Window& window, ObjectSink& sink) : window_(window), sink_(sink) {}

  void run();

 private:
  enum class Place : std::uint8_t {
    between,  // documents: objects one after the other
    junk,     // text that begins no document: the next object is looked for
    array,    // the elements of `[...]` or of an array like `{"Records": [...]}`
    behind,   // the rest of the document around such an array
    damage,   // a record was lost; the next one is looked for
  };
  enum class Step : std::uint8_t { go_on, need_more, stop };

  Step step();
  Step between();
  Step element();
  Step row();
  Step behind_array();
  Step object();
  Step cut_off();
  Step junk();
  Step behind_junk();
  Step lost(std::size_t record_begin, std::size_t search_from, std::string reason);
  Step search();
  bool enter_array(std::uint32_t end);
  void leave_array();
  Step deliver(std::uint32_t last);

  std::size_t first_needed() const;
  bool may_go_on() const;
  bool is_record_start(std::size_t at) const;
  std::size_t begin_of(std::uint32_t token) const { return window_.tokens().starts[token]; }
  char kind() const { return window_.tokens().kind(token_); }
  Step bad(std::size_t at, std::string reason);

  Window& window_;
  ObjectSink& sink_;
  Place place_ = Place::between;
  Place place_before_damage_ = Place::between;
  ArrayForm array_ = ArrayForm::none;  // the elements of which are read
  std::uint32_t depth_behind_ = 0;     // open brackets behind the array, the document's own counted
  std::uint32_t token_ = 0;            // the next one
  std::size_t search_from_ = 0;        // damage: in the window's text
  std::uint32_t searches_ = 0;         // in this window
  bool has_found_ = false;             // anything at all
  std::string first_key_;              // of the last good object
};

}  // namespace spoor
