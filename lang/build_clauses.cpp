#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "lang/builder.h"
#include "lang/decode_literal.h"

// What stands in a rule. Its message, which holds values of its own, is in build_emit.cpp, its memory in
// build_state.cpp.
namespace spoor {

void Builder::meta(std::uint32_t i) {
  const Children parts = children(i);
  ast::Meta made{*find_meta_key(lexeme(parts[0])), span(parts[0]), {}, span(i)};
  for (const std::uint32_t child : parts.subspan(1)) {
    made.values.push_back({kind(child) == SyntaxKind::tag ? Literal(word(child)) : literal(child), span(child)});
  }
  meta_of_[i] = std::move(made);
}

std::vector<ast::Meta> Builder::metas(Children nodes) {
  std::vector<ast::Meta> out;
  for (const std::uint32_t child : nodes) {
    if (kind(child) == SyntaxKind::meta) out.push_back(std::move(meta_of_[child]));
  }
  return out;
}

// A second clause of its kind is reported, and the first one kept.
template <typename Clause>
void Builder::set_once(std::optional<Clause>& clause, Clause made, Span at, std::string_view name) {
  if (clause) {
    report(diagnostics_, DiagnosticKind::duplicate_name, at, fmt::format("a second `{}`", name),
           "a rule has one of them", {{clause->span, "the first one"}});
  } else {
    clause = std::move(made);
  }
}

ast::Clauses Builder::clauses(Children nodes) {
  ast::Clauses made;
  made.metas = metas(nodes);
  for (const std::uint32_t child : nodes) {
    if (kind(child) == SyntaxKind::where) {
      if (made.where) {
        report(diagnostics_, DiagnosticKind::duplicate_name, span(child), "a second `where`",
               "join the conditions with `and`", {{made.where_span, "the first one"}});
      } else {
        made.where = expr_of_[child];
        made.where_span = span(child);
      }
    } else if (kind(child) == SyntaxKind::state) {
      set_state(made.state, child);
    } else if (kind(child) == SyntaxKind::exception) {
      made.exceptions.push_back(exception(child));
    } else if (kind(child) == SyntaxKind::dedup) {
      set_once(made.dedup, dedup(child), span(child), "dedup");
    } else if (kind(child) == SyntaxKind::emit) {
      set_once(made.emit, emit(child), span(child), "emit");
    } else if (kind(child) == SyntaxKind::rule_test) {
      made.tests.push_back(rule_test(child));
    } else if (kind(child) == SyntaxKind::flag) {
      set_once(made.flag, ast::Flag{lexeme(child) == "enable", span(child)}, span(child), "enable` or `disable");
    }
  }
  return made;
}

ast::Exception Builder::exception(std::uint32_t i) {
  const Children parts = children(i);
  ast::Exception made{word(parts[0]), span(parts[0]), expr_of_[parts[1]], std::nullopt, std::nullopt, span(i)};
  for (const std::uint32_t child : parts.subspan(2)) {
    const std::uint32_t value = children(child)[0];
    if (kind(child) == SyntaxKind::reason) made.reason = string(value);
    if (kind(child) == SyntaxKind::until) made.until = std::get<TimeRange>(literal(value));
  }
  return made;
}

namespace {

// Where lines end within brackets no space is left beside these.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    const std::string_view gap = text.substr(at, end - at);
    const bool is_at_bracket = out.ends_with('(') || (end < text.size() && text[end] == ')');
    if (!gap.empty() && !(is_at_bracket && gap.find('\n') != std::string_view::npos)) out += ' ';
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

}  // namespace

ast::Key Builder::key(std::uint32_t value, bool is_optional) const {
  return {expr_of_[value], one_line(lexeme(value)), is_optional};
}

std::vector<ast::Key> Builder::keys(Children nodes) const {
  std::vector<ast::Key> made;
  for (const std::uint32_t node : nodes) made.push_back(key(children(node)[0], children(node).size() > 1));
  return made;
}

ast::Dedup Builder::dedup(std::uint32_t i) {
  const Children parts = children(i);
  ast::Dedup made{{}, std::get<Duration>(literal(parts.back())), span(i)};
  made.keys = keys(parts.first(parts.size() - 1));
  return made;
}

ast::RuleTest Builder::rule_test(std::uint32_t i) {
  const Children parts = children(i);
  ast::RuleTest made{string(parts[0]), span(parts[0]), lexeme(parts[1]) == "fires", std::nullopt, {}, {}, span(i)};
  for (const std::uint32_t child : parts.subspan(2)) {
    if (kind(child) == SyntaxKind::times) {
      made.times = times(child);
    } else if (kind(child) == SyntaxKind::mock) {
      made.mocks.push_back(mock(child));
    } else if (kind(child) == SyntaxKind::feed) {
      made.feeds.push_back(feed(child));
    }
  }
  return made;
}

std::uint64_t Builder::times(std::uint32_t i) {
  const std::string_view text = lexeme(i);
  std::uint64_t times = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), times);
  if (error != std::errc{} || times == 0) {
    report(diagnostics_, DiagnosticKind::unreadable_literal, span(i),
           fmt::format("`{}` is no number of findings", text), times == 0 ? "for none write `silent`" : "");
  }
  return times;
}

ast::Mock Builder::mock(std::uint32_t i) {
  const Children parts = children(i);
  return {word(parts[0]), span(parts[0]), literal(parts[1]), span(parts[1]), event(parts[2])};
}

Duration Builder::offset(std::uint32_t i) {
  const std::string_view text = lexeme(i);
  auto length = std::get<Duration>(decode_literal(SyntaxKind::duration, text.substr(1), span(i), diagnostics_));
  if (text[0] == '-') length.length = -length.length;
  return length;
}

std::uint32_t Builder::repeat(std::uint32_t i) {
  constexpr std::uint32_t kMostRepeats = 1'000'000;
  const std::string_view text = lexeme(i);
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), count);
  if (error == std::errc{} && count >= 1 && count <= kMostRepeats) return count;
  report(diagnostics_, DiagnosticKind::unreadable_literal, span(i), fmt::format("`{}` is no number of records", text),
         fmt::format("from x1 to x{}", kMostRepeats));
  return 1;
}

ast::Feed Builder::feed(std::uint32_t i) {
  ast::Feed made;
  made.span = span(i);
  for (const std::uint32_t child : children(i)) {
    if (kind(child) == SyntaxKind::offset) {
      made.at = offset(child);
    } else if (kind(child) == SyntaxKind::repeat) {
      made.repeat = repeat(child);
    } else if (kind(child) == SyntaxKind::duration) {
      made.every = std::get<Duration>(literal(child));
    } else if (kind(child) == SyntaxKind::sample_name) {
      made.sample = lexeme(child);
      made.sample_span = span(child);
    } else if (kind(child) == SyntaxKind::event) {
      made.event = event(child);
    }
  }
  return made;
}

}  // namespace spoor
