#include <gmock/gmock.h>

#include <random>

#include "runtime/scan/correlate.h"
#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/match.h"
#include "runtime/scan/state_plan.h"
#include "runtime/scan/tuple_outputs.h"
#include "tests/runtime/scan/scan_case.h"

namespace spoor::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kRules = R"(
rule plain { where exists a dedup by a for 1m emit "it is {a}" }
rule counted { where exists a count >= 2 by a within 1h emit "{a}" }
rule steps { sequence by a within 1h { one: b == 1  two: b == 2 } emit "{one.b} {two.b}" }
rule taker { together by a within 1h { c: rule counted  s: rule steps } }
)";

// Files of tuples in a folder that goes with them.
class Halves : public testing::Test {
 protected:
  Halves() {
    std::vector<std::string> records;
    for (int i = 0; i < 12; ++i) {
      records.push_back(record(fmt::format("e{}", i), fmt::format("2024-01-01T00:00:{:02}Z", i),
                               fmt::format(R"("a":"{}","b":{})", i % 2, i / 2 % 3)));
    }
    logs_.add(records);
    request_.prepared = prepare(std::string(kRules));
    request_.logs = logs_.walked();
  }
  ~Halves() override { std::filesystem::remove(file_); }

  const Program& program() const { return request_.prepared->program(); }

  void write() {
    auto writer = ItemFileWriter::create(file_, ItemFileKind::tuples);
    ASSERT_TRUE(writer);
    ScanRequest request = request_;
    request.keeps_state = request.keeps_texts = true;
    Progress progress;
    const Report report = match(request, progress, **writer);
    ASSERT_EQ(report.failure, "");
  }

  struct Content {
    std::vector<std::string> sections;
    std::vector<std::pair<ItemKind, std::string>> items;
  };
  Content read() const {
    Content content;
    auto reader = ItemFileReader::open(file_, ItemFileKind::tuples);
    content.sections = reader->sections();
    while (const auto item = *reader->next(static_cast<std::uint32_t>(program().rules.size()))) {
      content.items.emplace_back(item->kind, item->bytes);
    }
    return content;
  }
  void write(const Content& content) const {
    auto writer = *ItemFileWriter::create(file_, ItemFileKind::tuples);
    for (const auto& [kind, bytes] : content.items) ASSERT_TRUE(writer->add(kind, bytes));
    ASSERT_TRUE(writer->finish(content.sections));
  }

  struct Made {
    std::vector<std::string> findings;
    std::string error;
  };
  Made correlated() const {
    Made made;
    const auto files = TupleFiles::open({file_}, program(), false);
    if (!files) return {{}, files.error()};
    ScanRequest request = request_;
    take_from(*files, request);
    Progress progress;
    made.error = correlate(request, *files, progress, [&](const Finding& finding) {
                   made.findings.push_back(text_of(finding, program()));
                   return true;
                 }).failure;
    return made;
  }

  // What is said of a file whose first tuple that is changed by `change` is like that.
  std::string error_of(const std::function<bool(Tuple&)>& change) {
    write();
    Content content = read();
    for (auto& [kind, bytes] : content.items) {
      if (kind != ItemKind::memory) continue;
      std::string scratch, made;
      Tuple tuple = read_tuple(read_front(bytes), scratch);
      if (!change(tuple)) continue;
      append_tuple(tuple, made);
      bytes = made;
      break;
    }
    write(content);
    return correlated().error;
  }

  Index rule(std::string_view name) const {
    for (Index i = 0; i < program().rules.size(); ++i) {
      if (program().rule_name(i) == name) return i;
    }
    return kNone;
  }

  Logs logs_;
  ScanRequest request_;
  std::string file_ = testing::TempDir() + fmt::format("spoor_halves_{}", getpid());
};

TEST_F(Halves, AreAScan) {
  write();
  const Made made = correlated();
  EXPECT_EQ(made.error, "");
  EXPECT_EQ(made.findings, scanned(request_).findings);
  EXPECT_THAT(made.findings, testing::Contains(HasSubstr("taker")));
}

TEST_F(Halves, TuplesThatCannotBeOfTheRulesAreRefused) {
  constexpr std::string_view kError = "is damaged: an item cannot be of these rules";
  const auto always = [](auto change) {
    return [change](Tuple& tuple) {
      change(tuple);
      return true;
    };
  };
  EXPECT_EQ(error_of([](Tuple&) { return true; }), "");
  EXPECT_THAT(error_of(always([&](Tuple& t) { t.rule = rule("plain"); })), HasSubstr(kError));
  EXPECT_THAT(error_of(always([](Tuple& t) { t.steps |= 4; })), HasSubstr(kError));
  EXPECT_THAT(error_of(always([](Tuple& t) { t.steps |= StepSet{1} << 63; })), HasSubstr(kError));
  EXPECT_THAT(error_of(always([](Tuple& t) { t.time = kEarliest - 1; })), HasSubstr(kError));
  EXPECT_THAT(error_of(always([](Tuple& t) { t.time = kLatest; })), HasSubstr(kError));
  EXPECT_THAT(error_of(always([](Tuple& t) { t.time = kNever; })), HasSubstr(kError));
  EXPECT_THAT(error_of(always([](Tuple& t) { t.file = 1; })), HasSubstr(kError));
}

TEST_F(Halves, TuplesWithinTuplesAreCheckedToo) {
  std::string inner, outer;
  // What tells the step that takes it stands before the tuple.
  constexpr std::size_t kTaker = sizeof(StatePlan::Taker::id);
  const auto holding = [&](const std::function<void(std::string&)>& change) {
    return [&, change](Tuple& tuple) {
      TupleOutputs outputs = read_outputs(tuple.outputs);
      if (outputs.forwarded.empty()) return false;
      inner = outputs.forwarded[0];
      change(inner);
      outputs.forwarded[0] = inner;
      outer.clear();
      append_outputs(outputs, outer);
      tuple.outputs = outer;
      return true;
    };
  };
  const auto of_time = [&](Time time) {
    return [=](std::string& held) {
      std::string scratch;
      Tuple tuple = read_tuple(read_front(std::string_view(held).substr(kTaker)), scratch);
      tuple.time = time;
      std::string made = held.substr(0, kTaker);
      append_tuple(tuple, made);
      held = std::move(made);
    };
  };
  constexpr auto kError = "an item cannot be of these rules";
  EXPECT_EQ(error_of(holding(of_time(kEarliest))), "");
  EXPECT_THAT(error_of(holding(of_time(kLatest))), HasSubstr(kError));
  EXPECT_THAT(error_of(holding([](std::string& held) { held[0] ^= 1; })), HasSubstr(kError))
      << "for no step that is known";
  EXPECT_THAT(error_of(holding([](std::string& held) { held.pop_back(); })), HasSubstr(kError));
  EXPECT_THAT(error_of(holding([](std::string& held) { held = "short"; })), HasSubstr(kError));
}

TEST_F(Halves, SavedStateIsNoTuple) {
  write();
  Content content = read();
  std::string saved;
  append_saved(rule("counted"), "k", "x", saved);
  content.items.emplace_back(ItemKind::memory, saved);
  write(content);
  EXPECT_THAT(correlated().error, HasSubstr("an item cannot be of these rules"));
}

TEST_F(Halves, EveryCutOfAFindingIsNoticed) {
  write();
  const Content content = read();
  const FindingBytes form(program());
  int findings = 0;
  for (const auto& [kind, bytes] : content.items) {
    if (kind != ItemKind::finding) continue;
    ++findings;
    EXPECT_TRUE(form.is_well_formed(bytes));
    EXPECT_FALSE(form.is_well_formed(bytes + "x"));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_FALSE(form.is_well_formed(std::string_view(bytes).substr(0, size))) << size;
    }
  }
  EXPECT_EQ(findings, 12);
}

TEST_F(Halves, SectionsThatAreMalformedAreRefused) {
  write();
  const Content whole = read();
  for (std::size_t i = 0; i < whole.sections.size(); ++i) {
    for (std::size_t size = 0; size < whole.sections[i].size(); size += 3) {
      Content content{whole.sections, {}};
      content.sections[i].resize(size);
      write(content);
      EXPECT_THAT(correlated().error, HasSubstr("what it says of its run is malformed")) << i << " " << size;
    }
  }
  write(Content{{}, {}});
  EXPECT_THAT(correlated().error, HasSubstr("what it says of its run is malformed"));
}

// Checksums are right, as the writer makes them: what is found is found by looking at the items.
TEST_F(Halves, ItemsThatAreChangedAtRandomDoNoHarm) {
  write();
  const Content whole = read();
  std::mt19937 random(1);  // NOLINT: the same in every run
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    Content content = whole;
    for (int change = 0; change < 3; ++change) {
      std::string& bytes = content.items[random() % content.items.size()].second;
      bytes[random() % bytes.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
    }
    write(content);
    refused += correlated().error.empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 100);
  EXPECT_LT(refused, 300);
}

TEST_F(Halves, AFileThatChangesMeanwhileIsRefused) {
  write();
  const auto files = TupleFiles::open({file_}, program(), false);
  ASSERT_TRUE(files) << files.error();
  write(Content{read().sections, {}});
  ScanRequest request = request_;
  take_from(*files, request);
  Progress progress;
  std::vector<std::string> found;
  const Report report = correlate(request, *files, progress, [&](const Finding& finding) {
    found.push_back(text_of(finding, program()));
    return true;
  });
  EXPECT_EQ(report.failure, file_ + ": it changed while it was read");
  EXPECT_THAT(found, IsEmpty());
}

TEST_F(Halves, TheNewestRecordIsKnownOverAllFiles) {
  Newest newest;
  newest.add({.time = kEarliest, .place = {0, 1}});
  newest.add({.time = kEarliest + 5, .place = {0, 2}});
  TupleSections sections;
  sections.newest = newest;
  const auto again = read_sections(append_sections(sections));
  ASSERT_TRUE(again);
  std::vector<Time> times;
  for (const Newest::Stamp& stamp : again->newest.stamps()) times.push_back(stamp.time);
  EXPECT_THAT(times, ElementsAre(kEarliest + 5, kEarliest));
}

}  // namespace
}  // namespace spoor::test
