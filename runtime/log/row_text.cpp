#include "runtime/log/row_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "lang/values/instant.h"
#include "lang/values/json_text.h"
#include "runtime/json/characters.h"
#include "runtime/json/print.h"

namespace spoor {

namespace {

constexpr std::size_t kMaxLevels = 32;

// Looks for JSON inside a row that found none: beyond, the cell is text. Each may see all of what is left.
constexpr int kMaxLooks = 16;

// The members of CloudTrail's own objects; those of calls keep their case.
constexpr auto kKeys = std::to_array<std::string_view>({"principalId",       "accountId",
                                                        "accessKeyId",       "userName",
                                                        "sessionContext",    "invokedBy",
                                                        "identityProvider",  "credentialId",
                                                        "onBehalfOf",        "userId",
                                                        "identityStoreArn",  "inScopeOf",
                                                        "sourceArn",         "sourceAccount",
                                                        "issuerType",        "credentialsIssuedTo",
                                                        "sessionIssuer",     "webIdFederationData",
                                                        "federatedProvider", "mfaAuthenticated",
                                                        "creationDate",      "sourceIdentity",
                                                        "ec2RoleDelivery",   "ec2IssuedInVpc",
                                                        "assumedRoot",       "tlsVersion",
                                                        "cipherSuite",       "clientProvidedHostHeader",
                                                        "updatedFields",     "originalRequestID",
                                                        "originalEventID",   "eventSource",
                                                        "eventName",         "errorCode",
                                                        "insightType",       "insightContext",
                                                        "insightDuration",   "baselineDuration",
                                                        "requestContext",    "tagContext",
                                                        "resourceTags",      "principalTags",
                                                        "ARNPrefix"});

std::string_view spelled(std::string_view key, KeyCase keys) {
  if (keys == KeyCase::kept) return key;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  for (const std::string_view known : kKeys) {
    if (known.size() == key.size() &&
        std::equal(key.begin(), key.end(), known.begin(), known.end(), [&](char a, char b) { return a == lower(b); })) {
      return known;
    }
  }
  return key;
}

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == ':' || c == '.' || c == '/';
}

// Behind the key and `=` that begin the text; 0 if none do.
std::size_t key_end(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_key_character(text[end])) ++end;
  return end > 0 && end < text.size() && text[end] == '=' ? end + 1 : 0;
}

// Behind the JSON object or array that begins the text; 0 if none does.
std::size_t json_end(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    at = c == '"' ? string_end(text, at) : at + 1;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return is_strict_json(text.substr(0, at)) ? at : 0;
  }
  return 0;
}

class RowReader {
 public:
  RowReader(std::string_view text, KeyCase keys) : rest_(text), keys_(keys) {}

  // The whole text as JSON; empty if it is no row.
  std::string read() {
    open();
    while (!levels_.empty()) {
      if (rest_.empty()) return {};
      if (rest_[0] == closing()) {
        close();
      } else if (!take_member()) {
        return {};
      }
    }
    return rest_.empty() ? std::move(out_) : std::string();
  }

 private:
  struct Level {
    bool is_row;
    bool is_first = true;
  };

  char closing() const { return levels_.back().is_row ? '}' : ']'; }

  void open() {
    levels_.push_back({rest_[0] == '{'});
    out_ += rest_[0];
    rest_.remove_prefix(1);
  }

  void close() {
    out_ += rest_[0];
    rest_.remove_prefix(1);
    levels_.pop_back();
  }

  // A member that is null is left out, as CloudTrail does.
  bool take_member() {
    const std::size_t level = levels_.size() - 1, size = out_.size();
    const bool is_first = levels_[level].is_first;
    if (!is_first) {
      if (!rest_.starts_with(", ")) return false;
      rest_.remove_prefix(2);
      out_ += ',';
    }
    const std::string_view key = take_key();
    if (levels_[level].is_row && key.empty()) return false;
    if (!rest_.starts_with('{') && !rest_.starts_with('[')) {
      const bool is_absent = !take_scalar(key) && levels_[level].is_row;
      if (is_absent) out_.resize(size);
      levels_[level].is_first = is_first && is_absent;
      return true;
    }
    levels_[level].is_first = false;
    return take_bracketed();
  }

  // With its `=`; empty if there is none.
  std::string_view take_key() {
    if (!levels_.back().is_row) return {};
    const std::size_t end = key_end(rest_);
    if (end == 0) return {};
    const std::string_view key = spelled(rest_.substr(0, end - 1), keys_);
    append_json_string(is_resource() && key == "arn" ? "ARN" : key, out_);
    out_ += ':';
    rest_.remove_prefix(end);
    return key;
  }

  // Of CloudTrail's own objects only those of `resources` stand in an array.
  bool is_resource() const {
    return keys_ == KeyCase::lost && levels_.size() > 1 && !levels_[levels_.size() - 2].is_row;
  }

  bool take_bracketed() {
    const bool may_be_json = rest_.size() > 1 && (rest_[1] == '"' || rest_[1] == '{');
    if (const std::size_t end = may_be_json ? json_end(rest_) : 0; end > 0) {
      out_.append(rest_.substr(0, end));
      rest_.remove_prefix(end);
      return true;
    }
    if (levels_.size() == kMaxLevels || (may_be_json && ++looks_ > kMaxLooks)) return false;
    open();
    return true;
  }

  // False for null.
  bool take_scalar(std::string_view key) {
    const std::size_t end = scalar_end();
    const std::string_view scalar = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (scalar == "null") {
      out_ += "null";
      return false;
    }
    const auto time = key == "creationDate" ? read_instant(scalar) : std::nullopt;
    append_json_string(time ? to_text(*time) : scalar, out_);
    return true;
  }

  std::size_t scalar_end() const {
    const bool is_row = levels_.back().is_row;
    for (std::size_t at = 0; at < rest_.size(); ++at) {
      const char c = rest_[at];
      if (c == ',' && rest_.substr(at).starts_with(", ") && (!is_row || key_end(rest_.substr(at + 2)) > 0)) return at;
      if (c == closing() && ends_level(at + 1)) return at;
    }
    return rest_.size();
  }

  // Whether a bracket before `at` can be the row's own: another follows, or a comma, or the end.
  bool ends_level(std::size_t at) const {
    return at == rest_.size() || rest_[at] == '}' || rest_[at] == ']' || rest_.substr(at).starts_with(", ");
  }

  std::string_view rest_;
  KeyCase keys_;
  int looks_ = 0;
  std::vector<Level> levels_;
  std::string out_;
};

}  // namespace

std::string json_of_row_text(std::string_view cell, KeyCase keys) {
  const bool is_bracketed = cell.starts_with('{') || cell.starts_with('[');
  if (is_bracketed && is_strict_json(cell)) return std::string(cell);
  std::string row = is_bracketed ? RowReader(cell, keys).read() : std::string();
  if (!row.empty()) return row;
  return cell == "null" ? "null" : json_string(cell);
}

}  // namespace spoor
