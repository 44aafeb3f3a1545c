#include <fmt/format.h>

#include <algorithm>

#include "cli/render/diff_report.h"
#include "lang/visible.h"

namespace spoor {

namespace {

constexpr std::size_t kLongestText = 400;  // bytes
constexpr std::string_view kRed = "\033[31m", kGreen = "\033[32m", kBold = "\033[1m", kDim = "\033[2m";

class DiffLines {
 public:
  explicit DiffLines(bool color) : color_(color) {}

  void line(std::string_view style, const std::string& text) {
    out_ += color_ && !style.empty() ? fmt::format("{}{}\033[0m\n", style, text) : text + "\n";
  }
  void blank() { out_ += "\n"; }
  std::string take() { return std::move(out_); }

  // What stands below one heading comes in a row.
  void add(const std::vector<ChangedText>& texts) {
    std::string heading;
    for (const ChangedText& text : texts) {
      const std::string own = heading_of(text);
      if (own != heading) line(kDim, "    " + own);
      heading = own;
      if (text.change == RuleChange::tests) continue;
      if (text.before) line(kRed, "      - " + visible_start(*text.before, kLongestText));
      if (text.after) line(kGreen, "      + " + visible_start(*text.after, kLongestText));
    }
  }

 private:
  // A test is named and no more: `test a: new`.
  static std::string heading_of(const ChangedText& text) {
    if (text.change == RuleChange::tests) {
      const std::string_view what = !text.before ? "new" : !text.after ? "gone" : "changed";
      return fmt::format("test {}: {}", visible(text.what), what);
    }
    if (text.change == RuleChange::exceptions) return "except " + visible(text.what);
    if (text.change == RuleChange::fields) return "field " + visible(text.what);
    if (text.change == RuleChange::metadata) return visible(text.what);
    const bool has_parts = text.change <= RuleChange::changed;
    return has_parts ? visible(text.what) : std::string(info(text.change).id);
  }

  const bool color_;
  std::string out_;
};

}  // namespace

std::string diff_text(const DiffPage& page, bool color) {
  const PackDiff& diff = page.diff;
  DiffLines out(color);
  for (const RuleDiff& rule : diff.rules) {
    out.line(kBold, fmt::format("{}: {}", visible(rule.name), changes_text(rule)));
    out.add(rule.texts);
    if (const std::string causes = causes_text(rule); !causes.empty()) out.line("", "    " + visible(causes));
    if (rule.replayed) out.line("", "    " + visible(replay_text(*rule.replayed)));
  }
  if (!diff.rules.empty()) out.blank();
  for (const NameDiff& name : diff.names) {
    out.line("", visible(fmt::format("{}{}{}", name.pack, name.pack.empty() ? "" : ": ", names_text(name))));
  }
  if (!diff.names.empty()) out.blank();
  for (const PackVersion& pack : diff.packs) {
    out.line("",
             visible(fmt::format("pack {}: {}", pack.name.empty() ? "without name" : pack.name, versions_text(pack))));
    out.add(pack.header);
  }
  out.line("", summary_text(diff));
  return out.take();
}

}  // namespace spoor
