// Bytes as a compiled pack: refused, or sound whatever was done to them. A text that is no compiled pack is compiled
// first, so that seeds are rule files and outlive changes of the format. The checksum is made right before loading,
// and the mutator works on tables, so that what is tried is what comes behind them.
#include <algorithm>
#include <cstring>
#include <string>

#include "compiler/compile.h"
#include "compiler/program/format.h"
#include "tests/fuzz/mutate_program.h"
#include "tests/fuzz/packs.h"
#include "tests/fuzz/program_checks.h"
#include "tests/fuzz/require.h"

namespace spoor::fuzz {
namespace {

bool is_saved_program(std::string_view bytes) {
  return bytes.size() >= sizeof(FileHeader) && std::equal(kMagic.begin(), kMagic.end(), bytes.begin());
}

// The bytes of a saved Program, with what a damaged or foreign header would end early.
std::string sealed(std::string_view bytes) {
  FileHeader header;
  header.section_count = kSectionCount;
  header.layout = layout_of_tables();
  header.checksum = checksum(bytes.substr(sizeof header));
  std::string out(bytes);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

std::string saved_program(std::string_view input) {
  if (is_saved_program(input)) return std::string(input);
  const Compiled compiled = compile({{{"seed.spoor", std::string(input)}}, {{"column", "actor"}}}, Packs());
  return save(compiled.program);
}

void check_load(const std::string& bytes) {
  const auto loaded = load(bytes);
  if (!loaded) {
    require(!loaded.error().empty(), "what is refused has a reason");
    return;
  }
  require(save(**loaded) == bytes, "a Program has one way to be saved");
  check_running(**loaded);
}

}  // namespace
}  // namespace spoor::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor::fuzz;
  const std::string input(text_of(data, size));
  const std::string bytes = sealed(saved_program(input));
  check_load(bytes);
  if (bytes != input) check_load(input);
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
  using namespace spoor::fuzz;
  std::mt19937 random(seed);
  std::string bytes = saved_program(text_of(data, size));
  if (bytes.size() > sizeof(spoor::FileHeader) && random() % 16 == 0) {
    // The frame around the tables: their list, and the zeros between them.
    const std::size_t at = sizeof(spoor::FileHeader) + random() % (bytes.size() - sizeof(spoor::FileHeader));
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
  } else {
    spoor::Program program = take_apart(bytes);
    for (auto steps = 1 + random() % 3; steps > 0; --steps) mutate(program, random);
    bytes = save(program);
  }
  if (bytes.size() > max_size) return size;
  std::memcpy(data, bytes.data(), bytes.size());
  return bytes.size();
}
