#include "library/rules.h"

#include "library/guard.h"
#include "runtime/match/compiled_pack.h"

namespace spoor::library {

namespace {

// Makes the handle of what was loaded.
spoor_status take(tl::expected<VerifiedProgram, std::string> program, spoor_rules** rules, spoor_error* error) {
  if (!program) return fail(error, SPOOR_BAD_PACK, program.error());
  auto prepared = PreparedProgram::make(std::move(*program));
  if (!prepared) return fail(error, SPOOR_BAD_PACK, prepared.error());
  *rules = new spoor_rules{std::make_shared<const LoadedRules>(std::move(*prepared))};
  return SPOOR_OK;
}

}  // namespace

LoadedRules::LoadedRules(std::shared_ptr<const PreparedProgram> program)
    : prepared(std::move(program)), mask(aws_sensitive_table()) {
  const Program& read = prepared->program();
  for (const RuleRow& row : read.rules) {
    places.push_back(row.is_hidden != 0 ? kNoPlace : rules.size());
    if (row.is_hidden != 0) continue;
    rules.push_back({to_c(read.string(row.name)), to_c(read.string(row.title)), static_cast<spoor_severity>(row.level),
                     row.key_count > 0 ? row.dedup_milliseconds : 0, row.state == kNone ? 0U : 1U});
  }
}

}  // namespace spoor::library

extern "C" {

spoor_status spoor_load(const void* bytes, size_t size, spoor_rules** rules, spoor_error* error) {
  using namespace spoor::library;
  if (rules == nullptr) return fail(error, SPOOR_MISUSE, "spoor_load: `rules` is NULL");
  *rules = nullptr;
  if (bytes == nullptr && size > 0) return fail(error, SPOOR_MISUSE, "spoor_load: `bytes` is NULL");
  return guarded(error, [&] { return take(spoor::load({static_cast<const char*>(bytes), size}), rules, error); });
}

spoor_status spoor_load_file(const char* path, spoor_rules** rules, spoor_error* error) {
  using namespace spoor::library;
  if (rules == nullptr) return fail(error, SPOOR_MISUSE, "spoor_load_file: `rules` is NULL");
  *rules = nullptr;
  if (path == nullptr) return fail(error, SPOOR_MISUSE, "spoor_load_file: `path` is NULL");
  return guarded(error, [&] {
    const auto bytes = spoor::read_pack_file(path);
    if (!bytes) return fail(error, SPOOR_UNREADABLE, bytes.error());
    return take(spoor::load_pack_file(path, *bytes), rules, error);
  });
}

void spoor_rules_free(spoor_rules* rules) { delete rules; }

size_t spoor_rule_count(const spoor_rules* rules) { return rules == nullptr ? 0 : rules->loaded->rules.size(); }

const spoor_rule* spoor_rule_at(const spoor_rules* rules, size_t index) {
  return index < spoor_rule_count(rules) ? &rules->loaded->rules[index] : nullptr;
}

}  // extern "C"
