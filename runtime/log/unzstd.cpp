#include <fmt/format.h>
#include <zstd.h>

#include <vector>

#include "runtime/log/bytes.h"

namespace spoor {

namespace {

struct FreeStream {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

class ZstdStream : public ByteSource {
 public:
  explicit ZstdStream(std::unique_ptr<ByteSource> inner)
      : inner_(std::move(inner)), stream_(ZSTD_createDStream()), block_(ZSTD_DStreamInSize()) {
    ZSTD_initDStream(stream_.get());
  }

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    if (!error_.empty()) return tl::unexpected(error_);
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    while (output.pos == 0) {
      if (input_.pos == input_.size && !refill()) break;
      const std::size_t result = ZSTD_decompressStream(stream_.get(), &output, &input_);
      if (ZSTD_isError(result) != 0) {
        error_ = fmt::format("the zstd stream is damaged: {}", ZSTD_getErrorName(result));
        break;
      }
      is_inside_frame_ = result != 0;
    }
    if (output.pos == 0 && !error_.empty()) return tl::unexpected(error_);
    return output.pos;
  }

 private:
  bool refill() {
    const auto count = inner_->read(block_);
    if (!count) error_ = count.error();
    if (count && *count == 0 && is_inside_frame_) error_ = "the zstd stream is cut off";
    input_ = {block_.data(), count.value_or(0), 0};
    return input_.size > 0;
  }

  std::unique_ptr<ByteSource> inner_;
  std::unique_ptr<ZSTD_DStream, FreeStream> stream_;
  std::vector<char> block_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool is_inside_frame_ = false;
  std::string error_;
};

}  // namespace

std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> inner) {
  return std::make_unique<ZstdStream>(std::move(inner));
}

}  // namespace spoor
