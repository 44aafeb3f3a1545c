#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "tl/expected.hpp"

namespace spoor {

enum class SourceId : std::uint32_t {};

// Bytes [begin, end) of one source.
struct Span {
  SourceId source{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

Span cover(Span first, Span last);  // from the first's begin to the last's end; REQUIRES: one source
bool is_within(Span inner, Span outer);

struct Position {
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 1;  // from 1, in code points
};

// A rule file as it was read: its name as the user knows it, and its text.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  std::string_view text(Span span) const;
  Position position(std::uint32_t offset) const;
  std::uint32_t line_number(std::uint32_t offset) const;  // position's line alone, in logarithmic time
  std::string_view line(std::uint32_t number) const;      // without its line end; `number` from 1
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// All texts of one compilation. Files keep their address.
class Sources {
 public:
  SourceId add(std::string name, std::string text);
  const SourceFile& operator[](SourceId id) const { return files_[static_cast<std::size_t>(id)]; }
  std::string_view text(Span span) const { return (*this)[span.source].text(span); }
  Position begin(Span span) const { return (*this)[span.source].position(span.begin); }
  std::string place(Span span) const;  // where it begins, `file:line:column`
  std::size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

// The name of a file that is named relative to the folder of another one.
std::string beside(std::string_view source, std::string_view name);

// The folder in a source's name: up to the last `/`, which alone is the root; empty without one.
std::string_view folder_of(std::string_view name);
// What stands behind that.
inline std::string_view file_name_of(std::string_view name) { return name.substr(name.rfind('/') + 1); }

struct SourceText {
  std::string name;
  std::string text;
  std::string folder = {};  // the spelling by which its folder is known; empty: that in its name
};

// The folder that says what pack a file is of.
std::string_view pack_folder(const SourceText& file);

// Where used packs come from. The compiler reads through this alone; `cli` supplies folders and the packs inside the
// binary, an editor its buffers.
class Source {
 public:
  virtual ~Source() = default;
  // The files of the pack of this dotted name, in name order, as the rule file uses it (empty: no file does); an error
  // says where it was looked for.
  virtual tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name,
                                                                  std::string_view rule_file) const = 0;
  // All pack names that pack() would find, for "did you mean".
  virtual std::vector<std::string> pack_names() const = 0;
  // The bytes of the file, at most kMaxDataFile, that a rule file names for a list or table; `name` is as written
  // there, relative to the rule file's folder. An error says what was looked for. A Source of rules that have no such
  // files need not override it.
  virtual tl::expected<std::string, std::string> data(std::string_view rule_file, std::string_view name) const;

  // Where the MaxMind database stands that a rule file names for a table; the compiler leaves it unread. A Source of
  // rules that have none need not override it.
  struct DatabaseProblem {
    bool is_missing = false;  // there is no such file; else there is, and it is no database
    std::string text;
  };
  virtual tl::expected<std::string, DatabaseProblem> database(std::string_view rule_file, std::string_view name) const;
};

inline constexpr std::size_t kMaxDataFile = std::size_t{64} << 20;

}  // namespace spoor
