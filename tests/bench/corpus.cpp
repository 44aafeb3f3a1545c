#include "tests/bench/corpus.h"

#include "runtime/json/tokens.h"
#include "runtime/log/reader.h"
#include "runtime/log/walk.h"

namespace spoor::bench {

namespace {

class Lines : public LogVisitor {
 public:
  bool on_record(const LogRecord& record) override {
    text.append(record.tokens.text()).push_back('\n');
    return text.size() < kCorpusSize;
  }
  bool on_bad(const BadInput&) override { return true; }
  void on_skipped(std::string_view) override {}

  std::string text;
};

}  // namespace

Corpus read_corpus(const std::string& folder) {
  Lines lines;
  LogReader reader;
  for (const WalkedFile& file : walk({folder}, {}).files) {
    if (lines.text.size() < kCorpusSize) reader.read(file.input, lines);
  }
  Corpus corpus{std::move(lines.text), 0, {}};
  corpus.size = corpus.text.size();
  corpus.text.resize(corpus.size + kPadding);
  const std::string_view text(corpus.text.data(), corpus.size);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    corpus.records.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return corpus;
}

}  // namespace spoor::bench
