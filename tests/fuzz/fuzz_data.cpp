// Bytes as the file of a list or table. The first byte says what reads it: a letter of kDeclarations, or `z`, a MaxMind
// database. What is wrong in it is told with its line; what is taken is found again: each line of a list, and the rows
// of a table as the oracle has them.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "compiler/compile.h"
#include "lang/values/address.h"
#include "lang/values/json_text.h"
#include "runtime/json/print.h"
#include "runtime/lookup/database.h"
#include "runtime/match/matcher.h"
#include "tests/fuzz/compiled_checks.h"
#include "tests/fuzz/emit_checks.h"
#include "tests/fuzz/packs.h"
#include "tests/fuzz/require.h"

// The library leaks what it had read of metadata that it then refuses.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();  // NOLINT: its name
extern "C" const char* __lsan_default_suppressions() { return "leak:libmaxminddb"; }

namespace spoor::fuzz {
namespace {

// A file without a name, for what only opens files.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("fuzz", 0)) {
    require(write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "memory is written");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

constexpr std::size_t kMostKeys = 40;
constexpr std::string_view kAddresses[] = {"0.0.0.0", "198.51.100.1", "255.255.255.255", "::", "2001:db8::1"};

std::string record_of(std::string_view json) { return "{\"v\":" + std::string(json) + "}"; }

std::string json_of(const LoadedList& keys, std::size_t i) {
  if (!keys.numbers.empty()) return to_text(keys.numbers[i]);
  return json_string(keys.networks.empty() ? keys.string(i) : to_text(keys.networks[i].base));
}

void check_list(const Typed& typed, const std::shared_ptr<const PreparedProgram>& prepared, std::string_view file) {
  require(typed.tree.lists.size() == 1, "a list that is read is there");
  const LoadedList& list = *typed.tree.lists[0];
  Matcher matcher(prepared);
  for (std::size_t i = 0; i < std::min(list.size(), kMostKeys); ++i) {
    const std::string record = record_of(json_of(list, i));
    require(matcher.match(OwnedRecord::read(record)->record()).size() == 1, "an item is in its list", record);
    check_emitted(matcher, prepared->program(), typed.tree, record);
  }
  if (list.type != ast::ValueType::string) return;
  for (std::size_t left = kMostKeys; left > 0 && !file.empty(); --left) {
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(line.size() + 1, file.size()));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#' || line.starts_with("\xEF\xBB\xBF")) continue;
    line = line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
    const std::string record = record_of(json_string(line));
    require(matcher.match(OwnedRecord::read(record)->record()).size() == 1, "a line is an item", record);
  }
}

void check_table(const Typed& typed, const std::shared_ptr<const PreparedProgram>& prepared) {
  require(typed.tree.tables.size() == 1, "a table that is read is there");
  const LoadedTable& table = *typed.tree.tables[0];
  require(table.rows.size() == table.keys.size(), "each key has a row");
  Matcher matcher(prepared);
  for (std::size_t i = 0; i < std::min(table.rows.size(), kMostKeys); ++i) {
    require(is_strict_json(table.row(i)), "a row is JSON", table.row(i));
    const std::string record = record_of(json_of(table.keys, i));
    require(matcher.match(OwnedRecord::read(record)->record()).size() == 1, "a key has its row", record);
    check_emitted(matcher, prepared->program(), typed.tree, record);
  }
  for (const std::string_view address : kAddresses) {
    check_emitted(matcher, prepared->program(), typed.tree, record_of(json_string(address)));
  }
}

void check_text(const std::string& declaration, std::string_view file) {
  const bool is_list = declaration.starts_with("list");
  const std::string rule = is_list ? "where v in it" : "where exists it(v) emit \"{it(v)}\" { row: it(v), a: it(v) }";
  const CompileRequest request{{{"data.spoor", declaration + "\nrule r { " + rule + " }\n"}}, {}};
  Packs packs;
  for (const std::string_view name : {"txt", "a.csv", "a.json"}) packs.add_data(std::string(name), std::string(file));
  const Compiled compiled = compile(request, packs);
  check_compiled(compiled);
  if (has_error(compiled.diagnostics)) return;
  const Typed typed = type_check(request, packs);
  const auto prepared = PreparedProgram::make(compiled.program).value();
  is_list ? check_list(typed, prepared, file) : check_table(typed, prepared);
}

void check_database(std::string_view bytes) {
  const MemoryFile file(bytes);
  const auto database = Database::open(file.path());
  if (!database) {
    require(!database.error().empty(), "what is no database has a reason");
    return;
  }
  for (const std::string_view address : kAddresses) {
    std::string row;
    if ((*database)->append_row(*parse_address(address), row))
      require(is_strict_json(row) && row[0] == '{', "a row is a JSON object", row);
    else
      require(row.empty(), "what is no row is nothing", row);
  }
}

}  // namespace
}  // namespace spoor::fuzz

// The first byte says what the file is, so that mutants stay with it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor::fuzz;
  static const std::string kDeclarations[] = {"list it from \"txt\"",
                                              "list it : string from \"txt\"",
                                              "list it : int from \"txt\"",
                                              "list it : cidr from \"txt\"",
                                              "list it : ip from \"txt\"",
                                              "table it from \"a.csv\"",
                                              "table it : int from \"a.csv\" key id",
                                              "table it : cidr from \"a.csv\"",
                                              "table it : ip from \"a.csv\"",
                                              "table it from \"a.json\"",
                                              "table it : int from \"a.json\"",
                                              "table it : cidr from \"a.json\" key net",
                                              "table it : ip from \"a.json\""};
  const std::string_view bytes = text_of(data, size);
  if (bytes.empty()) return 0;
  const auto choice = static_cast<std::size_t>(bytes[0] - 'a');
  if (choice < std::size(kDeclarations)) check_text(kDeclarations[choice], bytes.substr(1));
  if (bytes[0] == 'z') check_database(bytes.substr(1));
  return 0;
}
