#include "cli/render/finding_writer.h"

#include <utility>

#include "runtime/json/print.h"

namespace spoor {

namespace {

// JSON texts, one a line or as one array.
class JsonWriter : public FindingWriter {
 public:
  JsonWriter(RenderContext context, Output& output, bool is_array, bool is_record)
      : context_(std::move(context)), output_(output), is_array_(is_array), is_record_(is_record) {}

  bool put(const Finding& finding) override {
    std::string text = is_array_ ? (is_first_ ? "[\n" : ",\n") : "";
    is_first_ = false;
    if (is_record_)
      append_printed(finding.event, context_.mask, text);
    else
      text += finding_json(finding, context_);
    return output_.write(is_array_ ? text : text + "\n");
  }

  void finish() override {
    if (is_array_) output_.write(is_first_ ? "[]\n" : "\n]\n");
  }

 private:
  RenderContext context_;
  Output& output_;
  bool is_array_, is_record_;
  bool is_first_ = true;
};

std::unique_ptr<FindingWriter> make(std::string_view format, RenderContext context, Output& output, bool is_record) {
  if (format == "table") return make_table(std::move(context), output, !is_record);
  if (format == "csv") return make_csv(std::move(context), output, !is_record);
  if (format == "json") return std::make_unique<JsonWriter>(std::move(context), output, true, is_record);
  if (format == "ndjson") return std::make_unique<JsonWriter>(std::move(context), output, false, is_record);
  return nullptr;
}

}  // namespace

std::unique_ptr<FindingWriter> make_finding_writer(std::string_view format, RenderContext context, Output& output) {
  return make(format, std::move(context), output, false);
}

std::unique_ptr<FindingWriter> make_record_writer(std::string_view format, RenderContext context, Output& output) {
  return make(format, std::move(context), output, true);
}

}  // namespace spoor
