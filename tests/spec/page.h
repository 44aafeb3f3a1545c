#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace spoor::spec {

// A fenced block of a page whose language begins with `spoor-`: `test`, `rule`, `error`, `lint`, `scan`, `profile`,
// `bytecode`, `opcodes`, `grammar`, `format` or `log`.
struct Block {
  std::string kind;
  std::string heading;    // the heading it stands under, without `#`
  std::string text;       // with a line end behind each line
  std::size_t line = 0;   // of its first line, from 1
  std::size_t begin = 0;  // of its text in the page
};

struct Page {
  std::filesystem::path path;
  std::string name;  // below spec/
  std::string text;
  std::vector<std::string> headings;
  std::vector<Block> blocks;
  std::vector<std::string> links;  // targets of `[...](target)`, without those of the web
};

Page read_page(const std::filesystem::path& path, std::string name);

// All pages of the manual, by name.
std::vector<Page> read_pages(const std::filesystem::path& folder);

// A `spoor-test` block: a condition, then a line `match {...}` or `no match {...}` for each record.
struct Example {
  std::string condition;
  struct Record {
    std::string json;
    bool is_match = false;
    std::size_t line = 0;
  };
  std::vector<Record> records;
};
Example read_example(const Block& block);

// Rule files, then `---`, then what Spoor answers: in a `spoor-error` block a line `E0123 message` for each diagnostic,
// in a `spoor-lint` block one for each finding of the page's lint and each error (none: there are none; records of
// `records.ndjson` are its logs), in a `spoor-bytecode` block the dump, in a `spoor-scan` block a line for each record
// of `records.ndjson`, in a `spoor-profile` block what `spoor profile --counts` shows of them, in a `spoor-findings`
// block what `spoor scan
// --no-event` finds in them, a member a line, without those that are the rule's. A line `=== folder/name` begins a
// further file, a data file if the name does not end in `.spoor`. A `spoor-opcodes` block has only the answer, behind
// `---`.
struct Expectation {
  struct File {
    std::string name;
    std::string text;
  };
  std::vector<File> files;
  std::vector<File> data;
  std::string expected;
  std::size_t expected_begin = 0;  // in the block's text
};
Expectation read_expectation(const Block& block);

}  // namespace spoor::spec
