#include "lang/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/values/fold.h"

namespace spoor {

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : name.substr(0, std::max<std::size_t>(slash, 1));
}

std::string Sources::place(Span span) const {
  const Position at = begin(span);
  return fmt::format("{}:{}:{}", (*this)[span.source].name(), at.line, at.column);
}

std::string_view pack_folder(const SourceText& file) {
  return file.folder.empty() ? folder_of(file.name) : std::string_view(file.folder);
}

std::string beside(std::string_view source, std::string_view name) {
  const std::size_t slash = source.rfind('/');
  if (name.starts_with('/') || slash == std::string_view::npos) return std::string(name);
  return std::string(source.substr(0, slash + 1)) + std::string(name);
}

Span cover(Span first, Span last) { return {first.source, first.begin, last.end}; }

bool is_within(Span inner, Span outer) {
  return inner.source == outer.source && inner.begin >= outer.begin && inner.end <= outer.end;
}

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view SourceFile::text(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t SourceFile::line_number(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin() + 1, line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

Position SourceFile::position(std::uint32_t offset) const {
  offset = std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t line = line_number(offset);
  const std::uint32_t start = line_starts_[line - 1];
  const auto before = std::string_view(text_).substr(start, std::max(offset, start) - start);
  return {line, static_cast<std::uint32_t>(count_code_points(before)) + 1};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[number - 1];
  std::size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

tl::expected<std::string, std::string> Source::data(std::string_view rule_file, std::string_view name) const {
  return tl::unexpected(beside(rule_file, name) + ": there are no data files here");
}

tl::expected<std::string, Source::DatabaseProblem> Source::database(std::string_view rule_file,
                                                                    std::string_view name) const {
  return tl::unexpected(DatabaseProblem{true, beside(rule_file, name) + ": there are no databases here"});
}

SourceId Sources::add(std::string name, std::string text) {
  files_.emplace_back(std::move(name), std::move(text));
  return static_cast<SourceId>(files_.size() - 1);
}

}  // namespace spoor
