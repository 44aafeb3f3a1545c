#include "runtime/scan/tuple_outputs.h"

#include <cstdint>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

namespace {

enum class Presence : std::uint8_t { not_carried, carried };

void append_all(const std::vector<std::string_view>& texts, std::string& out) {
  append_number(static_cast<std::uint32_t>(texts.size()), out);
  for (const std::string_view text : texts) append_sized(text, out);
}

class OutputsReader {
 public:
  explicit OutputsReader(std::string_view bytes) : left_(bytes) {}

  template <typename Number>
  Number number() {
    if (left_.size() < sizeof(Number)) return left_ = {}, 0;
    SortableReader reader(left_);
    left_.remove_prefix(sizeof(Number));
    return reader.number<Number>();
  }
  std::string_view sized() {
    const auto size = number<std::uint32_t>();
    const std::string_view text = left_.substr(0, size);
    left_.remove_prefix(text.size());
    return text;
  }
  std::vector<std::string_view> all() {
    std::vector<std::string_view> texts;
    for (auto count = number<std::uint32_t>(); count > 0 && !left_.empty(); --count) texts.push_back(sized());
    return texts;
  }
  bool is_at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
};

}  // namespace

void append_outputs(const TupleOutputs& outputs, std::string& out) {
  append_sized(outputs.group, out);
  append_all(outputs.keys, out);
  append_all(outputs.columns, out);
  append_all(outputs.forwarded, out);
  for (const auto& value : outputs.values) {
    append_number(static_cast<std::uint8_t>(value ? Presence::carried : Presence::not_carried), out);
    if (value) append_sized(*value, out);
  }
}

TupleOutputs read_outputs(std::string_view bytes) {
  OutputsReader reader(bytes);
  TupleOutputs outputs;
  outputs.group = reader.sized();
  outputs.keys = reader.all();
  outputs.columns = reader.all();
  outputs.forwarded = reader.all();
  while (!reader.is_at_end()) {
    const bool is_carried = static_cast<Presence>(reader.number<std::uint8_t>()) == Presence::carried;
    outputs.values.push_back(is_carried ? std::optional(reader.sized()) : std::nullopt);
  }
  return outputs;
}

}  // namespace spoor
