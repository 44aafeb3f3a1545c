#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "tl/expected.hpp"

// What rules with memory are told, kept in a file: for another process, another machine or the next run. A file has
// items, in no order that it promises, and sections, byte strings whose meaning only its kind knows. Errors name the
// file and say what is wrong with it. The layout: item_file_layout.h.
namespace spoor {

enum class ItemFileKind : std::uint32_t { tuples = 1, state = 2 };

enum class ItemKind : std::uint8_t {
  memory,   // of append_tuple() or append_saved()
  finding,  // of a rule without memory; opaque here
};

// Writes beside the file and takes its place when all is on the disk: a file is whole or not there. It is for its
// owner's eyes only, as its records are whole. A link stays and its target is replaced.
class ItemFileWriter {
 public:
  // Of one item. That of a record which can be read at all is smaller, but for rules that say its text many times.
  static constexpr std::size_t kMaxItem = std::size_t{256} << 20;

  static tl::expected<std::unique_ptr<ItemFileWriter>, std::string> create(const std::string& file, ItemFileKind kind);
  ~ItemFileWriter();  // what is not finished is removed
  ItemFileWriter(const ItemFileWriter&) = delete;
  ItemFileWriter& operator=(const ItemFileWriter&) = delete;

  // Any thread may call it. After an error nothing more is written.
  tl::expected<void, std::string> add(ItemKind kind, std::string_view item);

  // Nothing is added afterwards.
  tl::expected<void, std::string> finish(const std::vector<std::string>& sections);

  std::uint64_t item_count() const { return item_count_; }
  std::uint64_t size() const { return size_; }  // of the file as far as it is written

 private:
  ItemFileWriter(int descriptor, ItemFileKind kind, std::string file, std::string beside);

  tl::expected<void, std::string> write_block(std::string_view block);
  tl::expected<void, std::string> write(std::string_view bytes);
  tl::expected<void, std::string> take_place();
  tl::unexpected<std::string> failure(int error);

  int descriptor_;
  ItemFileKind kind_;
  std::string file_, beside_;
  std::mutex adding_;   // guards block_ and item_count_
  std::mutex writing_;  // guards the rest; taken without `adding_`
  std::string block_;   // items that are not written yet
  std::uint64_t item_count_ = 0, block_count_ = 0, size_ = 0;
  std::string error_;
};

// Reads a file of which nothing is known: no length, number or checksum in it is relied upon before it is checked, and
// no more memory is asked for than the file has bytes and two blocks need.
class ItemFileReader {
 public:
  // Checks the head and all sections, and that the file ends where it must.
  static tl::expected<ItemFileReader, std::string> open(const std::string& file, ItemFileKind kind);
  ItemFileReader(ItemFileReader&& other) noexcept;
  ItemFileReader& operator=(ItemFileReader&&) = delete;
  ~ItemFileReader();

  // In the order and number in which they were given to the writer.
  const std::vector<std::string>& sections() const { return sections_; }
  std::uint64_t item_count() const;
  // Of a file that was opened again: whether it is the one that it was.
  std::uint64_t identity() const;

  struct Item {
    ItemKind kind = ItemKind::memory;
    std::string_view bytes;
  };
  // The next item, checked: one of `memory` is well formed and its rule among the first `rule_count`. A view is valid
  // until the next call. Nothing behind the last one; an error, if a file is damaged further on, makes void what came
  // before.
  tl::expected<std::optional<Item>, std::string> next(std::uint32_t rule_count);

  // The error of a file with an item or section that is not what its kind says.
  tl::unexpected<std::string> damaged(std::string_view what) const;

 private:
  struct Head;

  ItemFileReader(int descriptor, std::string file);

  tl::expected<void, std::string> read_head(ItemFileKind kind);
  tl::expected<void, std::string> read_sections();
  tl::expected<void, std::string> read_block();
  tl::expected<void, std::string> read_at(std::uint64_t offset, std::string& out) const;
  tl::unexpected<std::string> refused(std::string_view why) const;

  int descriptor_;
  std::string file_;
  std::unique_ptr<Head> head_;
  std::vector<std::string> sections_;
  std::uint64_t at_ = 0;  // of the next block
  std::uint64_t block_count_ = 0, items_given_ = 0;
  std::string stored_, block_;
  std::size_t taken_ = 0;  // bytes of block_
};

}  // namespace spoor
