#include "runtime/lookup/database_row.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <optional>
#include <string_view>

#include "lang/values/utf8.h"
#include "runtime/json/print.h"

// The format: https://maxmind.github.io/MaxMind-DB/
namespace spoor {

namespace {

constexpr std::size_t kMostText = 64U << 10;
constexpr int kMostLevels = 32;

enum class Type : std::uint8_t {
  extended,
  pointer,
  text,
  real64,
  bytes,
  natural16,
  natural32,
  map,
  integer32,
  natural64,
  natural128,
  array,
  container,
  end,
  boolean,
  real32,
};

// Where a value's content begins, and how large it is: bytes, or members of a map or array, or the truth itself.
struct Field {
  Type type = Type::end;
  std::uint32_t size = 0;
};

class RowWriter {
 public:
  RowWriter(std::span<const std::uint8_t> section, std::size_t offset, std::string& out)
      : section_(section), at_(offset), out_(out), limit_(out.size() + kMostText) {}

  bool write_row() {
    const auto field = read_field();
    return field && field->type == Type::map && write_members(*field, kMostLevels);
  }

 private:
  // Big endian. Nothing behind the section's end.
  std::optional<std::uint64_t> read_number(std::size_t size) {
    if (size > section_.size() || at_ > section_.size() - size) return std::nullopt;
    std::uint64_t number = 0;
    for (const std::uint8_t byte : section_.subspan(at_, size)) number = number << 8U | byte;
    at_ += size;
    return number;
  }

  // Reads a control byte and what belongs to it, behind pointers too: then `after_` is where the pointer ended.
  std::optional<Field> read_field() {
    after_.reset();
    auto field = read_control();
    if (!field || field->type != Type::pointer) return field;
    after_ = at_;
    at_ = field->size;
    field = read_control();
    if (field && field->type == Type::pointer) return std::nullopt;
    return field;
  }

  std::optional<Field> read_control() {
    const auto control = read_number(1);
    if (!control) return std::nullopt;
    const auto type = static_cast<Type>(*control >> 5U);
    if (type == Type::pointer) return read_pointer(*control);
    Field field{type, static_cast<std::uint32_t>(*control & 31U)};
    if (type == Type::extended) {
      const auto extension = read_number(1);
      if (!extension || *extension > static_cast<std::uint64_t>(Type::real32) - 7) return std::nullopt;
      field.type = static_cast<Type>(*extension + 7);
    }
    constexpr std::uint32_t kFirstSizes[] = {29, 285, 65821};
    if (field.size < kFirstSizes[0]) return field;
    const std::uint32_t more = field.size - 28;  // bytes
    const auto size = read_number(more);
    if (!size) return std::nullopt;
    field.size = kFirstSizes[more - 1] + static_cast<std::uint32_t>(*size);
    return field;
  }

  std::optional<Field> read_pointer(std::uint64_t control) {
    constexpr std::uint64_t kFirstTargets[] = {0, 2048, 526336, 0};
    const std::size_t more = (control >> 3U & 3U) + 1;
    const auto rest = read_number(more);
    if (!rest) return std::nullopt;
    const std::uint64_t high = more == 4 ? 0 : (control & 7U) << (8 * more);
    const std::uint64_t target = (high | *rest) + kFirstTargets[more - 1];
    if (target >= section_.size()) return std::nullopt;
    return Field{Type::pointer, static_cast<std::uint32_t>(target)};
  }

  bool write_value(int levels) {
    const auto field = read_field();
    if (!field || out_.size() > limit_) return false;
    const std::optional<std::size_t> after = after_;
    if (!write_content(*field, levels)) return false;
    if (after) at_ = *after;
    return true;
  }

  bool write_content(const Field& field, int levels) {
    switch (field.type) {
      case Type::map: return levels > 0 && write_members(field, levels);
      case Type::array: return levels > 0 && write_elements(field, levels);
      case Type::text: return write_text(field);
      case Type::bytes: return write_bytes(field);
      case Type::boolean:
        if (field.size > 1) return false;
        out_ += field.size == 1 ? "true" : "false";
        return true;
      case Type::real64: return field.size == 8 && write_real64();
      case Type::real32: return field.size == 4 && write_real32();
      case Type::natural16: return field.size <= 2 && write_natural(field.size);
      case Type::natural32: return field.size <= 4 && write_natural(field.size);
      case Type::natural64: return field.size <= 8 && write_natural(field.size);
      case Type::natural128: return field.size <= 16 && write_natural128(field.size);
      case Type::integer32: return field.size <= 4 && write_integer32(field.size);
      case Type::extended:
      case Type::pointer:
      case Type::container:
      case Type::end: return false;
    }
    return false;
  }

  bool write_members(const Field& map, int levels) {
    out_ += '{';
    for (std::uint32_t i = 0; i < map.size; ++i) {
      if (i > 0) out_ += ',';
      const auto key = read_field();
      if (!key || key->type != Type::text) return false;
      const std::optional<std::size_t> after = after_;
      if (!write_text(*key)) return false;
      if (after) at_ = *after;
      out_ += ':';
      if (!write_value(levels - 1)) return false;
    }
    out_ += '}';
    return true;
  }

  bool write_elements(const Field& array, int levels) {
    out_ += '[';
    for (std::uint32_t i = 0; i < array.size; ++i) {
      if (i > 0) out_ += ',';
      if (!write_value(levels - 1)) return false;
    }
    out_ += ']';
    return true;
  }

  std::optional<std::string_view> read_bytes(const Field& field) {
    if (field.size > section_.size() || at_ > section_.size() - field.size) return std::nullopt;
    const std::string_view bytes(reinterpret_cast<const char*>(section_.data()) + at_, field.size);
    at_ += field.size;
    return bytes;
  }

  bool write_text(const Field& field) {
    const auto text = read_bytes(field);
    if (!text || text->size() > kMostText || find_invalid_utf8(*text) != std::string_view::npos) return false;
    append_json_string(*text, out_);
    return out_.size() <= limit_;
  }

  bool write_bytes(const Field& field) {
    out_ += "null";
    return read_bytes(field).has_value();
  }

  template <typename Real>
  bool write_real(Real real) {
    out_ += std::isfinite(real) ? fmt::format("{}", real) : "null";
    return true;
  }
  bool write_real64() {
    const auto bits = read_number(8);
    return bits && write_real(std::bit_cast<double>(*bits));
  }
  bool write_real32() {
    const auto bits = read_number(4);
    return bits && write_real(std::bit_cast<float>(static_cast<std::uint32_t>(*bits)));
  }

  bool write_natural(std::size_t size) {
    const auto number = read_number(size);
    if (number) out_ += fmt::format("{}", *number);
    return number.has_value();
  }

  // What is longer than 64 bits is the nearest double, as in any JSON.
  bool write_natural128(std::size_t size) {
    const auto high = size > 8 ? read_number(size - 8) : std::optional<std::uint64_t>(0);
    if (!high) return false;
    if (*high == 0) return write_natural(std::min<std::size_t>(size, 8));
    const auto low = read_number(8);
    return low && write_real(std::ldexp(static_cast<double>(*high), 64) + static_cast<double>(*low));
  }

  bool write_integer32(std::size_t size) {
    const auto bits = read_number(size);
    if (bits) out_ += fmt::format("{}", static_cast<std::int32_t>(static_cast<std::uint32_t>(*bits)));
    return bits.has_value();
  }

  std::span<const std::uint8_t> section_;
  std::size_t at_;
  std::optional<std::size_t> after_;  // of the pointer that read_field() followed last
  std::string& out_;
  std::size_t limit_;
};

}  // namespace

bool append_database_row(std::span<const std::uint8_t> section, std::uint32_t offset, std::string& out) {
  const std::size_t before = out.size();
  if (RowWriter(section, offset, out).write_row()) return true;
  out.resize(before);
  return false;
}

}  // namespace spoor
