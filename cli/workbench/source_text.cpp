#include "cli/workbench/source_text.h"

#include <algorithm>

#include "lang/values/utf8.h"

namespace spoor {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The end of a string that begins at `from`, behind its closing quote.
std::size_t end_of_string(std::string_view text, std::size_t from) {
  const bool is_raw = from > 0 && text[from - 1] == 'r';
  for (std::size_t i = from + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && !is_raw)
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return text.size();
}

}  // namespace

std::string one_line(std::string_view text, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"') {
      const std::size_t end = end_of_string(text, i);
      out += text.substr(i, end - i);
      i = end;
    } else if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (is_blank(text[i])) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      ++i;
    } else {
      out += text[i++];
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.size() <= most) return out;
  return std::string(whole_characters(out, most)) + "...";
}

std::set<SourceId> sources_named(const std::set<std::string>& names, const Sources& sources) {
  std::set<SourceId> out;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto id = static_cast<SourceId>(i);
    if (names.contains(sources[id].name())) out.insert(id);
  }
  return out;
}

std::size_t drop_findings_of(const std::set<SourceId>& files, Diagnostics& findings) {
  std::size_t errors = 0;
  std::erase_if(findings, [&](const Diagnostic& finding) {
    const bool is_dropped = files.contains(finding.span.source);
    if (is_dropped && severity_of(finding) == Severity::error) ++errors;
    return is_dropped;
  });
  return errors;
}

}  // namespace spoor
