#include "runtime/json/separators.h"

#include <bitset>

namespace spoor {

namespace {

// What may come next.
enum class Expected : std::uint8_t { value, value_or_end, key, key_or_end, colon, comma_or_end };

// Follows one record from token to token. Its brackets balance, so that only the kind of the innermost counts.
class Follower {
 public:
  // False if the token stands where it may not.
  bool take(char kind) {
    switch (kind) {
      case '{':
      case '[': return take_opening(kind == '{');
      case '}':
      case ']': return take_closing();
      case ':': return take_if(Expected::colon, Expected::value);
      case ',': return take_if(Expected::comma_or_end, is_in_object() ? Expected::key : Expected::value);
      case '"':
        if (expected_ == Expected::key || expected_ == Expected::key_or_end) {
          expected_ = Expected::colon;
          return true;
        }
        break;
    }
    return take_value();
  }

 private:
  bool is_in_object() const { return depth_ > 0 && is_object_[depth_ - 1]; }
  bool expects_value() const { return expected_ == Expected::value || expected_ == Expected::value_or_end; }

  bool take_if(Expected wanted, Expected next) {
    const bool is_right = expected_ == wanted;
    expected_ = next;
    return is_right;
  }

  bool take_value() {
    const bool is_right = expects_value();
    expected_ = Expected::comma_or_end;
    return is_right;
  }

  bool take_opening(bool is_object) {
    if (!expects_value() || depth_ == kMaxDepth) return false;
    is_object_[depth_++] = is_object;
    expected_ = is_object ? Expected::key_or_end : Expected::value_or_end;
    return true;
  }

  bool take_closing() {
    if (expected_ == Expected::value || expected_ == Expected::key || expected_ == Expected::colon) return false;
    --depth_;
    expected_ = Expected::comma_or_end;
    return true;
  }

  Expected expected_ = Expected::value;
  std::bitset<kMaxDepth> is_object_;
  std::size_t depth_ = 0;
};

}  // namespace

bool are_separators_strict(const RecordTokens& record) {
  Follower follower;
  for (std::uint32_t token = record.first; token <= record.last; ++token) {
    if (!follower.take(record.tokens.kind(token))) return false;
  }
  return true;
}

}  // namespace spoor
