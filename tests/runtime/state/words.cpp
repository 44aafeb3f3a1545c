#include "tests/runtime/state/words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <memory>
#include <sstream>
#include <vector>

#include "runtime/state/correlator.h"
#include "runtime/state/tuple_values.h"

namespace spoor::test {

namespace {

constexpr Time kSecond = 1000 * kMillisecond;

struct Word {
  std::string text;
  Time time = 0;
  std::string rest;  // behind the second
  std::string bytes;
};

std::vector<Word> split(const std::string& words) {
  std::vector<Word> out;
  std::istringstream stream(words);
  for (std::string text; stream >> text;) {
    const std::string number = text.substr(text[0] == '|' ? 1 : 0);
    double second = 0;
    const auto end = std::from_chars(number.data(), number.data() + number.size(), second).ptr;
    out.push_back({text, static_cast<Time>(std::llround(second * 1e9)),
                   number.substr(static_cast<std::size_t>(end - number.data())), ""});
  }
  return out;
}

std::string values_of(const MemoryRule& rule, const std::string& rest) {
  std::string values;
  if (rule.kind == StateKind::sum) append_sum(std::llround(std::stod(rest.substr(1)) * 1e6), values);
  if (rule.kind == StateKind::distinct || rule.kind == StateKind::first) {
    for (const char letter : rest) append_value_text(std::string(1, letter), values);
  }
  return values;
}

StepSet steps_of(const MemoryRule& rule, const std::string& rest) {
  if (rule.kind == StateKind::ratio) return rest == "+" ? 3 : 1;
  if (rule.kind != StateKind::sequence && rule.kind != StateKind::together) return 1;
  StepSet steps = 0;
  for (const char letter : rest) steps |= 1ULL << (letter - 'a');
  return steps;
}

class Run {
 public:
  Run(const MemoryRule& rule, const std::string& words, bool saves)
      : program_(program_of(rule)), correlator_(make_correlator(program_, kMemoryRule)), saves_(saves) {
    words_ = split(words);
    fire_ = [this](const Firing& firing) { note(firing); };
    correlator_->clear();
    for (std::size_t i = 0; i < words_.size(); ++i) read(rule, i);
  }

  const std::string& fired() const { return fired_; }

 private:
  void read(const MemoryRule& rule, std::size_t number) {
    Word& word = words_[number];
    correlator_->expire(word.time, fire_);
    if (saves_ && (number == 0 || words_[number - 1].time < word.time)) save_and_load(word.time);
    if (word.text[0] == '|') return;
    const std::string values = values_of(rule, word.rest);
    Tuple tuple;
    tuple.rule = kMemoryRule;
    tuple.key = "key";
    tuple.time = word.time;
    tuple.steps = steps_of(rule, word.rest);
    tuple.values = values;
    tuple.record = number;
    tuple.identity = static_cast<UnsignedWide>(1) << (number % 128);
    append_tuple(tuple, word.bytes);
    correlator_->advance(tuple, word.bytes, fire_);
  }

  void save_and_load(Time now) {
    std::string saved, again;
    correlator_->save(now, saved);
    correlator_ = make_correlator(program_, kMemoryRule);
    correlator_->clear();
    if (saved.empty()) return;
    EXPECT_TRUE(correlator_->load(saved));
    correlator_->save(now, again);
    EXPECT_EQ(saved, again);
  }

  void note(const Firing& firing) {
    EXPECT_EQ(firing.key, "key");
    fired_ += fmt::format("{}{}", fired_.empty() ? "" : "; ", static_cast<double>(firing.time) / kSecond);
    if (firing.measure) fired_ += fmt::format(" [{:g}]", static_cast<double>(*firing.measure) / 1e6);
    fired_ += ":";
    UnsignedWide identities = 0;
    for (const std::string_view bytes : firing.records) {
      std::string scratch;
      const Tuple tuple = read_tuple(read_front(bytes), scratch);
      identities += tuple.identity;
      fired_ += " " + words_[tuple.record].text;
    }
    if (firing.record_count != firing.records.size()) {
      fired_ += fmt::format(" of {}", firing.record_count);
    } else {
      EXPECT_TRUE(identities == firing.identities);
    }
  }

  const Program program_;
  std::unique_ptr<Correlator> correlator_;
  const bool saves_;
  std::vector<Word> words_;
  Fire fire_;
  std::string fired_;
};

}  // namespace

std::string fired(const MemoryRule& rule, std::string_view words) {
  const std::string text(words);
  std::string out = Run(rule, text, false).fired();
  EXPECT_EQ(Run(rule, text, true).fired(), out) << "saved and loaded: " << words;
  return out;
}

std::string repeated(std::string_view what, int count, int begin, int step) {
  std::string out;
  for (int i = 0; i < count; ++i) out += fmt::format("{}{} ", begin + i * step, what);
  return out;
}

}  // namespace spoor::test
