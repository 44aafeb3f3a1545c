#include "runtime/scan/finding_bytes.h"

#include <algorithm>
#include <numeric>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

namespace {

constexpr std::uint64_t kSign = 1ULL << 63;

}  // namespace

FindingBytes::FindingBytes(const Program& program)
    : rank_of_rule_(program.rules.size()), rule_of_rank_(program.rules.size()) {
  std::iota(rule_of_rank_.begin(), rule_of_rank_.end(), 0);
  std::sort(rule_of_rank_.begin(), rule_of_rank_.end(),
            [&](Index a, Index b) { return program.rule_name(a) < program.rule_name(b); });
  for (Index rank = 0; rank < rule_of_rank_.size(); ++rank) rank_of_rule_[rule_of_rank_[rank]] = rank;
}

void FindingBytes::append_identity(const Finding& finding, std::string& out) const {
  out += static_cast<char>(finding.time ? 0 : 1);
  if (finding.time) {
    append_number(static_cast<std::uint64_t>(finding.time->seconds) ^ kSign, out);
    append_number(finding.time->nanoseconds, out);
  } else {
    append_text(finding.time_text, out);
  }
  append_text(finding.event_id, out);
  append_number(rank_of_rule_[finding.rule], out);
  append_text(finding.account, out);
}

void FindingBytes::append(const Finding& finding, std::string& out) const {
  append_identity(finding, out);
  append_text(finding.event, out);
  append_place(finding.place, out);
  append_text(finding.time_text, out);
  append_text(finding.message, out);
  append_text(finding.fields, out);
  append_text(finding.group, out);
  append_number(static_cast<std::uint32_t>(finding.keys.size()), out);
  for (const std::string& key : finding.keys) append_text(key, out);
  for (const std::string& column : finding.columns) append_text(column, out);
  append_number(static_cast<std::uint32_t>(finding.columns.size()), out);
}

Finding FindingBytes::read(std::string_view bytes) const {
  const auto column_count = SortableReader(bytes.substr(bytes.size() - 4)).number<std::uint32_t>();
  SortableReader reader(bytes);
  Finding finding;
  if (reader.flag()) {
    reader.text();  // stands again behind the place
  } else {
    const auto seconds = static_cast<std::int64_t>(reader.number<std::uint64_t>() ^ kSign);
    finding.time = Instant{seconds, reader.number<std::uint32_t>()};
  }
  finding.event_id = reader.text();
  finding.rule = rule_of_rank_[reader.number<Index>()];
  finding.account = reader.text();
  finding.event = reader.text();
  finding.place.file = reader.number<std::uint32_t>();
  finding.place.record = reader.number<std::uint64_t>();
  finding.time_text = reader.text();
  finding.message = reader.text();
  finding.fields = reader.text();
  finding.group = reader.text();
  for (auto count = reader.number<std::uint32_t>(); count > 0; --count) finding.keys.push_back(reader.text());
  for (std::uint32_t i = 0; i < column_count; ++i) finding.columns.push_back(reader.text());
  return finding;
}

void append_place(const Place& place, std::string& out) {
  append_number(place.file, out);
  append_number(place.record, out);
}

}  // namespace spoor
