#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace spoor {

// A record in the making: values are set by their paths, in any order, and printed as one JSON object.
class RecordDraft {
 public:
  RecordDraft() { clear(); }
  void clear();

  // Sets the value at a path such as `userIdentity.sessionContext.attributes.creationDate` or `resources[0].ARN`, with
  // all that is missing around it; `[]` is `[0]`. What stood there before is replaced. Beyond kMaxLevels the rest of
  // the path is one key.
  void set_json(std::string_view path, std::string_view json);  // the source of a JSON value
  void set_text(std::string_view path, std::string_view text);

  // True if a value stands there, at a part of the path, or below it.
  bool has(std::string_view path) const;
  bool is_empty() const { return nodes_[0].children.empty(); }
  std::string text() const;

 private:
  static constexpr std::size_t kMaxLevels = 32;

  struct Node {
    enum class Kind : std::uint8_t { value, object, array };
    Kind kind = Kind::object;
    std::string key;   // in an object
    std::string json;  // of a value
    std::vector<std::uint32_t> children;
  };

  // One step of a path: a key, or a place in an array.
  struct Step {
    std::string_view name;
    bool is_element = false;
  };
  static std::vector<Step> steps_of(std::string_view path);
  static std::string name_in(std::uint32_t parent, const Step& step);

  std::uint32_t enter(std::uint32_t parent, const Step& step);
  void append(std::uint32_t node, std::string& out) const;

  std::vector<Node> nodes_;                               // 0: the record
  std::unordered_map<std::string, std::uint32_t> names_;  // by name_in()
};

}  // namespace spoor
