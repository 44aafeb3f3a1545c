#include "lang/layout.h"

#include <algorithm>

namespace spoor {

namespace {

// Deeper nesting is indented no further, so that no input makes output of another order of size.
constexpr std::size_t kMaxIndentation = 120;

}  // namespace

std::size_t column_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void Layout::add(Kind kind, std::string_view text) {
  const std::size_t width = kind == Kind::if_broken ? 0 : column_count(text);
  if (kind == Kind::text && text.find('\n') != std::string_view::npos) must_break();
  parts_.push_back({kind, text, width});
}

void Layout::space(std::size_t count) { parts_.push_back({Kind::space, {}, count}); }

void Layout::comment(std::string_view text, bool ends_line, bool has_blank_line) {
  if (has_blank_line) blank_line();
  parts_.push_back({ends_line ? Kind::end_comment : Kind::own_comment, text, 0});
}

// Per part: what the parts before it take on one line, how many of those cannot stand on one, and what follows from it
// on before a line may end.
struct Layout::Measures {
  explicit Measures(const std::vector<Part>& parts)
      : widths(parts.size() + 1), breaks(parts.size() + 1), tails(parts.size() + 1), ends(parts.size()) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Kind kind = parts[i].kind;
      widths[i + 1] = widths[i] + (ends_line(kind) ? 0 : parts[i].width);
      breaks[i + 1] = breaks[i] + (ends_line(kind) ? 1 : 0);
      if (kind == Kind::open_group) open.push_back(i);
      if (kind == Kind::close_group) {
        ends[open.back()] = i;
        open.pop_back();
      }
    }
    for (std::size_t i = parts.size(); i-- > 0;) {
      const bool may_end = parts[i].kind == Kind::line || ends_line(parts[i].kind);
      tails[i] = may_end ? 0 : tails[i + 1] + parts[i].width;
    }
  }

  static bool ends_line(Kind kind) {
    return kind == Kind::hard_line || kind == Kind::must_break || kind == Kind::own_comment ||
           kind == Kind::end_comment;
  }

  bool fits(std::size_t group, std::size_t column) const {
    const std::size_t end = ends[group];
    return breaks[end] == breaks[group] && column + widths[end] - widths[group] + tails[end] <= kColumns;
  }

  std::vector<std::size_t> widths, breaks, tails, ends;
};

// Line ends and spaces wait until text follows, so that none is left at a line's end, and a comment can still be added
// to the line before.
class Layout::Writer {
 public:
  std::size_t column() const { return line_ends_ > 0 ? indentation() : column_ + spaces_; }
  void space(std::size_t count) { spaces_ = count; }
  void end_line() { line_ends_ = std::max(line_ends_, out_.empty() ? 0 : 1); }
  void blank_line() {
    const bool is_opened =
        !is_behind_comment_ && !out_.empty() && std::string_view("{[(").find(out_.back()) != std::string_view::npos;
    if (line_ends_ > 0 && !is_opened) line_ends_ = 2;
  }
  void indent() { ++depth_; }
  void dedent() { --depth_; }

  void text(std::string_view text) {
    begin(text);
    is_behind_comment_ = false;
  }

  void comment(std::string_view text, bool ends_line) {
    if (ends_line && !is_behind_comment_ && !out_.empty() && out_.back() != '(') {
      out_ += "  ";
      out_ += text;
    } else {
      end_line();
      begin(text);
    }
    is_behind_comment_ = true;
    end_line();
  }

  std::string out_;

 private:
  std::size_t indentation() const { return std::min(2 * depth_, kMaxIndentation); }

  void begin(std::string_view text) {
    if (line_ends_ > 0) {
      out_.append(static_cast<std::size_t>(line_ends_), '\n');
      out_.append(indentation(), ' ');
      column_ = indentation();
    } else {
      out_.append(spaces_, ' ');
      column_ += spaces_;
    }
    line_ends_ = 0;
    spaces_ = 0;
    out_ += text;
    const std::size_t line = text.rfind('\n');
    column_ = line == std::string_view::npos ? column_ + column_count(text) : column_count(text.substr(line + 1));
  }

  std::size_t column_ = 0;
  std::size_t depth_ = 0;
  int line_ends_ = 0;
  std::size_t spaces_ = 0;
  bool is_behind_comment_ = false;
};

std::string Layout::rendered() const {
  const Measures measures(parts_);
  Writer writer;
  std::vector<bool> is_broken = {true};
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    switch (part.kind) {
      case Kind::text: writer.text(part.text); break;
      case Kind::space: writer.space(part.width); break;
      case Kind::line:
        if (is_broken.back()) {
          writer.end_line();
        } else if (!part.text.empty()) {
          writer.space(1);
        }
        break;
      case Kind::hard_line: writer.end_line(); break;
      case Kind::blank_line: writer.blank_line(); break;
      case Kind::must_break: break;
      case Kind::if_broken:
        if (is_broken.back()) writer.text(part.text);
        break;
      case Kind::own_comment: writer.comment(part.text, false); break;
      case Kind::end_comment: writer.comment(part.text, true); break;
      case Kind::open_group: is_broken.push_back(is_broken.back() && !measures.fits(i, writer.column())); break;
      case Kind::close_group: is_broken.pop_back(); break;
      case Kind::indent: writer.indent(); break;
      case Kind::dedent: writer.dedent(); break;
    }
  }
  return std::move(writer.out_);
}

}  // namespace spoor
