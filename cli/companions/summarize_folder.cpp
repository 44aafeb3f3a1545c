#include "cli/companions/summarize_folder.h"

#include <chrono>
#include <string_view>
#include <utility>

#include "cli/companions/index_file.h"
#include "cli/companions/summary_index.h"

namespace spoor {

namespace {

// Fewer files are read sooner than an index is.
constexpr std::size_t kFewestIndexed = 64;

std::int64_t now() {
  const auto time = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
}

SummaryIndex index_in(const std::string& path) {
  if (path.empty()) return {};
  const auto bytes = read_index_file(path);
  if (!bytes) return {};
  return read_index(*bytes, build_number()).value_or(SummaryIndex{});
}

std::string_view name_in_folder(const CompanionFile& file) {
  return std::string_view(file.name).substr(file.name.rfind('/') + 1);
}

UnsignedWide hash_of(std::string_view text) {
  WideHash hash;
  hash.add(text);
  return hash.value();
}

// An index as it will be, made from the one that was.
class Update {
 public:
  Update(SummaryIndex old, const CompanionFolder& folder, const ReadFile& read)
      : old_(std::move(old)), folder_(folder), read_(read), made_{now(), {}} {}

  // The folder's next file. Its text, if it had to be read.
  tl::expected<void, std::string> add(const CompanionFile& file, std::optional<std::string>& text) {
    const std::string_view name = name_in_folder(file);
    pass([name](const IndexRow& row) { return row.name < name; });
    IndexRow* row = next_ < old_.rows.size() && old_.rows[next_].name == name ? &old_.rows[next_++] : nullptr;
    if (row != nullptr && is_current(*row, old_, file.stamp)) {
      made_.rows.push_back(std::move(*row));
      return {};
    }
    is_changed_ = true;
    auto read = read_(file.name);
    if (!read) return tl::unexpected(read.error());
    SourceText source{file.name, std::move(*read)};
    const UnsignedWide content = hash_of(source.text);
    const bool is_same = row != nullptr && row->content == content;
    FileSummary summary = is_same ? std::move(row->summary) : summarize(source);
    made_.rows.push_back({std::string(name), file.stamp, content, std::move(summary)});
    text = std::move(source.text);
    return {};
  }

  // All files were added.
  void finish() {
    pass([](const IndexRow&) { return true; });
  }

  bool is_changed() const { return is_changed_; }
  SummaryIndex& made() { return made_; }

 private:
  // Rows of files that were given stay, whatever the files hold now: these are no companions in this run.
  template <typename Is>
  void pass(Is is_passed) {
    for (; next_ < old_.rows.size() && is_passed(old_.rows[next_]); ++next_) {
      if (folder_.given.contains(old_.rows[next_].name)) {
        made_.rows.push_back(std::move(old_.rows[next_]));
      } else {
        is_changed_ = true;
      }
    }
  }

  SummaryIndex old_;
  const CompanionFolder& folder_;
  const ReadFile& read_;
  SummaryIndex made_;
  std::size_t next_ = 0;  // row of the old one
  bool is_changed_ = false;
};

}  // namespace

tl::expected<SummarizedFolder, std::string> summarize_folder(const CompanionFolder& folder, const ReadFile& read) {
  const std::string path = folder.files.size() < kFewestIndexed ? "" : index_file(folder.identity);
  Update update(index_in(path), folder, read);
  SummarizedFolder out;
  for (const CompanionFile& file : folder.files) {
    if (auto added = update.add(file, out.texts.emplace_back()); !added) return tl::unexpected(added.error());
  }
  update.finish();
  if (update.is_changed() && !path.empty()) write_index_file(path, to_bytes(update.made(), build_number()));
  for (IndexRow& row : update.made().rows) {
    if (!folder.given.contains(row.name)) out.summaries.push_back(std::move(row.summary));
  }
  return out;
}

}  // namespace spoor
