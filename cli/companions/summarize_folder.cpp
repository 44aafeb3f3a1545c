#include "cli/companions/summarize_folder.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "cli/companions/index_file.h"
#include "cli/companions/summary_index.h"
#include "lang/header_name.h"

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

UnsignedWide hash_of(std::string_view text) {
  WideHash hash;
  hash.add(text);
  return hash.value();
}

// An index as it will be, made from the one that was.
class Update {
 public:
  Update(SummaryIndex old, const CompanionFolder& folder, const ReadFile& read)
      : old_(std::move(old)), folder_(folder), read_(read), made_{now(), {}}, is_pack_(folder.has_header) {}

  // The folder's next file. Its text, if it had to be read.
  tl::expected<void, std::string> add(const CompanionFile& file, std::optional<std::string>& text) {
    const std::string_view name = file_name_of(file.name);
    pass([name](const IndexRow& row) { return row.name < name; });
    IndexRow* row = next_ < old_.rows.size() && old_.rows[next_].name == name ? &old_.rows[next_++] : nullptr;
    if (row != nullptr && is_current(*row, old_, file.stamp)) {
      is_pack_ |= row->summary.has_header;
      made_.rows.push_back(std::move(*row));
      return {};
    }
    is_changed_ = true;
    auto read = read_(file.name);
    if (!read) return tl::unexpected(read.error());
    text = std::move(*read);
    is_pack_ |= !header_name(*text).empty();
    const UnsignedWide content = hash_of(*text);
    const bool is_same = row != nullptr && row->content == content;
    if (!is_same) unknown_.push_back({made_.rows.size(), &file, &text});
    made_.rows.push_back({std::string(name), file.stamp, content, is_same ? std::move(row->summary) : FileSummary{}});
    return {};
  }

  // All files were added. False: they are no pack, and nothing is made.
  bool finish() {
    if (!is_pack_) return false;
    for (const Unknown& file : unknown_) {
      SourceText source{file.companion->name, std::move(**file.text)};
      made_.rows[file.row].summary = summarize(source);
      *file.text = std::move(source.text);
    }
    pass([](const IndexRow&) { return true; });
    return true;
  }

  bool is_changed() const { return is_changed_; }
  SummaryIndex& made() { return made_; }

 private:
  // Rows of files that were given stay, whatever the files hold now: these are no companions in this run. But a row
  // that did not hold when it was made goes, since by the time of the new index it would seem to hold.
  template <typename Is>
  void pass(Is is_passed) {
    for (; next_ < old_.rows.size() && is_passed(old_.rows[next_]); ++next_) {
      IndexRow& row = old_.rows[next_];
      if (!folder_.given.contains(row.name)) {
        is_changed_ = true;
      } else if (is_current(row, old_, row.stamp)) {
        made_.rows.push_back(std::move(row));
      }
    }
  }

  struct Unknown {
    std::size_t row;
    const CompanionFile* companion;
    std::optional<std::string>* text;
  };

  SummaryIndex old_;
  const CompanionFolder& folder_;
  const ReadFile& read_;
  SummaryIndex made_;
  std::vector<Unknown> unknown_;  // rows that lack their summary
  std::size_t next_ = 0;          // row of the old one
  bool is_changed_ = false;
  bool is_pack_;
};

}  // namespace

tl::expected<SummarizedFolder, std::string> summarize_folder(const CompanionFolder& folder, const ReadFile& read) {
  const std::string path = folder.files.size() < kFewestIndexed ? "" : index_file(folder.identity);
  Update update(index_in(path), folder, read);
  SummarizedFolder out;
  out.texts.resize(folder.files.size());
  for (std::size_t i = 0; i < folder.files.size(); ++i) {
    if (auto added = update.add(folder.files[i], out.texts[i]); !added) return tl::unexpected(added.error());
  }
  if (!update.finish()) return SummarizedFolder{};
  out.is_pack = true;
  if (update.is_changed() && !path.empty()) write_index_file(path, to_bytes(update.made(), build_number()));
  for (IndexRow& row : update.made().rows) {
    if (!folder.given.contains(row.name)) out.summaries.push_back(std::move(row.summary));
  }
  return out;
}

}  // namespace spoor
