#include "tests/bench/corpus.h"

#include "runtime/json/tokens.h"

namespace spoor::bench {

namespace {

constexpr std::size_t kWindow = std::size_t{256} << 10;

}  // namespace

Corpus::Corpus(const std::vector<std::string>& records) {
  std::size_t size = 0;
  for (const std::string& record : records) size += record.size() + 1;
  text_.reserve(size + kPadding);
  for (const std::string& record : records) {
    records_.emplace_back(text_.data() + text_.size(), record.size());
    text_.append(record).push_back('\n');
  }
  text_.resize(size + kPadding);
}

std::vector<std::string_view> Corpus::windows(std::size_t count) const {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view record = records_[i];
    if (out.empty() || out.back().size() + record.size() > kWindow) {
      out.push_back(record);
    } else {
      const char* begin = out.back().data();
      out.back() = {begin, static_cast<std::size_t>(record.data() + record.size() - begin)};
    }
  }
  return out;
}

std::size_t Corpus::bytes(std::size_t count) const {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += records_[i].size();
  return sum;
}

}  // namespace spoor::bench
