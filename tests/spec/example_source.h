#pragma once

#include <string>
#include <vector>

#include "compiler/compile.h"
#include "tests/spec/page.h"
#include "tests/spec/rules_folder.h"

namespace spoor::spec {

// The packs of the checkout.
const RulesFolder& rules();

// The packs of the checkout, and the data files of one example.
class ExampleSource : public Source {
 public:
  explicit ExampleSource(std::vector<Expectation::File> data) : data_(std::move(data)) {}

  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    return rules().pack(name, "");
  }
  std::vector<std::string> pack_names() const override { return rules().pack_names(); }
  tl::expected<std::string, std::string> data(std::string_view rule_file, std::string_view name) const override {
    const std::string path = beside(rule_file, name);
    for (const Expectation::File& file : data_) {
      if (file.name == path) return file.text;
    }
    return tl::unexpected(path + ": there is no such file");
  }

  tl::expected<std::string, DatabaseProblem> database(std::string_view rule_file,
                                                      std::string_view name) const override {
    const auto text = data(rule_file, name);
    return tl::unexpected(text ? DatabaseProblem{false, beside(rule_file, name) + ": has no metadata"}
                               : DatabaseProblem{true, text.error()});
  }

 private:
  std::vector<Expectation::File> data_;
};

CompileRequest request_of(const Expectation& example);

// What the compiler says, as on the screen.
std::string to_text(const Compiled& compiled);

}  // namespace spoor::spec
