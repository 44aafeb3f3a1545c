#include "runtime/log/recognise.h"

#include <algorithm>
#include <array>
#include <vector>

#include "runtime/json/token_walk.h"

namespace spoor {

namespace {

struct Format {
  std::uint64_t mask = 0;                     // of the keys that it asks for
  std::string_view name;                      // or the reason why it is skipped
  Inside (*open)(const Envelope&) = nullptr;  // nothing: skipped
};

enum class Elements : std::uint8_t { objects, rows, any };

struct ArrayShape {
  ArrayForm form;
  std::string_view outer, key;
  Elements elements;
  std::string_view sign;
};

constexpr auto kArrays = std::to_array<ArrayShape>({
#define SKIP(id, keys, reason)
#define FORMAT(id, page, name, keys)
#define ARRAY(id, outer, key, elements, sign) {ArrayForm::id, outer, key, Elements::elements, sign},
#include "runtime/log/formats.def"
#undef SKIP
#undef FORMAT
#undef ARRAY
});

// All keys that rows of formats.def ask for, each with a bit, and what tells most other keys apart at a glance: the
// lengths of those that begin with a character.
class KeyBits {
 public:
  std::uint64_t add(std::string_view key) {
    const auto known = std::find(keys_.begin(), keys_.begin() + size_, key);
    if (known == keys_.begin() + size_) {
      keys_.at(size_++) = key;
      lengths_[first_of(key)] |= length_bit(key);
    }
    return std::uint64_t{1} << (known - keys_.begin());
  }

  std::uint64_t find(std::string_view key) const {
    if (key.empty() || (lengths_[first_of(key)] & length_bit(key)) == 0) return 0;
    const auto known = std::find(keys_.begin(), keys_.begin() + size_, key);
    return known == keys_.begin() + size_ ? 0 : std::uint64_t{1} << (known - keys_.begin());
  }

 private:
  static std::size_t first_of(std::string_view key) { return static_cast<unsigned char>(key[0]) % 128; }
  static std::uint32_t length_bit(std::string_view key) { return 1U << (key.size() % 32); }

  std::array<std::string_view, 64> keys_{};
  std::size_t size_ = 0;
  std::array<std::uint32_t, 128> lengths_{};
};

struct Table {
  Table() {
#define KEYS(...) \
  { __VA_ARGS__ }
#define SKIP(id, keys, reason) add(keys, reason, nullptr);
#define FORMAT(id, page, name, keys) add(keys, name, open_##id);
#define ARRAY(id, outer, key, elements, sign)
#include "runtime/log/formats.def"
#undef SKIP
#undef FORMAT
#undef ARRAY
#undef KEYS
    for (const ArrayShape& shape : kArrays) {
      array_keys |= bits.add(shape.outer.empty() ? shape.key : shape.outer) | bits.add(shape.key);
    }
  }

  void add(std::initializer_list<std::string_view> keys, std::string_view name, Inside (*open)(const Envelope&)) {
    Format format{0, name, open};
    for (const std::string_view key : keys) format.mask |= bits.add(key);
    formats.push_back(format);
  }

  KeyBits bits;
  std::uint64_t array_keys = 0;  // those of arrays, and of what holds them
  std::vector<Format> formats;
};

const Table& table() {
  static const Table kTable;
  return kTable;
}

// Calls visit(key token, value token) for each member of the object's own level until it returns false. Returns false
// if the object goes on behind `end`.
template <typename Visit>
bool for_each_member(const Tokens& tokens, std::uint32_t object, std::uint32_t end, Visit visit) {
  for (std::uint32_t i = object + 1; i < end;) {
    const char kind = tokens.kind(i);
    if (kind == '"' && i + 2 < end && tokens.kind(i + 1) == ':') {
      if (!visit(i, i + 2)) return true;
      i += 2;
      continue;
    }
    if (kind == '{' || kind == '[') {
      if (tokens.closers[i] >= end) return false;
      i = tokens.closers[i];
    } else if (kind == '}') {
      return true;
    }
    ++i;
  }
  return false;
}

using Status = FoundArray::Status;

Status has_member(const Tokens& tokens, std::uint32_t object, std::uint32_t end, std::string_view wanted) {
  bool found = false;
  const bool is_whole = for_each_member(tokens, object, end, [&](std::uint32_t key, std::uint32_t) {
    found = raw_string(tokens, key) == wanted;
    return !found;
  });
  return found ? Status::found : is_whole ? Status::none : Status::unknown;
}

// Whether the array has the elements that its form has.
Status is_of_shape(const Tokens& tokens, std::uint32_t array, std::uint32_t end, const ArrayShape& shape) {
  if (shape.elements == Elements::any) return Status::found;
  std::uint32_t first = array + 1;
  const auto is_at = [&](char kind) { return first < end && tokens.kind(first) == kind; };
  if (is_at(']')) return shape.sign.empty() ? Status::found : Status::none;
  if (shape.elements == Elements::rows && is_at('['))
    ++first;
  else if (shape.elements == Elements::rows && first < end)
    return Status::none;
  if (first >= end) return Status::unknown;
  if (!is_at('{')) return Status::none;
  return shape.sign.empty() ? Status::found : has_member(tokens, first, end, shape.sign);
}

bool holds_array(std::string_view member) {
  return std::any_of(kArrays.begin(), kArrays.end(),
                     [member](const ArrayShape& shape) { return shape.outer == member; });
}

// Looks at the members of the document, or of its member `outer`.
FoundArray find_shape(const Tokens& tokens, std::uint32_t object, std::uint32_t end, std::string_view outer) {
  FoundArray result;
  const bool is_whole = for_each_member(tokens, object, end, [&](std::uint32_t key, std::uint32_t value) {
    const char kind = tokens.kind(value);
    if (kind != '[' && kind != '{') return true;
    const std::string_view name = raw_string(tokens, key);
    if ((table().bits.find(name) & table().array_keys) == 0) return true;
    if (kind == '{' && outer.empty() && holds_array(name)) result = find_shape(tokens, value, end, name);
    for (const ArrayShape& shape : kArrays) {
      if (kind != '[' || shape.key != name || shape.outer != outer || result.status != Status::none) continue;
      result = {is_of_shape(tokens, value, end, shape), shape.form, value};
    }
    return result.status == Status::none;
  });
  if (result.status == Status::none && !is_whole) result.status = Status::unknown;
  return result;
}

}  // namespace

bool is_plain_record(const Tokens& tokens, std::uint32_t object) {
  if (object + 6 >= tokens.starts.size()) return false;
  // Shorter than kPadding, so that it can be read wherever a token begins.
  const auto stands_at = [&](std::uint32_t token, std::string_view text) {
    return std::string_view(tokens.text + tokens.starts[token], text.size()) == text;
  };
  return stands_at(object + 1, "\"eventVersion\"") && tokens.kind(object + 2) == ':' && stands_at(object + 3, "\"1.") &&
         tokens.kind(object + 4) == ',' && stands_at(object + 5, "\"userIdentity\"");
}

Inside recognise(const RecordTokens& object, ArrayForm array, Arena& arena) {
  const Tokens& tokens = object.tokens;
  if (is_plain_record(tokens, object.first)) return {};
  const Table& known = table();
  std::uint64_t present = 0;
  if (tokens.kind(object.first) == '{') {
    for_each_member(tokens, object.first,
                    [&](std::uint32_t key, std::uint32_t) { present |= known.bits.find(raw_key(tokens, key)); });
  }
  for (const Format& format : known.formats) {
    if ((present & format.mask) != format.mask) continue;
    if (format.open == nullptr) return {Inside::Kind::skipped, format.name};
    const Inside inside = format.open(Envelope(object, array, format.name, arena));
    if (inside.kind != Inside::Kind::itself) return inside;
  }
  const bool may_hold_array = array != ArrayForm::none && (present & known.array_keys) != 0;
  if (may_hold_array && find_array(tokens, object.first, object.last + 1).status == Status::found) {
    return {Inside::Kind::document, object.text()};
  }
  return {};
}

std::string_view first_key(const RecordTokens& object) {
  const std::uint32_t key = object.first + 1;
  return object.tokens.kind(key) == '"' ? raw_string(object.tokens, key) : std::string_view{};
}

FoundArray find_array(const Tokens& tokens, std::uint32_t object, std::uint32_t end) {
  return find_shape(tokens, object, end, "");
}

bool has_rows(ArrayForm form) {
  return std::any_of(kArrays.begin(), kArrays.end(), [form](const ArrayShape& shape) {
    return shape.form == form && shape.elements == Elements::rows;
  });
}

}  // namespace spoor
