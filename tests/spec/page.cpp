#include "tests/spec/page.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace spoor::spec {

namespace {

struct Line {
  std::string_view text;  // without its line end
  std::size_t begin = 0;
  std::size_t number = 1;
};

std::vector<Line> lines_of(std::string_view text, std::size_t first_number) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back({text.substr(at, end - at), at, first_number + lines.size()});
    at = end + 1;
  }
  return lines;
}

std::string strip_heading(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
  std::string heading(line);
  heading.erase(std::remove(heading.begin(), heading.end(), '`'), heading.end());
  return heading;
}

void add_links(std::string_view line, std::vector<std::string>& links) {
  for (std::size_t at = line.find("]("); at != std::string_view::npos; at = line.find("](", at + 2)) {
    const std::size_t end = line.find(')', at);
    if (end == std::string_view::npos) return;
    const std::string_view target = line.substr(at + 2, end - at - 2);
    if (target.find("://") == std::string_view::npos) links.emplace_back(target);
  }
}

void read_blocks(Page& page) {
  std::optional<Block> open;
  bool in_other_fence = false;
  std::string heading;
  for (const Line& line : lines_of(page.text, 1)) {
    if (line.text.starts_with("```")) {
      const std::string_view kind = line.text.substr(3);
      if (open) {
        open->text = page.text.substr(open->begin, line.begin - open->begin);
        page.blocks.push_back(std::move(*open));
        open.reset();
      } else if (!in_other_fence && kind.starts_with("spoor-")) {
        open = Block{std::string(kind), heading, "", line.number + 1, line.begin + line.text.size() + 1};
      } else {
        in_other_fence = !in_other_fence;
      }
    } else if (!open && !in_other_fence) {
      if (line.text.starts_with("#")) {
        heading = strip_heading(line.text);
        page.headings.push_back(heading);
      }
      add_links(line.text, page.links);
    }
  }
}

}  // namespace

Page read_page(const std::filesystem::path& path, std::string name) {
  Page page;
  page.path = path;
  page.name = std::move(name);
  std::ifstream in(path, std::ios::binary);
  page.text.assign(std::istreambuf_iterator<char>(in), {});
  read_blocks(page);
  return page;
}

std::vector<Page> read_pages(const std::filesystem::path& folder) {
  std::vector<Page> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    pages.push_back(read_page(entry.path(), std::filesystem::relative(entry.path(), folder).string()));
  }
  std::sort(pages.begin(), pages.end(), [](const Page& a, const Page& b) { return a.name < b.name; });
  return pages;
}

Example read_example(const Block& block) {
  Example example;
  for (const Line& line : lines_of(block.text, block.line)) {
    constexpr std::string_view kMatch = "match ";
    constexpr std::string_view kNoMatch = "no match ";
    if (line.text.starts_with(kMatch)) {
      example.records.push_back({std::string(line.text.substr(kMatch.size())), true, line.number});
    } else if (line.text.starts_with(kNoMatch)) {
      example.records.push_back({std::string(line.text.substr(kNoMatch.size())), false, line.number});
    } else {
      example.condition.append(line.text).append("\n");
    }
  }
  return example;
}

Expectation read_expectation(const Block& block) {
  Expectation example;
  example.files.push_back({"example.spoor", ""});
  bool is_expectation = false;
  std::string* text = &example.files.back().text;
  for (const Line& line : lines_of(block.text, block.line)) {
    constexpr std::string_view kFile = "=== ";
    if (is_expectation) {
      example.expected.append(line.text).append("\n");
    } else if (line.text == "---") {
      is_expectation = true;
      example.expected_begin = line.begin + line.text.size() + 1;
    } else if (line.text.starts_with(kFile)) {
      const std::string name(line.text.substr(kFile.size()));
      if (!example.files.empty() && example.files.back().text.empty()) example.files.pop_back();
      auto& files = name.ends_with(".spoor") ? example.files : example.data;
      text = &files.emplace_back(Expectation::File{name, ""}).text;
    } else {
      text->append(line.text).append("\n");
    }
  }
  return example;
}

}  // namespace spoor::spec
