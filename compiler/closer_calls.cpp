#include <fmt/format.h>

#include <algorithm>

#include "compiler/closer.h"
#include "lang/suggest.h"

namespace spoor {

// The first key behind a function that has parts names one of them: `arn(p).account` is a function of its own.
NodeId Closer::add_call(closed::Call call, Span span, const Scope& scope) {
  const std::vector<std::string_view> parts = parts_of(call.function);
  const auto step = std::find_if(call.steps.begin(), call.steps.end(),
                                 [](const PathStep& s) { return s.kind == PathStep::Kind::key; });
  const bool names_part = !parts.empty() && info(call.function).part.empty() && step != call.steps.end();
  if (!names_part) return add(std::move(call), span, scope);
  if (const auto part = find_part(call.function, step->key)) {
    call.function = *part;
    call.steps.erase(step);
    return add(std::move(call), span, scope);
  }
  const auto near = closest(step->key, parts);
  const bool is_bare = step->span.end - step->span.begin == step->key.size() + 1;  // not `["acount"]`
  report(DiagnosticKind::unknown_part, step->span, scope,
         fmt::format("`{}` has no part `{}`", info(call.function).name, step->key),
         near ? fmt::format("did you mean `{}`?", *near) : fmt::format("its parts are `{}`", fmt::join(parts, "`, `")),
         near && is_bare ? std::vector<Fix>{{step->span, fmt::format(".{}", *near)}} : std::vector<Fix>{});
  return unknown(span, scope);
}

}  // namespace spoor
