#pragma once

#include <string>

#include "runtime/log/frame_state.h"
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
  Framer(Window& window, ObjectSink& sink, FrameState start = {})
      : window_(window), sink_(sink), state_(std::move(start)) {}

  // Frames all that the window's source has. Of a part of a text (Window::start) what may go on behind its end is left.
  void run();

  // After run().
  std::uint64_t end() const { return end_; }       // offset in the log of what is left
  bool is_stopped() const { return is_stopped_; }  // by the sink
  bool has_objects() const { return has_objects_; }
  bool has_damage() const { return has_damage_; }        // records were lost and searched for
  FrameState take_state() { return std::move(state_); }  // in which the next part begins

 private:
  using Place = FrameState::Place;
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
  Step too_large(std::size_t begin);
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
  FrameState state_;
  std::uint32_t token_ = 0;  // the next one
  std::uint64_t end_ = 0;
  bool is_stopped_ = false, has_objects_ = false, has_damage_ = false;
};

}  // namespace spoor
