#pragma once

#include <set>

#include "lang/diagnostic.h"

namespace spoor::test {

// Lints that are being made.
inline const std::set<DiagnosticKind>& pending_lints() {
  static const std::set<DiagnosticKind> pending = {
#define PENDING(id) DiagnosticKind::id,
#include "tests/lint/pending.def"
#undef PENDING
  };
  return pending;
}

}  // namespace spoor::test
