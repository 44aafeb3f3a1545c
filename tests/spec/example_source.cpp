#include "tests/spec/example_source.h"

namespace spoor::spec {

const RulesFolder& rules() {
  static const RulesFolder folder(std::filesystem::path(SPOOR_SOURCE_DIR) / "rules");
  return folder;
}

std::string to_text(const Compiled& compiled) {
  std::string text;
  for (const Diagnostic& diagnostic : compiled.diagnostics) text += render(diagnostic, compiled.sources, false);
  return text;
}

CompileRequest request_of(const Expectation& example) {
  CompileRequest request;
  for (const Expectation::File& file : example.files) request.files.push_back({file.name, file.text});
  return request;
}

}  // namespace spoor::spec
