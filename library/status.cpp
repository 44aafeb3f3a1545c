#include <algorithm>
#include <cstring>

#include "lang/clause.h"
#include "lang/values/utf8.h"
#include "library/guard.h"

namespace spoor::library {

void write_error(spoor_error* error, std::string_view text) noexcept {
  if (error == nullptr) return;
  const std::string_view kept = whole_characters(text, sizeof error->text - 1);
  std::memcpy(error->text, kept.data(), kept.size());
  error->text[kept.size()] = '\0';
}

}  // namespace spoor::library

extern "C" {

uint32_t spoor_abi_version(void) { return SPOOR_ABI_VERSION; }

const char* spoor_version(void) { return SPOOR_VERSION; }

const char* spoor_status_name(int status) {
  switch (static_cast<spoor_status>(status)) {
#define NAME(status) \
  case status: return #status;
    NAME(SPOOR_OK)
    NAME(SPOOR_STOPPED)
    NAME(SPOOR_MISUSE)
    NAME(SPOOR_NO_MEMORY)
    NAME(SPOOR_UNREADABLE)
    NAME(SPOOR_BAD_PACK)
    NAME(SPOOR_FAILED)
#undef NAME
  }
  return "unknown";
}

const char* spoor_severity_name(int severity) {
  const auto names = spoor::level_names();
  const bool is_known = severity >= 0 && static_cast<std::size_t>(severity) < names.size();
  return is_known ? names[static_cast<std::size_t>(severity)].data() : "unknown";
}

}  // extern "C"
