#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace spoor {

// Text with places where a line may end. A group is laid out on one line if it fits there, else each of its own line
// ends is taken; a comment ends its line and so breaks every group that it stands in. Time is linear in what was
// added. Texts must outlive the layout.
class Layout {
 public:
  static constexpr std::size_t kColumns = 110;

  void text(std::string_view text) { add(Kind::text, text); }
  void space(std::size_t count = 1);                                     // none at the beginning of a line
  void line(std::string_view otherwise) { add(Kind::line, otherwise); }  // a line end, or this in an unbroken group
  void hard_line() { add(Kind::hard_line, {}); }
  void blank_line() { add(Kind::blank_line, {}); }  // where a line has just ended, but not behind what opens a block
  void must_break() { add(Kind::must_break, {}); }  // the groups around
  void if_broken(std::string_view text) { add(Kind::if_broken, text); }
  void comment(std::string_view text, bool ends_line, bool has_blank_line);  // on a line of its own unless `ends_line`
  void open_group() { add(Kind::open_group, {}); }
  void close_group() { add(Kind::close_group, {}); }
  void indent() { add(Kind::indent, {}); }
  void dedent() { add(Kind::dedent, {}); }

  std::string rendered() const;

 private:
  enum class Kind : std::uint8_t {
    text,
    space,
    line,
    hard_line,
    blank_line,
    must_break,
    if_broken,
    own_comment,
    end_comment,
    open_group,
    close_group,
    indent,
    dedent,
  };
  struct Part {
    Kind kind;
    std::string_view text;
    std::size_t width;  // on one line; of a space how many columns
  };
  struct Measures;
  class Writer;

  void add(Kind kind, std::string_view text);

  std::vector<Part> parts_;
};

// Code points, as columns are counted.
std::size_t column_count(std::string_view text);

}  // namespace spoor
