#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/log/bytes.h"
#include "runtime/log/format.h"
#include "runtime/log/part.h"
#include "runtime/log/reader.h"

namespace spoor {

// Takes records out of what they are wrapped in, layer by layer, numbers them, and tells the visitor. Reuses its
// buffers from log to log.
//
// Memory and time are bounded by what stands in the log: each layer is read as a log of its own, at most kMaxLayers
// deep, and what is packed within one object of the log may not unpack to more than kMaxGrowth times its size. One
// object that breaks these rules is one bad record.
class Unwrapper {
 public:
  static constexpr std::size_t kMaxLayers = 8;
  static constexpr std::uint64_t kMaxGrowth = 256;

  explicit Unwrapper(std::size_t block);  // bytes to read at a time
  ~Unwrapper();

  void start(LogVisitor& visitor);

  // Reads the log as JSON.
  void read(ByteSource& source);

  // Reads a part of a log as JSON, numbering its records from 1.
  PartEnd read_part(const TextPart& part);

  // For logs of another form, piece by piece; `offset` is the piece's in the log. All return false when the visitor
  // wants no more.
  bool open_document(std::string_view bytes, std::uint64_t offset);  // a record or what is around one
  bool bad(std::uint64_t offset, std::string reason);                // one record is lost
  bool skip(std::string_view reason);
  void damage(std::uint64_t offset, std::string reason);  // the log itself is damaged
  void on_bytes(std::uint64_t read_so_far);

 private:
  struct Layer;

  bool take(Layer& layer, const RecordTokens& object, ArrayForm array, std::uint64_t offset);
  bool open_inside(std::string_view bytes, std::size_t depth);
  Layer& layer(std::size_t depth);

  std::size_t block_;
  std::vector<std::unique_ptr<Layer>> layers_;  // 0: the log itself
  LogVisitor* visitor_ = nullptr;
  bool is_stopped_ = false;
  std::uint64_t number_ = 0;    // of records, bad ones included
  std::uint64_t offset_ = 0;    // of the object in the log that is being unwrapped
  std::uint64_t budget_ = 0;    // bytes that may still be unpacked from it
  std::uint64_t reported_ = 0;  // bytes read that the visitor knows of
  std::set<std::string, std::less<>> skipped_;
};

}  // namespace spoor
