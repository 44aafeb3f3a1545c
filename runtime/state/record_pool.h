#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace spoor {

// Tuples that are held in several places: each is kept until nothing uses it any more, and its memory is used again.
class RecordPool {
 public:
  using Slot = std::uint32_t;
  static constexpr Slot kNone = 0xFFFFFFFF;

  // Used once.
  Slot add(std::string_view bytes);
  void use(Slot slot) { ++records_[slot].uses; }
  void release(Slot slot);

  // Valid until the next call of add().
  std::string_view bytes(Slot slot) const { return records_[slot].bytes; }

 private:
  struct Record {
    std::string bytes;
    std::uint32_t uses = 0;
  };

  std::vector<Record> records_;
  std::vector<Slot> free_;
};

}  // namespace spoor
