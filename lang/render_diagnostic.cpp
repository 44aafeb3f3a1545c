#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/diagnostic.h"
#include "lang/values/fold.h"
#include "lang/visible.h"

namespace spoor {

namespace {

// Source lines longer than this are shown in part, around the caret.
constexpr std::size_t kMaxShownLine = 160;

struct Colors {
  std::string_view error = "\033[1;31m", warning = "\033[1;33m", frame = "\033[1;34m", bold = "\033[1m",
                   off = "\033[0m";
};
constexpr Colors kPlain = {"", "", "", "", ""};

class Renderer {
 public:
  Renderer(const Diagnostic& diagnostic, const Sources& sources, bool color)
      : diagnostic_(diagnostic), sources_(sources), colors_(color ? Colors{} : kPlain) {}

  std::string render() {
    const DiagnosticInfo& kind = info(diagnostic_.kind);
    const Severity severity = severity_of(diagnostic_);
    const std::string_view paint = severity == Severity::error ? colors_.error : colors_.warning;
    // A lint is silenced by its id.
    const std::string id = kind.is_lint ? fmt::format(" {}", kind.id) : std::string();
    out_ = fmt::format("{}{}[{}{}]{}{}: {}{}\n", paint, severity_names()[static_cast<std::size_t>(severity)], kind.code,
                       id, colors_.off, colors_.bold, visible(diagnostic_.message), colors_.off);
    gutter_ = std::to_string(last_line()).size();
    place("-->", diagnostic_.span);
    excerpt(diagnostic_.span, diagnostic_.label, '^', paint);
    for (const Label& label : diagnostic_.labels) {
      if (label.span.source != diagnostic_.span.source) place(":::", label.span);
      excerpt(label.span, label.text, '-', colors_.frame);
    }
    if (!diagnostic_.help.empty()) {
      out_ += fmt::format("{:{}} {}={} help: {}\n", "", gutter_, colors_.frame, colors_.off, visible(diagnostic_.help));
    }
    return std::move(out_);
  }

 private:
  std::uint32_t last_line() const {
    std::uint32_t last = sources_.begin(diagnostic_.span).line;
    for (const Label& label : diagnostic_.labels) last = std::max(last, sources_.begin(label.span).line);
    return last;
  }

  void place(std::string_view arrow, Span span) {
    const Position position = sources_.begin(span);
    out_ += fmt::format("{:{}}{}{}{} {}:{}:{}\n", "", gutter_, colors_.frame, arrow, colors_.off,
                        visible(sources_[span.source].name()), position.line, position.column);
  }

  void excerpt(Span span, std::string_view label, char caret, std::string_view paint) {
    const SourceFile& file = sources_[span.source];
    const Position position = file.position(span.begin);
    std::string_view line = file.line(position.line);
    const auto line_begin = static_cast<std::uint32_t>(line.data() - file.text().data());
    std::size_t from = span.begin - std::min(span.begin, line_begin);
    std::size_t to =
        std::clamp<std::size_t>(span.end - std::min(span.end, line_begin), from, std::max(line.size(), from));
    cut(line, from, to);
    const std::size_t indent = count_code_points(line.substr(0, std::min(from, line.size())));
    const std::size_t width =
        std::max<std::size_t>(1, from < line.size() ? count_code_points(line.substr(from, to - from)) : 1);
    const bool is_shown = shown_ == line.data();  // a label on the same line goes below it
    shown_ = line.data();
    if (!is_shown) {
      out_ += fmt::format("{:{}} {}|{}\n", "", gutter_, colors_.frame, colors_.off);
      out_ +=
          fmt::format("{}{:>{}} |{} {}\n", colors_.frame, position.line, gutter_, colors_.off, visible_in_place(line));
    }
    out_ += fmt::format("{:{}} {}|{} {:{}}{}{}{}{}{}\n", "", gutter_, colors_.frame, colors_.off, "", indent, paint,
                        std::string(width, caret), label.empty() ? "" : " ", visible(label), colors_.off);
  }

  // Narrows a very long line to the part around [from, to).
  static void cut(std::string_view& line, std::size_t& from, std::size_t& to) {
    if (line.size() <= kMaxShownLine) return;
    std::size_t start = from > kMaxShownLine / 2 ? from - kMaxShownLine / 2 : 0;
    while (start > 0 && (static_cast<unsigned char>(line[start]) & 0xC0U) == 0x80U) --start;
    std::size_t end = std::min(line.size(), start + kMaxShownLine);
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) ++end;
    line = line.substr(start, end - start);
    from -= start;
    to = std::min(to - start, line.size());
  }

  const Diagnostic& diagnostic_;
  const Sources& sources_;
  Colors colors_;
  std::size_t gutter_ = 1;
  const char* shown_ = nullptr;  // the line, or the part of one, that stands above
  std::string out_;
};

}  // namespace

std::string render(const Diagnostic& diagnostic, const Sources& sources, bool color) {
  return Renderer(diagnostic, sources, color).render();
}

}  // namespace spoor
