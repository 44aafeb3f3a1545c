#pragma once

#include <memory>
#include <string>
#include <utility>

#include "compiler/compile.h"
#include "runtime/match/prepared.h"
#include "tests/fuzz/packs.h"
#include "tests/fuzz/require.h"

namespace spoor::fuzz {

// Rules of a target as the engine runs them and as the oracle reads them.
struct CheckedRules {
  explicit CheckedRules(std::string text) {
    const CompileRequest request{{{"rules.spoor", std::move(text)}}, {}};
    Compiled compiled = compile(request, Packs());
    for (const Diagnostic& d : compiled.diagnostics)
      require(false, "the rules compile", render(d, compiled.sources, false));
    prepared = PreparedProgram::make(std::move(compiled.program)).value();
    typed = type_check(request, Packs());
  }

  std::shared_ptr<const PreparedProgram> prepared;
  Typed typed;
};

}  // namespace spoor::fuzz
