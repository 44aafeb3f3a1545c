#include <algorithm>
#include <iterator>

#include "lang/printer.h"

// What stands in the braces of an item.
namespace spoor {

void Printer::block(Children clauses, std::uint32_t close) {
  layout_.text("{");
  layout_.indent();
  for (const std::uint32_t i : clauses) {
    layout_.hard_line();
    begin_element(i);
    clause(i);
  }
  flush(close);
  layout_.dedent();
  if (!clauses.empty()) layout_.hard_line();
  layout_.text("}");
}

void Printer::clause(std::uint32_t i) {
  struct Row {
    SyntaxKind kind;
    void (Printer::*print)(std::uint32_t);
  };
  static constexpr Row kRows[] = {
      {SyntaxKind::where, &Printer::where},         {SyntaxKind::state, &Printer::state},
      {SyntaxKind::exception, &Printer::exception}, {SyntaxKind::dedup, &Printer::dedup},
      {SyntaxKind::emit, &Printer::emit},           {SyntaxKind::rule_test, &Printer::rule_test},
      {SyntaxKind::flag, &Printer::token},          {SyntaxKind::param, &Printer::param},
      {SyntaxKind::list, &Printer::list},           {SyntaxKind::meta, &Printer::meta}};
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.kind == kind(i); });
  (this->*row->print)(i);
}

void Printer::where(std::uint32_t i) {
  const std::uint32_t condition = children(i)[0];
  hoist(lead(condition));
  word("where");
  indented(condition);
}

void Printer::meta(std::uint32_t i) {
  const Children values = children(i).subspan(1);
  token(children(i)[0]);
  layout_.space();
  if (values.size() == 1) {
    token(values[0]);
    return;
  }
  layout_.open_group();
  layout_.if_broken("[");
  elements(values, node(i).end);
  layout_.if_broken("]");
  layout_.close_group();
}

void Printer::exception(std::uint32_t i) {
  const Children parts = children(i);
  hoist(node(parts[0]).begin);
  word("except");
  token(parts[0]);
  layout_.space();
  flush(lead(parts[1]));
  layout_.open_group();
  word("when");
  layout_.indent();
  indented(parts[1]);
  for (const std::uint32_t part : parts.subspan(2)) {
    const std::uint32_t value = children(part)[0];
    flush(node(value).begin);
    layout_.line(" ");
    word_before(kind(part) == SyntaxKind::reason ? "reason" : "until", value);
  }
  layout_.dedent();
  layout_.close_group();
}

void Printer::dedup(std::uint32_t i) {
  const Children parts = children(i);
  hoist(node(parts[0]).begin);
  word("dedup");
  word("by");
  layout_.open_group();
  layout_.indent();
  keys(parts.first(parts.size() - 1));
  flush(node(parts.back()).begin);
  layout_.line(" ");
  word_before("for", parts.back());
  layout_.dedent();
  layout_.close_group();
}

// In the group of what they stand in.
void Printer::keys(Children keys) {
  for (const std::uint32_t key : keys) {
    if (key != keys[0]) {
      layout_.text(",");
      flush(node(key).begin);
      layout_.line(" ");
    }
    expression(children(key)[0]);
    if (children(key).size() > 1) token(children(key)[1]);
  }
}

void Printer::emit(std::uint32_t i) {
  const Children parts = children(i);
  hoist(node(parts[0]).begin);
  word_before("emit", parts[0]);
  if (parts.size() == 1) return;
  layout_.space();
  layout_.open_group();
  layout_.text("{");
  elements(parts.subspan(1), node(i).end - 1);
  layout_.text("}");
  layout_.close_group();
}

// A single record stands behind the verdict; with more to give, each stands on its own line.
void Printer::rule_test(std::uint32_t i) {
  const Children parts = children(i);
  hoist(node(parts[0]).begin);
  word_before("test", parts[0]);
  std::size_t next = 1;
  for (; kind(parts[next]) == SyntaxKind::verdict || kind(parts[next]) == SyntaxKind::times; ++next) {
    layout_.space();
    token(parts[next]);
  }
  if (next + 1 == parts.size()) {
    layout_.space();
    feed(parts[next]);
    return;
  }
  layout_.indent();
  for (const std::uint32_t part : parts.subspan(next)) {
    layout_.hard_line();
    begin_element(part);
    if (kind(part) == SyntaxKind::mock) {
      mock(part);
    } else {
      feed(part);
    }
  }
  layout_.dedent();
}

void Printer::mock(std::uint32_t i) {
  const Children parts = children(i);
  word_before("mock", parts[0]);
  layout_.text("(");
  token(parts[1]);
  layout_.text(") = ");
  event(parts[2]);
}

void Printer::feed(std::uint32_t i) {
  bool is_sampled = false;
  for (const std::uint32_t part : children(i)) {
    flush(node(part).begin);
    if (part != children(i)[0]) layout_.space();
    if (kind(part) == SyntaxKind::offset) {
      word_before("at", part);
    } else if (kind(part) == SyntaxKind::duration) {
      word_before("every", part);
    } else if (kind(part) == SyntaxKind::sample_name) {
      word_before("event", part);
      is_sampled = true;
    } else if (kind(part) == SyntaxKind::event) {
      if (is_sampled) word("with");
      event(part);
    } else {
      token(part);  // how often
    }
  }
}

}  // namespace spoor
