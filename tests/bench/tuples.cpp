#include "tests/bench/tuples.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/state/tuple_key.h"
#include "runtime/state/tuple_values.h"

namespace spoor::bench {

namespace {

constexpr Time kSecond = 1000 * kMillisecond;
constexpr Time kBegin = 1'700'000'000 * kSecond;

// Zeros and the digits of the number, written without a format: millions are made.
void put_digits(std::uint64_t number, std::string& out, std::size_t end) {
  for (; number != 0; number /= 10) out[--end] = static_cast<char>('0' + number % 10);
}

std::string key_of(std::uint64_t number) {
  std::string arn = R"("arn:aws:sts::111122223333:assumed-role/application-role/session-0000000000")", key;
  put_digits(number, arn, arn.size() - 1);
  append_key_part(arn, key);
  return key;
}

}  // namespace

void Tuples::add(const Parts& parts, StateKind kind) {
  const std::string key = key_of(parts.key), outputs(48, '\0');
  std::string id = "00000000-0000-4000-8000-000000000000", values;
  put_digits(parts.number, id, id.size());
  if (kind == StateKind::first) append_value_text(fmt::format("\"region-{}\"", parts.value), values);
  Tuple tuple;
  tuple.rule = test::kMemoryRule;
  tuple.key = key;
  tuple.time = kBegin + parts.second * kSecond;
  tuple.steps = parts.steps;
  tuple.rank = static_cast<std::uint8_t>(__builtin_ctzll(parts.steps));
  tuple.id = id;
  tuple.account = "111122223333";
  tuple.identity = static_cast<UnsignedWide>(parts.number + 1) * 0x9E3779B97F4A7C15;
  tuple.values = values;
  tuple.outputs = outputs;
  tuple.text_hash = parts.number * 0x9E3779B97F4A7C15;
  tuple.record = parts.number;
  append_tuple(tuple, bytes_);
  ends_.push_back(bytes_.size());
}

void Tuples::clear() {
  bytes_.clear();
  ends_.clear();
  views_.clear();
}

const std::vector<std::string_view>& Tuples::views() {
  if (views_.size() == ends_.size()) return views_;
  views_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    views_.push_back(std::string_view(bytes_).substr(begin, end - begin));
    begin = end;
  }
  return views_;
}

// Their bytes too, so that they stand behind one another as what a sorter hands out.
void Tuples::sort() {
  std::vector<std::string_view> sorted = views();
  std::sort(sorted.begin(), sorted.end());
  std::string bytes;
  bytes.reserve(bytes_.size());
  ends_.clear();
  for (const std::string_view item : sorted) ends_.push_back((bytes += item).size());
  views_.clear();
  bytes_ = std::move(bytes);
}

std::vector<std::uint32_t> keys_in_order(std::uint32_t count) {
  std::vector<std::pair<std::string, std::uint32_t>> fronts;
  constexpr std::size_t kHash = 8;  // what a tuple begins with; it fits into a string itself
  fronts.reserve(count);
  for (std::uint32_t number = 0; number < count; ++number) {
    std::string front;
    append_saved(test::kMemoryRule, key_of(number), {}, front);
    fronts.emplace_back(front.substr(0, kHash), number);
  }
  std::sort(fronts.begin(), fronts.end());
  std::vector<std::uint32_t> keys;
  keys.reserve(count);
  for (const auto& [front, number] : fronts) keys.push_back(number);
  return keys;
}

}  // namespace spoor::bench
