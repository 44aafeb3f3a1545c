#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace spoor {

// True for keys whose values are secrets wherever they stand: `sessionToken`, `secretAccessKey` and their like.
bool is_secret_key(std::string_view key);

// True for the keys of a record within whose values stands what the API declares sensitive.
bool may_hold_declared_secrets(std::string_view top);

// The table of what AWS declares sensitive, as Mask reads it: rules/aws_api/sensitive.tsv, inside the binary.
std::string_view aws_sensitive_table();

// Replaces the secrets of records by `"***"`: the values of secret keys, and, within requestParameters and
// responseElements, what the API that eventSource and eventName name declares sensitive. Immutable.
class Mask {
 public:
  // The table has lines of source, operation and comma-separated paths, between tabs; `#` begins a comment. A path is
  // one key or two, `parent.key`, and stands for every place that ends in it, in arrays too; first letters are lower
  // case and stand for both cases. The text must outlive the Mask.
  explicit Mask(std::string_view table);

  // False: the record has none, and append_masked() would leave it as it is. True says nothing. Many times quicker, as
  // it looks for what stands in the names of secrets, and of events that have some, wherever that may be.
  bool may_have_secrets(std::string_view record) const;

  // The record with its secrets replaced and all else as it stands. REQUIRES: brackets balance and strings close, as
  // in every readable record; it need not be JSON.
  void append_masked(std::string_view record, std::string& out) const;

 private:
  struct SensitivePath {
    std::string_view parent;  // empty: any
    std::string_view key;
  };
  using SensitivePaths = std::vector<SensitivePath>;

  static bool is_sensitive(const SensitivePaths& paths, std::string_view parent, std::string_view key);

  SensitivePaths sensitive_paths(std::string_view record) const;
  bool may_have_sensitive_paths(std::string_view record) const;

  std::unordered_map<std::string, std::string_view> paths_;  // of "source\toperation"
  std::unordered_set<std::string_view> operations_;          // of these
};

}  // namespace spoor
