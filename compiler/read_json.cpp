#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "compiler/item_type.h"
#include "compiler/table_reader.h"
#include "lang/lexeme.h"
#include "lang/values/json_text.h"
#include "lang/values/utf8.h"

// JSON as a table: an object that has an object for each key, or an array of objects that have the key among them.
namespace spoor {

namespace {

struct Extent {
  std::size_t begin = 0, end = 0;
};

char32_t hexadecimal(std::string_view digits) {
  char32_t value = 0;
  for (const char c : digits) {
    const int lower = c | 0x20;
    value = value * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

// The text of a JSON string. Nothing if it has half of a surrogate pair.
std::optional<std::string> decoded(std::string_view source) {
  constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  std::string out;
  for (std::size_t i = 1; i + 1 < source.size(); ++i) {
    if (source[i] != '\\') {
      out += source[i];
      continue;
    }
    const char escape = source[++i];
    if (escape != 'u') {
      out += kMeanings[kEscapes.find(escape)];
      continue;
    }
    char32_t code_point = hexadecimal(source.substr(i + 1, 4));
    i += 4;
    if (code_point >= 0xD800 && code_point < 0xE000) {
      if (code_point >= 0xDC00 || source.substr(i + 1, 2) != "\\u") return std::nullopt;
      const char32_t low = hexadecimal(source.substr(i + 3, 4));
      if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
      code_point = 0x10000 + ((code_point - 0xD800) << 10U) + (low - 0xDC00);
      i += 6;
    }
    append_utf8(code_point, out);
  }
  return out;
}

class JsonReader {
 public:
  explicit JsonReader(TableReader& reader) : reader_(reader), text_(reader.text()) {}

  void read() {
    const std::size_t begin = space_end(reader_.begin());
    const JsonExtent whole = find_json_value(text_.substr(begin));
    const std::size_t end = begin + whole.end;
    if (!whole.is_whole || space_end(end) != text_.size()) {
      const std::size_t at = whole.is_whole ? space_end(end) : end;
      return reader_.report_table(reader_.span(at, std::min(at + 1, text_.size())), "the file stops being JSON here");
    }
    if (text_[begin] == '{') {
      read_object({begin, end});
    } else if (text_[begin] == '[') {
      read_array({begin, end});
    } else {
      reader_.report_table(reader_.span(begin, end), "a table is an object of objects, or an array of objects");
    }
    reader_.table().row_text = text_;
  }

 private:
  std::size_t space_end(std::size_t at) const {
    while (at < text_.size() && is_space(text_[at])) ++at;
    return at;
  }

  // REQUIRES: a value begins at or behind `at`, spaces aside.
  Extent value_at(std::size_t at) const {
    at = space_end(at);
    return {at, at + find_json_value(text_.substr(at)).end};
  }

  // Calls visit(key, value), extents both, for each member, or visit(value, value) for each element.
  template <typename Visit>
  void for_each_inside(Extent outer, Visit visit) const {
    const bool is_object = text_[outer.begin] == '{';
    std::size_t at = space_end(outer.begin + 1);
    while (at + 1 < outer.end) {
      const Extent key = value_at(at);
      const Extent value = is_object ? value_at(space_end(key.end) + 1) : key;
      visit(key, value);
      at = space_end(value.end);
      if (at + 1 < outer.end) at = space_end(at + 1);
    }
  }

  std::string_view text(Extent extent) const { return text_.substr(extent.begin, extent.end - extent.begin); }

  void read_object(Extent object) {
    if (!reader_.declared().key_column.empty()) {
      return reader_.report_table(reader_.declared().key_column_span, "the file is an object, which has its own keys",
                                  "`key` is for an array of objects; leave it out");
    }
    for_each_inside(object, [this](Extent key, Extent row) { add(key, row); });
  }

  void read_array(Extent array) {
    std::string column = reader_.declared().key_column;
    bool has_column = false;
    std::vector<std::string> seen;  // names of the first row
    for_each_inside(array, [&](Extent, Extent row) {
      if (text_[row.begin] != '{') return report_no_object(row);
      std::optional<Extent> key;
      const bool is_first = seen.empty();
      for_each_inside(row, [&](Extent name, Extent value) {
        const std::string decoded_name = decoded(text(name)).value_or("");
        if (is_first) seen.push_back(decoded_name);
        if (column.empty()) column = decoded_name;
        if (!key && decoded_name == column) key = value;
      });
      has_column = has_column || key.has_value();
      if (key) return add(*key, row);
      missing_.push_back(row);
    });
    if (!has_column && !missing_.empty()) return reader_.report_key_column({seen.begin(), seen.end()});
    for (const Extent row : missing_) {
      reader_.report_row(reader_.span(row.begin, row.begin + 1), fmt::format("the row has no {}", shown(column)));
    }
  }

  void report_no_object(Extent row) {
    reader_.report_row(reader_.span(row.begin, row.begin + 1), "a row must be an object");
  }

  void add(Extent key, Extent row) {
    if (text_[row.begin] != '{') return report_no_object(row);
    const Span span = reader_.span(key.begin, key.end);
    const bool is_string = text_[key.begin] == '"';
    const bool takes_number = reader_.table().keys.type == ast::ValueType::integer;
    const auto key_text = is_string      ? decoded(text(key))
                          : takes_number ? std::optional(std::string(text(key)))
                                         : std::optional<std::string>();
    if (!key_text) {
      reader_.report_row(span, fmt::format("a key of type `{}` is a string", type_name(reader_.table().keys.type)));
    } else if (reader_.add_key(*key_text, span)) {
      reader_.add_row({static_cast<std::uint32_t>(row.begin), static_cast<std::uint32_t>(row.end - row.begin)});
    }
  }

  TableReader& reader_;
  std::string_view text_;
  std::vector<Extent> missing_;  // rows without key
};

}  // namespace

void read_json(TableReader& reader) { JsonReader(reader).read(); }

}  // namespace spoor
