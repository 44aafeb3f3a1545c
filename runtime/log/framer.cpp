#include "runtime/log/framer.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>

#include "runtime/json/characters.h"
#include "runtime/log/log_stamps.h"
#include "runtime/log/recognise.h"

namespace spoor {

namespace {

constexpr std::size_t kMaxRecord = 64U << 20;

// Behind damage every place that may begin a record is tried, each with a new look at the rest of the window. A log may
// have so many such tries, and one more for each stretch of its text; what stands where they are used up is given up,
// so that hostile text costs no more than linear time. They are counted from the log's beginning, so that what is found
// does not depend on where windows and parts end.
constexpr std::uint64_t kFreeSearches = 64;
constexpr std::uint64_t kStretch = 4096;

// Where no good record has shown how they begin: CloudTrail's own fields.
constexpr std::array<std::string_view, 12> kFirstKeys = {
    "eventVersion", "userIdentity", "eventTime", "eventSource",     "eventName",         "eventID",
    "awsRegion",    "userAgent",    "errorCode", "sourceIPAddress", "requestParameters", "eventType"};

// How much must be seen of what is found instead of a record.
constexpr std::size_t kMostSeen = 64;

// White space that may stand before a record behind damage, and before its first key.
constexpr std::size_t kMaxSpace = 64;

// False for what no program writes into a line of text, such as the zeros of a binary file.
bool is_text(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0 && c < ' ' && !is_space(c); });
}

std::string_view kind_name(char kind) {
  if (kind == '"') return "a string";
  if (kind == '[') return "an array";
  if (kind == 't' || kind == 'f') return "a truth value";
  if (kind == 'n') return "null";
  return (kind >= '0' && kind <= '9') || kind == '-' ? "a number" : "something else";
}

}  // namespace

void Framer::run() {
  std::size_t keep = 0;
  end_ = window_.offset(0);
  while (window_.advance(keep)) {
    sink_.on_bytes(window_.bytes_read());
    token_ = 0;
    Step last = Step::go_on;
    while (last == Step::go_on) last = step();
    is_stopped_ = last == Step::stop;
    if (is_stopped_) break;
    keep = first_needed();
    if (window_.text().size() - keep > kMaxRecord && state_.place != Place::damage) {
      last = too_large(keep);
      is_stopped_ = last == Step::stop;
      if (is_stopped_) break;
      keep = first_needed();
    }
    end_ = window_.offset(keep);
    if (state_.place == Place::damage) state_.search_from -= keep;
  }
  if (!is_stopped_ && !window_.error().empty()) sink_.on_damage(window_.bytes_read(), window_.error());
}

// What has no tokens yet, or is not whole, is looked at again with what follows. A search looks back over white space.
std::size_t Framer::first_needed() const {
  if (state_.place == Place::damage) return state_.search_from - std::min(state_.search_from, kMaxSpace + 1);
  const auto starts = window_.tokens().starts;
  return token_ < starts.size() ? starts[token_] : window_.tokenised_end();
}

Framer::Step Framer::step() {
  if (state_.place == Place::damage) return search();
  if (token_ >= window_.tokens().starts.size() || may_go_on()) return Step::need_more;
  switch (state_.place) {
    case Place::between: return between();
    case Place::junk: return behind_junk();
    case Place::array: return element();
    case Place::behind: return behind_array();
    case Place::damage: break;
  }
  return Step::need_more;
}

// A run or string at the window's end may go on behind it.
bool Framer::may_go_on() const {
  const bool is_punctuation = std::string_view("{}[]:,").find(kind()) != std::string_view::npos;
  return !is_punctuation && token_ + 1 == window_.tokens().starts.size() && !window_.is_last();
}

Framer::Step Framer::bad(std::size_t at, std::string reason) {
  state_.has_found = true;
  return sink_.on_bad(window_.offset(at), std::move(reason)) ? Step::go_on : Step::stop;
}

Framer::Step Framer::between() {
  if (kind() == '{') return object();
  if (kind() != '[') return junk();
  state_.place = Place::array;
  state_.array = ArrayForm::plain;
  ++token_;
  return Step::go_on;
}

Framer::Step Framer::element() {
  switch (kind()) {
    case '{': return object();
    case ',': ++token_; return Step::go_on;
    case ']': leave_array(); return Step::go_on;
    case '}':
    case ':': return lost(begin_of(token_), begin_of(token_) + 1, fmt::format("found `{}` between records", kind()));
    default: break;
  }
  if (kind() == '[') return row();
  const char found = kind();
  return bad(begin_of(token_++), fmt::format("expected an object, found {}", kind_name(found)));
}

// An array as element stands for an object in some forms only.
Framer::Step Framer::row() {
  const Tokens tokens = window_.tokens();
  const BracketResult group = match_brackets(tokens.text, tokens.starts, token_, window_.closers());
  if (group.status == BracketResult::Status::incomplete) {
    if (!window_.is_last()) return Step::need_more;
    if (!window_.error().empty()) return cut_off();
  }
  const std::size_t begin = begin_of(token_);
  if (group.status != BracketResult::Status::balanced)
    return lost(begin, begin + 1, "an array that is not closed stands between records");
  if (has_rows(state_.array)) return deliver(group.token);
  token_ = group.token + 1;
  return bad(begin, fmt::format("expected an object, found {}", kind_name('[')));
}

void Framer::leave_array() {
  const bool has_document = state_.array != ArrayForm::plain;
  state_.place = has_document ? Place::behind : Place::between;
  state_.array = ArrayForm::none;
  ++token_;
}

// Whatever else the document around an array holds is passed over.
Framer::Step Framer::behind_array() {
  const char found = kind();
  if (found == '{' || found == '[') ++state_.depth_behind;
  if ((found == '}' || found == ']') && --state_.depth_behind == 0) state_.place = Place::between;
  ++token_;
  return Step::go_on;
}

// Text between documents that begins none. At the start of a log it tells that this is none; else one run of it is one
// bad record, unless it is the time before a record.
Framer::Step Framer::junk() {
  const std::size_t begin = begin_of(token_);
  const std::string_view text = window_.text();
  if (!window_.is_last() && text.size() - begin < kMostSeen) return Step::need_more;
  if (stamp_size(text.substr(begin)) > 0) {
    state_.place = Place::junk;
    return Step::go_on;
  }
  const std::string_view found = text.substr(begin, kMostSeen);
  if (!state_.has_found && window_.offset(begin) < kMostSeen) {
    const std::string_view line = found.substr(0, found.find('\n'));
    sink_.on_damage(window_.offset(begin),
                    fmt::format("is no {}: begins with `{}`", is_text(line) ? "JSON" : "text", shown_text(line)));
    return Step::stop;
  }
  state_.place = Place::junk;
  return bad(begin, fmt::format("found `{}` between records", shown_text(found.substr(0, found.find('{')))));
}

Framer::Step Framer::behind_junk() {
  if (kind() == '{')
    state_.place = Place::between;
  else
    ++token_;
  return Step::go_on;
}

Framer::Step Framer::object() {
  const Tokens tokens = window_.tokens();
  const BracketResult found = match_brackets(tokens.text, tokens.starts, token_, window_.closers());
  const std::size_t begin = begin_of(token_);
  const auto& restarts = window_.restarts();
  const auto restart = std::upper_bound(restarts.begin(), restarts.end(), begin);
  const bool is_cut_string =
      restart != restarts.end() && (found.token >= tokens.starts.size() || *restart <= tokens.starts[found.token]);
  const auto end = is_cut_string ? std::lower_bound(tokens.starts.begin(), tokens.starts.end(), *restart)
                   : found.token < tokens.starts.size() ? tokens.starts.begin() + found.token + 1
                                                        : tokens.starts.end();
  if (state_.place == Place::between && enter_array(static_cast<std::uint32_t>(end - tokens.starts.begin())))
    return Step::go_on;
  if (is_cut_string) return lost(begin, *restart, "a string in it is not closed");
  switch (found.status) {
    case BracketResult::Status::balanced: return deliver(found.token);
    case BracketResult::Status::too_deep:
      token_ = found.token + 1;
      return bad(begin, fmt::format("is nested more than {} levels deep", kMaxDepth));
    case BracketResult::Status::restarted: return lost(begin, begin_of(found.token), "its brackets are not closed");
    case BracketResult::Status::mismatched:
      return lost(begin, begin + 1,
                  fmt::format("found `{}`, which closes no bracket that is open", tokens.kind(found.token)));
    case BracketResult::Status::incomplete: break;
  }
  if (!window_.is_last()) return Step::need_more;
  if (!window_.error().empty()) return cut_off();
  const std::string reason =
      window_.has_open_string() ? "a string in it is not closed" : "is cut off at the end of the log";
  return lost(begin, begin + 1, reason);
}

// Of what damage behind the text cut off run() tells.
Framer::Step Framer::cut_off() {
  token_ = static_cast<std::uint32_t>(window_.tokens().starts.size());
  return Step::go_on;
}

// If the document has an array whose elements may be records, goes on there; it need not be whole to be seen as that.
bool Framer::enter_array(std::uint32_t end) {
  const Tokens tokens = window_.tokens();
  if (is_plain_record(tokens, token_)) return false;
  const FoundArray found = find_array(tokens, token_, end);
  if (found.status != FoundArray::Status::found) return false;
  state_.depth_behind = 0;
  for (std::uint32_t i = token_; i < found.token; ++i) {
    if (tokens.kind(i) == '{' || tokens.kind(i) == '[') ++state_.depth_behind;
    if (tokens.kind(i) == '}' || tokens.kind(i) == ']') --state_.depth_behind;
  }
  state_.place = Place::array;
  state_.array = found.form;
  token_ = found.token + 1;
  return true;
}

Framer::Step Framer::deliver(std::uint32_t last) {
  const RecordTokens object{window_.tokens(), token_, last};
  const std::size_t begin = begin_of(token_);
  if (object.text().size() > kMaxRecord) return too_large(begin);
  token_ = last + 1;
  if (!window_.is_utf8()) {
    const std::string_view text = object.text();
    if (!simdjson::validate_utf8(text.data(), text.size())) return bad(begin, "is not UTF-8");
  }
  state_.has_found = has_objects_ = true;
  if (const std::string_view key = first_key(object); key != state_.first_key) state_.first_key = key;
  return sink_.on_object(object, state_.array, window_.offset(begin)) ? Step::go_on : Step::stop;
}

// One record is damaged. Reading goes on where the next one may begin.
Framer::Step Framer::lost(std::size_t record_begin, std::size_t search_from, std::string reason) {
  state_.place_before_damage = state_.place;
  const Tokens tokens = window_.tokens();
  const bool has_key = token_ + 2 < tokens.starts.size() && kind() == '{' && tokens.kind(token_ + 1) == '"' &&
                       tokens.kind(token_ + 2) == ':';
  if (has_key && state_.first_key.empty()) state_.first_key = raw_string(tokens, token_ + 1);
  state_.place = Place::damage;
  state_.search_from = search_from;
  return bad(record_begin, std::move(reason));
}

Framer::Step Framer::too_large(std::size_t begin) {
  return lost(begin, begin + kMaxRecord, fmt::format("the record is larger than {} MB", kMaxRecord >> 20));
}

// A line that begins with `{`, or a `{` where one may stand, with the key that records begin with. REQUIRES: something
// stands before it.
bool Framer::is_record_start(std::size_t at) const {
  const std::string_view text = window_.text();
  const std::size_t farthest = at - std::min(at, kMaxSpace);
  std::size_t before = at;
  while (before > farthest && is_space(text[before - 1])) --before;
  if (text[at - 1] == '\n') return true;
  const bool is_first = before == 0 && window_.offset(0) == 0;
  if (!is_first && std::string_view(",}[").find(text[before - 1]) == std::string_view::npos) return false;
  std::size_t key = at + 1;
  while (key < text.size() && key <= at + kMaxSpace && is_space(text[key])) ++key;
  if (key >= text.size() || text[key] != '"') return false;
  const std::string_view rest = text.substr(key + 1);
  const auto begins = [rest](std::string_view name) {
    return rest.starts_with(name) && rest.substr(name.size()).starts_with('"');
  };
  if (!state_.first_key.empty()) return begins(state_.first_key);
  return std::any_of(kFirstKeys.begin(), kFirstKeys.end(), begins);
}

Framer::Step Framer::search() {
  has_damage_ = true;
  const std::string_view text = window_.text();
  if (state_.searches >= kFreeSearches) {
    const std::uint64_t allowed = (state_.searches - kFreeSearches + 1) * kStretch;
    const std::uint64_t here = window_.offset(state_.search_from);
    if (here < allowed)
      state_.search_from = std::min<std::uint64_t>(text.size(), state_.search_from + (allowed - here));
  }
  for (std::size_t at = text.find('{', state_.search_from); at != std::string_view::npos; at = text.find('{', at + 1)) {
    // The key that follows must be in the window to be compared.
    if (!window_.is_last() && text.size() - at < kMaxSpace + std::max<std::size_t>(state_.first_key.size(), 32) + 4) {
      state_.search_from = at;
      return Step::need_more;
    }
    if (!is_record_start(at)) continue;
    ++state_.searches;
    window_.retokenise(at);
    token_ = 0;
    state_.place = state_.place_before_damage;
    return Step::go_on;
  }
  state_.search_from = text.size();
  return Step::need_more;
}

}  // namespace spoor
