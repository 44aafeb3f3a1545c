#include "runtime/event/reach.h"

#include <algorithm>
#include <bit>
#include <span>

#include "runtime/json/token_walk.h"

namespace spoor {
namespace {

using TokenList = std::vector<std::uint32_t>;

std::vector<const PathNodeRow*> steps_to(const Program& program, Index node) {
  std::vector<const PathNodeRow*> steps;
  for (; program.paths[node].kind != PathStepKind::root; node = program.paths[node].parent) {
    steps.push_back(&program.paths[node]);
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

std::int32_t index_of(const PathNodeRow& step) { return static_cast<std::int32_t>(step.argument); }

// A value that is no array counts as an array of one and has no keys.
bool stays(const PathNodeRow& step) {
  switch (step.kind) {
    case PathStepKind::root:
    case PathStepKind::each:
    case PathStepKind::element: return true;
    case PathStepKind::index: return index_of(step) == 0 || index_of(step) == -1;
    case PathStepKind::key: return false;
  }
  return false;
}

template <typename Visit>
void for_each_flattened(const Tokens& tokens, std::uint32_t value, Visit&& visit) {
  if (tokens.kind(value) == '[') {
    for_each_leaf(tokens, value, visit);
  } else {
    visit(value);
  }
}

void take_key(const Tokens& tokens, std::uint32_t value, std::string_view key, Arena& arena, TokenList& out) {
  for_each_flattened(tokens, value, [&](std::uint32_t leaf) {
    if (tokens.kind(leaf) != '{') return;
    for_each_member(tokens, leaf, [&](std::uint32_t key_token, std::uint32_t member) {
      if (decode_string(raw_key(tokens, key_token), arena) == key) out.push_back(member);
    });
  });
}

void take_index(const Tokens& tokens, std::uint32_t array, std::int64_t index, TokenList& out) {
  if (index < 0) for_each_element(tokens, array, [&](std::uint32_t) { ++index; });
  for_each_element(tokens, array, [&](std::uint32_t element) {
    if (index-- == 0) out.push_back(element);
  });
}

// What one step reaches from one value.
void take_step(const Program& program, const PathNodeRow& step, const Tokens& tokens, std::uint32_t value, Arena& arena,
               TokenList& out) {
  if (step.kind == PathStepKind::key) {
    take_key(tokens, value, program.string(step.argument), arena, out);
  } else if (tokens.kind(value) != '[') {
    if (stays(step)) out.push_back(value);
  } else if (step.kind == PathStepKind::index) {
    take_index(tokens, value, index_of(step), out);
  } else if (step.kind == PathStepKind::each) {
    for_each_element(tokens, value, [&](std::uint32_t element) { out.push_back(element); });
  } else {
    for_each_leaf(tokens, value, [&](std::uint32_t leaf) { out.push_back(leaf); });
  }
}

void take_value(const Tokens& tokens, std::uint32_t token, Arena& arena, std::vector<Value>& out) {
  if (tokens.kind(token) == '{') {
    const std::uint32_t begin = tokens.starts[token];
    out.push_back(Value::from_object({tokens.text + begin, tokens.starts[tokens.closers[token]] - begin + 1}));
  } else if (const std::optional<Value> value = decode_scalar(tokens, token, arena)) {
    out.push_back(*value);
  }
}

}  // namespace

void reach(const Program& program, Index node, const Value& start, DocumentReader& documents, Arena& arena,
           std::vector<Value>& out) {
  const std::vector<const PathNodeRow*> steps = steps_to(program, node);
  if (start.type() != ValueType::object || (steps.empty() && !start.is_array())) {
    if (std::all_of(steps.begin(), steps.end(), [](const PathNodeRow* step) { return stays(*step); })) {
      out.push_back(start);
    }
    return;
  }
  const std::optional<RecordTokens> document = documents.read(start.text());
  if (!document) return;
  const Tokens& tokens = document->tokens;
  TokenList reached{document->first};
  for (const PathNodeRow* step : steps) {
    TokenList next;
    for (const std::uint32_t value : reached) take_step(program, *step, tokens, value, arena, next);
    reached = std::move(next);
  }
  for (const std::uint32_t value : reached) {
    for_each_flattened(tokens, value, [&](std::uint32_t leaf) { take_value(tokens, leaf, arena, out); });
  }
}

}  // namespace spoor
