#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/render/output.h"
#include "runtime/json/mask.h"
#include "runtime/scan/finding.h"
#include "runtime/scan/log_names.h"

namespace spoor {

// What all formats need to know of a run.
struct RenderContext {
  const Program* program = nullptr;
  const LogNames* files = nullptr;
  const Mask* mask = nullptr;  // for records; nothing: secrets are shown
  std::vector<std::string> column_names;
  bool shows_event = true;
  bool color = false;
  std::size_t width = 0;  // of the terminal; 0: lines are as long as they are
};

// Writes findings in one format. False from put() when nobody reads any more.
class FindingWriter {
 public:
  virtual ~FindingWriter() = default;
  virtual bool put(const Finding& finding) = 0;
  virtual void finish() {}
};

// table, ndjson, json, csv; and bare records, one a line or as an array, for `find`. Nothing for another name.
std::unique_ptr<FindingWriter> make_finding_writer(std::string_view format, RenderContext context, Output& output);
std::unique_ptr<FindingWriter> make_record_writer(std::string_view format, RenderContext context, Output& output);

// The formats themselves.
std::unique_ptr<FindingWriter> make_table(RenderContext context, Output& output, bool with_rule);
std::unique_ptr<FindingWriter> make_csv(RenderContext context, Output& output, bool with_rule);
std::string finding_json(const Finding& finding, const RenderContext& context);

}  // namespace spoor
