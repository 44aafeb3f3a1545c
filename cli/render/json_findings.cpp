#include <fmt/format.h>

#include <utility>

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

void append_memory(const Finding::Memory& memory, std::string& out) {
  if (!memory.measure.empty()) out += fmt::format(R"(,"count":{})", memory.measure);
  out += fmt::format(R"(,"window":{{"from":"{}","to":"{}"}})", to_text(memory.from), to_text(memory.to));
}

void append_event(std::string_view id, std::string_view time, const Place& place, const RenderContext& context,
                  std::string& out) {
  out += '{';
  if (!id.empty()) out += fmt::format(R"("id":{},)", json_string(id));
  if (!time.empty()) out += fmt::format(R"("time":{},)", json_string(time));
  out += fmt::format(R"("file":{},"record":{}}})", json_string((*context.files)[place.file]), place.record);
}

// The record, or all that took part, as far as they are kept.
void append_events(const Finding& finding, std::string_view time, const RenderContext& context, std::string& out) {
  out += R"(,"events":[)";
  if (!finding.memory) {
    append_event(finding.event_id, time, finding.place, context, out);
    out += ']';
    return;
  }
  bool is_first = true;
  for (const Finding::Memory::Event& event : finding.memory->events) {
    if (!std::exchange(is_first, false)) out += ',';
    append_event(event.id, to_text(event.time), event.place, context, out);
  }
  out += ']';
  const std::uint64_t left_out = finding.memory->event_count - finding.memory->events.size();
  if (left_out > 0) out += fmt::format(R"(,"events_left_out":{})", left_out);
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
  if (finding.memory) append_memory(*finding.memory, out);
  if (finding.suppressed > 0) out += fmt::format(R"(,"suppressed":{})", finding.suppressed);
  append_events(finding, time, context, out);
  if (context.shows_event && !finding.event.empty()) {
    out += R"(,"event":)";
    append_printed(finding.event, context.mask, out);
  }
  return out + "}";
}

}  // namespace spoor
