#include "tests/bench/rules.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "compiler/compile.h"

namespace spoor::bench {

namespace {

namespace fs = std::filesystem;

// The packs of the source tree.
class Packs : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    std::vector<SourceText> out;
    for (const auto& entry : fs::directory_iterator(fs::path(SPOOR_SOURCE_DIR) / "rules" / name)) {
      if (entry.path().extension() != ".spoor") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      out.push_back({entry.path().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
    std::sort(out.begin(), out.end(), [](const SourceText& a, const SourceText& b) { return a.name < b.name; });
    return out;
  }
  std::vector<std::string> pack_names() const override { return {"cloudtrail", "aws"}; }
};

}  // namespace

std::shared_ptr<const PreparedProgram> rules_with(std::int64_t count) {
  CompileRequest request;
  request.files = Packs().pack("aws", "").value();
  std::string text = "pack generated { title \"Generated\" }\n";
  for (std::int64_t rule = 0; rule < count; ++rule) {
    const std::string number = std::to_string(rule);
    text += "rule rule_" + number + " { title \"Rule\" severity low where eventSource == \"service" +
            std::to_string(rule % 150) + ".amazonaws.com\" and eventName == \"Call" + number + "\" }\n";
  }
  if (count != 0) request.files.push_back({"generated.spoor", text});
  Compiled compiled = compile(std::move(request), Packs());
  for (const Diagnostic& diagnostic : compiled.diagnostics) std::fprintf(stderr, "%s\n", diagnostic.message.c_str());
  auto prepared = PreparedProgram::make(std::move(compiled.program));
  if (!prepared) std::fprintf(stderr, "%s\n", prepared.error().c_str());
  return prepared.value();
}

}  // namespace spoor::bench
