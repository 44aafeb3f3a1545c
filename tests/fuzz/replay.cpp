// Runs a fuzz target without libFuzzer: on every file of the folders and files given, and on mutants of each, the same
// ones at every run. An input that fails is left in `failed-input` of the working directory.
//
//   fuzz_NAME [--mutants N] PATH...
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/require.h"

// Targets whose inputs are not text bring their own; data[0, size) becomes at most `max_size` other bytes.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                                                     std::size_t max_size, unsigned int seed);

// So that what a sanitizer finds reaches on_failure().
extern "C" __attribute__((visibility("default"))) const char* __asan_default_options() { return "abort_on_error=1"; }

namespace spoor::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxMutant = 64U << 10;
constexpr unsigned kMostSteps = 4;  // from a file to a mutant

struct Running {
  std::string label;
  std::string input;
};
Running running;

void write_all(int descriptor, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = write(descriptor, text.data() + at, text.size() - at);
    if (count <= 0) return;
    at += static_cast<std::size_t>(count);
  }
}

extern "C" void on_failure(int signal) {
  write_all(STDERR_FILENO, running.label);
  const int file = open("failed-input", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0) write_all(file, running.input);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(std::string label, std::string input) {
  running = {"failed: " + std::move(label) + "\n", std::move(input)};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(running.input.data()), running.input.size());
}

void mutate_text(std::string& text, std::mt19937& random) {
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  const std::size_t at = below(text.size() + 1);
  const std::size_t length = std::min(text.size() - at, 1 + below(16));
  switch (below(4)) {
    case 0: text.erase(at, length); break;
    case 1: text.insert(below(text.size() + 1), text.substr(at, length)); break;
    case 2: text.insert(at, 1, static_cast<char>(below(256))); break;
    case 3:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
      break;
  }
}

std::string mutant(std::string input, std::mt19937& random) {
  for (auto steps = 1 + random() % kMostSteps; steps > 0; --steps) {
    if (LLVMFuzzerCustomMutator == nullptr) {
      mutate_text(input, random);
      continue;
    }
    const std::size_t size = input.size();
    input.resize(std::max(size, kMaxMutant));
    input.resize(LLVMFuzzerCustomMutator(reinterpret_cast<std::uint8_t*>(input.data()), size, input.size(),
                                         static_cast<unsigned>(random())));
  }
  return input;
}

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

int replay(unsigned mutants, const std::vector<fs::path>& paths) {
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS}) std::signal(signal, on_failure);
  std::size_t inputs = 0;
  for (const fs::path& path : paths) {
    for (const fs::path& file : files_of(path)) {
      std::ifstream in(file, std::ios::binary);
      if (!in) {
        std::fprintf(stderr, "%s: cannot be read\n", file.c_str());
        return 1;
      }
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      run(file.string(), bytes);
      std::mt19937 random(static_cast<unsigned>(bytes.size()));
      for (unsigned i = 1; i <= mutants; ++i)
        run(file.string() + ", mutant " + std::to_string(i), mutant(bytes, random));
      inputs += 1 + mutants;
    }
  }
  std::printf("%zu inputs\n", inputs);
  return inputs == 0 ? 1 : 0;
}

}  // namespace
}  // namespace spoor::fuzz

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> paths(argv + 1, argv + argc);
  unsigned mutants = 0;
  if (paths.size() >= 2 && paths[0] == "--mutants") {
    mutants = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
    paths.erase(paths.begin(), paths.begin() + 2);
  }
  return spoor::fuzz::replay(mutants, paths);
}
