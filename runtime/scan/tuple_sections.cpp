#include "runtime/scan/tuple_sections.h"

#include "runtime/sort/checked_reader.h"

namespace spoor {

namespace {

enum Section : std::size_t { kTerms, kRules, kLogs, kNewest, kFigures, kSectionCount };

void append_flag(bool flag, std::string& out) { append_number(static_cast<std::uint8_t>(flag ? 1 : 0), out); }

std::string figures_text(const Report& report) {
  std::string out;
  for (const std::uint64_t figure :
       {report.files, report.logs, report.records, report.bytes, report.untimed, report.cut_keys, report.bad_count}) {
    append_number(figure, out);
  }
  append_number(static_cast<std::uint32_t>(report.bad.size()), out);
  for (const BadRecord& bad : report.bad) {
    append_sized(bad.file, out);
    append_number(bad.record, out);
    append_number(bad.offset, out);
    append_sized(bad.reason, out);
  }
  append_number(static_cast<std::uint32_t>(report.skipped.size()), out);
  for (const SkippedFile& skipped : report.skipped) {
    append_sized(skipped.file, out);
    append_sized(skipped.reason, out);
  }
  append_number(static_cast<std::uint32_t>(report.memory.size()), out);
  for (const Report::OfMemory& memory : report.memory) {
    append_sized(memory.rule, out);
    append_number(memory.without_key, out);
  }
  return out;
}

// Reads parts one after the other; what is missing makes it fail once and for all.
class SectionReader {
 public:
  explicit SectionReader(std::string_view bytes) : reader_(bytes) {}

  template <typename Number>
  Number number() {
    const auto number = reader_.number<Number>();
    is_sound_ = is_sound_ && number.has_value();
    return number.value_or(0);
  }
  bool flag() {
    const auto flag = number<std::uint8_t>();
    is_sound_ = is_sound_ && flag <= 1;
    return flag == 1;
  }
  std::string text() {
    const auto text = reader_.sized();
    is_sound_ = is_sound_ && text.has_value();
    return std::string(text.value_or(std::string_view()));
  }
  // A count, then as many of what read() takes.
  template <typename Read>
  void each(Read read) {
    for (auto count = number<std::uint32_t>(); count > 0 && is_sound_; --count) read();
  }
  bool is_done() const { return is_sound_ && reader_.is_at_end(); }

 private:
  CheckedReader reader_;
  bool is_sound_ = true;
};

bool read_figures(std::string_view bytes, Report& report) {
  SectionReader reader(bytes);
  for (std::uint64_t* figure : {&report.files, &report.logs, &report.records, &report.bytes, &report.untimed,
                                &report.cut_keys, &report.bad_count}) {
    *figure = reader.number<std::uint64_t>();
  }
  reader.each([&] {
    BadRecord& bad = report.bad.emplace_back();
    bad.file = reader.text();
    bad.record = reader.number<std::uint64_t>();
    bad.offset = reader.number<std::uint64_t>();
    bad.reason = reader.text();
  });
  reader.each([&] {
    SkippedFile& skipped = report.skipped.emplace_back();
    skipped.file = reader.text();
    skipped.reason = reader.text();
  });
  reader.each([&] {
    Report::OfMemory& memory = report.memory.emplace_back();
    memory.rule = reader.text();
    memory.without_key = reader.number<std::uint64_t>();
  });
  return reader.is_done();
}

bool read_rules(std::string_view bytes, std::vector<TupleSections::Rule>& rules) {
  SectionReader reader(bytes);
  reader.each([&] {
    TupleSections::Rule& rule = rules.emplace_back();
    rule.name = reader.text();
    rule.meaning = reader.number<UnsignedWide>();
    rule.is_wanted = reader.flag();
  });
  return reader.is_done();
}

}  // namespace

std::vector<std::string> append_sections(const TupleSections& sections) {
  std::vector<std::string> out(kSectionCount);
  append_flag(sections.has_events, out[kTerms]);
  append_flag(sections.is_masked, out[kTerms]);
  append_number(sections.record_meaning, out[kTerms]);
  append_number(static_cast<std::uint32_t>(sections.rules.size()), out[kRules]);
  for (const TupleSections::Rule& rule : sections.rules) {
    append_sized(rule.name, out[kRules]);
    append_number(rule.meaning, out[kRules]);
    append_flag(rule.is_wanted, out[kRules]);
  }
  append_number(static_cast<std::uint32_t>(sections.logs.size()), out[kLogs]);
  for (const std::string& log : sections.logs) append_sized(log, out[kLogs]);
  const std::vector<Newest::Stamp> stamps = sections.newest.stamps();
  append_number(static_cast<std::uint32_t>(stamps.size()), out[kNewest]);
  for (const Newest::Stamp& stamp : stamps) {
    append_number(static_cast<std::uint64_t>(stamp.time), out[kNewest]);
    append_number(stamp.place.file, out[kNewest]);
    append_number(stamp.place.record, out[kNewest]);
  }
  out[kFigures] = figures_text(sections.figures);
  return out;
}

std::optional<TupleSections> read_sections(const std::vector<std::string>& bytes) {
  if (bytes.size() != kSectionCount) return std::nullopt;
  TupleSections made;
  SectionReader terms(bytes[kTerms]);
  made.has_events = terms.flag();
  made.is_masked = terms.flag();
  made.record_meaning = terms.number<UnsignedWide>();
  SectionReader logs(bytes[kLogs]);
  logs.each([&] { made.logs.push_back(logs.text()); });
  SectionReader newest(bytes[kNewest]);
  newest.each([&] {
    Newest::Stamp stamp;
    stamp.time = static_cast<Time>(newest.number<std::uint64_t>());
    stamp.place.file = newest.number<std::uint32_t>();
    stamp.place.record = newest.number<std::uint64_t>();
    made.newest.add(stamp);
  });
  const bool is_sound = terms.is_done() && logs.is_done() && newest.is_done() &&
                        read_rules(bytes[kRules], made.rules) && read_figures(bytes[kFigures], made.figures);
  return is_sound ? std::optional(std::move(made)) : std::nullopt;
}

}  // namespace spoor
