#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "compiler/item_type.h"
#include "compiler/json_parts.h"
#include "compiler/table_reader.h"
#include "lang/values/json_text.h"

// JSON as a table: an object that has an object for each key, or an array of objects that have the key among them.
namespace spoor {

namespace {

class JsonReader {
 public:
  explicit JsonReader(TableReader& reader) : reader_(reader), text_(reader.text()) {}

  void read() {
    const std::size_t begin = space_end(reader_.begin());
    const JsonExtent whole = find_json_value(text_.substr(begin));
    const std::size_t end = begin + whole.end;
    if (!whole.is_whole || space_end(end) != text_.size()) {
      const std::size_t at = whole.is_whole ? space_end(end) : end;
      return reader_.report_table(reader_.character(at), "the file stops being JSON here");
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
  std::size_t space_end(std::size_t at) const { return json_space_end(text_, at); }

  template <typename Visit>
  void for_each_inside(JsonRange outer, Visit visit) const {
    spoor::for_each_inside(text_, outer, visit);
  }

  std::string_view text(JsonRange extent) const { return slice(text_, extent); }

  void read_object(JsonRange object) {
    if (!reader_.declared().key_column.empty()) {
      return reader_.report_table(reader_.declared().key_column_span, "the file is an object, which has its own keys",
                                  "`key` is for an array of objects; leave it out");
    }
    for_each_inside(object, [this](JsonRange key, JsonRange row) { add(key, row); });
  }

  void read_array(JsonRange array) {
    std::string column = reader_.declared().key_column;
    bool has_column = false;
    std::vector<std::string> seen;  // names of the first row
    for_each_inside(array, [&](JsonRange, JsonRange row) {
      if (text_[row.begin] != '{') return report_no_object(row);
      std::optional<JsonRange> key;
      const bool is_first = seen.empty();
      for_each_inside(row, [&](JsonRange name, JsonRange value) {
        const std::string decoded_name = decoded_json_string(text(name)).value_or("");
        if (is_first) seen.push_back(decoded_name);
        if (column.empty()) column = decoded_name;
        if (!key && decoded_name == column) key = value;
      });
      has_column = has_column || key.has_value();
      if (key) return add(*key, row);
      missing_.push_back(row);
    });
    if (!has_column && !missing_.empty()) return reader_.report_key_column({seen.begin(), seen.end()});
    for (const JsonRange row : missing_) {
      reader_.report_row(reader_.span(row.begin, row.begin + 1), fmt::format("the row has no {}", shown(column)));
    }
  }

  void report_no_object(JsonRange row) {
    reader_.report_row(reader_.span(row.begin, row.begin + 1), "a row must be an object");
  }

  void add(JsonRange key, JsonRange row) {
    if (text_[row.begin] != '{') return report_no_object(row);
    const Span span = reader_.span(key.begin, key.end);
    const bool is_string = text_[key.begin] == '"';
    const bool takes_number = reader_.table().keys.type == ast::ValueType::integer;
    const auto key_text = is_string      ? decoded_json_string(text(key))
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
  std::vector<JsonRange> missing_;  // rows without key
};

}  // namespace

void read_json(TableReader& reader) { JsonReader(reader).read(); }

}  // namespace spoor
