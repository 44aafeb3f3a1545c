#include <fmt/format.h>

#include "cli/render/finding_writer.h"
#include "lang/clause.h"
#include "runtime/json/print.h"

namespace spoor {

namespace {

std::string techniques(const Program& program, const RuleRow& rule) {
  std::string out;
  for (Index i = rule.first_meta; i < rule.first_meta + rule.meta_count; ++i) {
    if (program.metas[i].key != static_cast<std::uint32_t>(MetaKey::attack)) continue;
    if (!out.empty()) out += ",";
    out += json_string(program.string(program.metas[i].value));
  }
  return out;
}

}  // namespace

std::string finding_json(const Finding& finding, const RenderContext& context) {
  const Program& program = *context.program;
  const RuleRow& rule = program.rules[finding.rule];
  const std::string title = json_string(program.string(rule.title));
  const std::string time = finding.time ? to_text(*finding.time) : finding.time_text;
  std::string out =
      fmt::format(R"({{"schema":"spoor.finding/1","id":"{}","rule":{},"title":{},"severity":"{}","attack":[{}])",
                  finding.id(program), json_string(program.rule_name(finding.rule)), title,
                  to_text(static_cast<Level>(rule.level)), techniques(program, rule));
  if (!time.empty()) out += fmt::format(R"(,"time":{})", json_string(time));
  out += fmt::format(R"(,"message":{},"fields":{})", finding.message.empty() ? title : json_string(finding.message),
                     finding.fields.empty() ? "{}" : finding.fields);
  if (!finding.group.empty()) out += fmt::format(R"(,"group":{})", finding.group);
  if (finding.suppressed > 0) out += fmt::format(R"(,"suppressed":{})", finding.suppressed);
  out += R"(,"events":[{)";
  if (!finding.event_id.empty()) out += fmt::format(R"("id":{},)", json_string(finding.event_id));
  if (!time.empty()) out += fmt::format(R"("time":{},)", json_string(time));
  out += fmt::format(R"("file":{},"record":{}}}])", json_string((*context.files)[finding.place.file]),
                     finding.place.record);
  if (context.shows_event) {
    out += R"(,"event":)";
    append_printed(finding.event, context.mask, out);
  }
  return out + "}";
}

}  // namespace spoor
