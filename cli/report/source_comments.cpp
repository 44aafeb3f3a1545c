#include "cli/report/source_comments.h"

#include <algorithm>
#include <map>

namespace spoor {

namespace {

std::string_view without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

bool is_to_linter(std::string_view text) { return text.starts_with("allow:"); }

// The comments of a file by the lines they stand in.
class CommentLines {
 public:
  CommentLines(const Ast& tree, const Sources& sources) : file_(sources[tree.source]) {
    for (const ast::Comment& comment : tree.comments) {
      const std::string_view text = file_.text(comment.span);
      lines_[file_.line_number(comment.span.begin)] = without_blanks(text.substr(1));
    }
  }

  // The comment that a line is, or has behind its code.
  const std::string_view* find(std::uint32_t line) const {
    const auto found = lines_.find(line);
    return found == lines_.end() ? nullptr : &found->second;
  }
  bool is_all_of(std::uint32_t line) const {
    return lines_.contains(line) && without_blanks(file_.line(line)).starts_with('#');
  }
  std::uint32_t line_of(std::uint32_t offset) const { return file_.line_number(offset); }
  std::string_view text(std::uint32_t line) const {
    return line > file_.line_count() ? std::string_view() : without_blanks(file_.line(line));
  }

 private:
  const SourceFile& file_;
  std::map<std::uint32_t, std::string_view> lines_;
};

}  // namespace

std::vector<std::string_view> comment_of(const Ast& tree, const Sources& sources, Span item) {
  const CommentLines comments(tree, sources);
  std::vector<std::string_view> lines;
  for (std::uint32_t line = comments.line_of(item.begin); line > 1 && comments.is_all_of(line - 1); --line) {
    if (!is_to_linter(*comments.find(line - 1))) lines.push_back(*comments.find(line - 1));
  }
  std::reverse(lines.begin(), lines.end());
  const std::string_view* behind = comments.find(comments.line_of(item.end));
  if (behind != nullptr && !is_to_linter(*behind)) lines.push_back(*behind);
  return lines;
}

std::vector<std::string_view> opening_comment(const Ast& tree, const Sources& sources) {
  const CommentLines comments(tree, sources);
  std::vector<std::string_view> lines;
  std::uint32_t line = 1;
  for (; comments.is_all_of(line); ++line) {
    if (!is_to_linter(*comments.find(line))) lines.push_back(*comments.find(line));
  }
  const std::string_view below = comments.text(line);
  const bool is_of_file = below.empty() || below.starts_with("pack ") || below.starts_with("use ");
  return is_of_file ? lines : std::vector<std::string_view>();
}

std::vector<std::string> paragraphs(const std::vector<std::string_view>& lines) {
  std::vector<std::string> out;
  bool continues = false;
  for (const std::string_view line : lines) {
    if (line.empty()) {
      continues = false;
    } else if (continues) {
      out.back().append(" ").append(line);
    } else {
      out.emplace_back(line);
      continues = true;
    }
  }
  return out;
}

}  // namespace spoor
