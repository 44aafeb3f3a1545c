#include "tests/fuzz/mutate_program.h"

#include <algorithm>
#include <cstring>

#include "compiler/program/format.h"

namespace spoor::fuzz {

namespace {

class Mutator {
 public:
  explicit Mutator(std::mt19937& random) : random_(random) {}

  template <typename Row>
  void change(std::vector<Row>& rows) {
    if (rows.empty()) {
      if (one_in(16)) rows.resize(1);
      return;
    }
    const auto at = rows.begin() + static_cast<std::ptrdiff_t>(below(rows.size()));
    const Row other = rows[below(rows.size())];
    switch (below(8)) {
      case 0: rows.insert(at, other); break;
      case 1: rows.erase(at); break;
      case 2: rows.push_back(other); break;
      case 3: *at = other; break;
      case 4: std::iter_swap(at, rows.begin() + static_cast<std::ptrdiff_t>(below(rows.size()))); break;
      default: change_row(*at, other, rows.size()); break;
    }
  }

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

 private:
  bool one_in(std::size_t n) { return below(n) == 0; }

  // Rows are made of 32-bit fields, but for text and addresses.
  template <typename Row>
  void change_row(Row& row, const Row& other, std::size_t row_count) {
    if constexpr (sizeof(Row) < sizeof(std::uint32_t)) {
      row = static_cast<Row>(one_in(2) ? row ^ (1 << below(8)) : static_cast<int>(below(256)));
    } else {
      const std::size_t offset = below(sizeof(Row) / sizeof(std::uint32_t)) * sizeof(std::uint32_t);
      std::uint32_t field = 0;
      std::memcpy(&field, reinterpret_cast<const char*>(&row) + offset, sizeof field);
      std::uint32_t of_other = 0;
      std::memcpy(&of_other, reinterpret_cast<const char*>(&other) + offset, sizeof of_other);
      field = changed(field, of_other, static_cast<std::uint32_t>(row_count));
      std::memcpy(reinterpret_cast<char*>(&row) + offset, &field, sizeof field);
    }
  }

  std::uint32_t changed(std::uint32_t field, std::uint32_t of_other, std::uint32_t row_count) {
    switch (below(8)) {
      case 0: return field + 1;
      case 1: return field - 1;
      case 2: return field ^ (1U << below(32));
      case 3: return of_other;
      case 4: return static_cast<std::uint32_t>(below(std::size_t{row_count} + 1));
      case 5: return static_cast<std::uint32_t>(below(8));
      case 6: return field ^ static_cast<std::uint32_t>(below(256));
      default: return kNone - static_cast<std::uint32_t>(below(2));
    }
  }

  std::mt19937& random_;
};

}  // namespace

Program take_apart(std::string_view bytes) {
  Program program;
  bytes.remove_prefix(std::min(bytes.size(), sizeof(FileHeader)));
  std::string_view entries = bytes.substr(0, kSectionCount * sizeof(SectionEntry));
  bytes.remove_prefix(entries.size());
  const auto take = [&]<typename Row>(std::vector<Row>& rows) {
    SectionEntry entry;
    if (entries.size() < sizeof entry) return;
    std::memcpy(&entry, entries.data(), sizeof entry);
    entries.remove_prefix(sizeof entry);
    rows.resize(static_cast<std::size_t>(std::min<std::uint64_t>(entry.count, bytes.size() / sizeof(Row))));
    const std::size_t size = rows.size() * sizeof(Row);
    if (size > 0) std::memcpy(rows.data(), bytes.data(), size);
    bytes.remove_prefix(std::min<std::size_t>(bytes.size(), aligned(size)));
  };
#define SECTION(type, name) take(program.name);
#include "compiler/program/sections.def"
#undef SECTION
  return program;
}

void mutate(Program& program, std::mt19937& random) {
  Mutator mutator(random);
  const std::size_t chosen = mutator.below(kSectionCount);
  std::size_t section = 0;
#define SECTION(type, name) \
  if (section++ == chosen) mutator.change(program.name);
#include "compiler/program/sections.def"
#undef SECTION
}

}  // namespace spoor::fuzz
