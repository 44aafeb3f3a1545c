#include "cli/read_companions.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "cli/companions/companion_folders.h"
#include "cli/companions/related_files.h"
#include "cli/companions/summarize_folder.h"
#include "cli/rule_files.h"
#include "lang/header_name.h"

namespace spoor {

namespace {

// A companion is of the folder by which those named are known, so its name says it.
tl::expected<void, std::string> add_file(const std::string& name, std::vector<SourceText>& files) {
  auto text = read_rule_file(name);
  if (!text) return tl::unexpected(text.error());
  files.push_back({name, std::move(*text)});
  return {};
}

// The companions of one folder, as far as they are known.
struct SummarizedPack {
  CompanionFolder folder;
  SummarizedFolder known;
};

tl::expected<std::vector<SummarizedPack>, std::string> summarize_packs(std::vector<CompanionFolder> folders) {
  std::vector<SummarizedPack> packs;
  for (CompanionFolder& folder : folders) {
    auto known = summarize_folder(folder, read_rule_file);
    if (!known) return tl::unexpected(known.error());
    if (known->is_pack) packs.push_back({std::move(folder), std::move(*known)});
  }
  return packs;
}

// Of the pack's files those that are chosen.
tl::expected<void, std::string> add_chosen(SummarizedPack& pack, const std::vector<bool>& chosen, RelatedFiles& out) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::string& name = out.companions.emplace_back(std::move(pack.folder.files[i].name));
    if (!chosen[i]) continue;
    if (std::optional<std::string>& text = pack.known.texts[i]) {
      out.related.push_back({name, std::move(*text)});
    } else if (auto added = add_file(name, out.related); !added) {
      return added;
    }
  }
  return {};
}

}  // namespace

std::vector<SourceText> RuleFiles::all() const {
  std::vector<SourceText> files = given;
  files.insert(files.end(), companions.begin(), companions.end());
  return files;
}

tl::expected<RuleFiles, std::string> read_with_companions(const std::vector<std::string>& paths) {
  auto given = read_rule_files(paths);
  if (!given) return tl::unexpected(given.error());
  RuleFiles out{std::move(*given), {}};
  for (const CompanionFolder& folder : companion_folders({paths.begin(), paths.end()}, out.given)) {
    std::vector<SourceText> files;
    for (const CompanionFile& file : folder.files) {
      if (auto added = add_file(file.name, files); !added) return tl::unexpected(added.error());
    }
    const bool is_pack = folder.has_header || std::any_of(files.begin(), files.end(), [](const SourceText& file) {
                           return !header_name(file.text).empty();
                         });
    if (is_pack) std::move(files.begin(), files.end(), std::back_inserter(out.companions));
  }
  return out;
}

tl::expected<RelatedFiles, std::string> read_with_related(const std::vector<std::string>& paths) {
  auto given = read_rule_files(paths);
  if (!given) return tl::unexpected(given.error());
  RelatedFiles out{std::move(*given), {}, {}};
  auto packs = summarize_packs(companion_folders({paths.begin(), paths.end()}, out.given));
  if (!packs) return tl::unexpected(packs.error());
  if (packs->empty()) return out;
  std::vector<FileSummary> own;
  std::vector<std::vector<FileSummary>> companions;
  for (const SourceText& file : out.given) own.push_back(summarize(file));
  for (SummarizedPack& pack : *packs) companions.push_back(std::move(pack.known.summaries));
  const std::vector<std::vector<bool>> chosen = related_files(own, companions);
  for (std::size_t i = 0; i < packs->size(); ++i) {
    if (auto added = add_chosen((*packs)[i], chosen[i], out); !added) return tl::unexpected(added.error());
  }
  return out;
}

tl::expected<std::vector<SourceText>, std::string> read_unrelated(const RelatedFiles& files) {
  std::vector<SourceText> out;
  auto known = files.related.begin();
  for (const std::string& name : files.companions) {
    if (known != files.related.end() && known->name == name) {
      ++known;
    } else if (auto added = add_file(name, out); !added) {
      return tl::unexpected(added.error());
    }
  }
  return out;
}

}  // namespace spoor
