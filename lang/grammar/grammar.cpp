#include <tao/pegtl/contrib/analyze.hpp>
#include <utility>

#include "lang/grammar/items.h"
#include "lang/syntax.h"

// Custom rules are opaque to PEGTL's analysis unless it is told whether they consume.
namespace TAO_PEGTL_NAMESPACE {
template <typename Name>
struct analyze_traits<Name, spoor::grammar::spacing> : analyze_opt_traits<> {};
template <typename Name, std::size_t (*length)(std::string_view)>
struct analyze_traits<Name, spoor::grammar::lexeme<length>> : analyze_any_traits<> {};
}  // namespace TAO_PEGTL_NAMESPACE

namespace spoor {

namespace grammar {

namespace {

// Brackets and `not` nest at most this deep: what a reader can follow, and far from the end of any stack.
constexpr std::uint32_t kMaxNesting = 100;

struct Failure {
  Expected expected;
  std::uint32_t offset;
};

struct State {
  struct Mark {
    std::uint32_t offset;
    std::uint32_t roots;
    std::uint32_t nodes;
    std::uint32_t children;
  };

  std::string_view text;
  Syntax syntax;
  std::vector<std::uint32_t> roots;  // nodes that have no parent yet
  std::vector<Mark> marks;           // where each rule under way began
  std::uint32_t nesting = 0;
  std::optional<std::uint32_t> state_word;

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - text.data()); }

  std::size_t skip(const char* at) {
    const std::uint32_t from = offset(at);
    return skip_spacing(text, from, &syntax.comments) - from;
  }

  void begin(const char* at) {
    marks.push_back({offset(at), static_cast<std::uint32_t>(roots.size()),
                     static_cast<std::uint32_t>(syntax.nodes.size()),
                     static_cast<std::uint32_t>(syntax.children.size())});
  }

  void forget() {
    const Mark& mark = marks.back();
    roots.resize(mark.roots);
    syntax.nodes.resize(mark.nodes);
    syntax.children.resize(mark.children);
    marks.pop_back();
  }

  void keep() { marks.pop_back(); }

  void add(SyntaxKind kind, bool collapses, const char* at) {
    const Mark mark = marks.back();
    marks.pop_back();
    const auto count = static_cast<std::uint32_t>(roots.size() - mark.roots);
    if (collapses && count == 1) return;
    const auto first = static_cast<std::uint32_t>(syntax.children.size());
    syntax.children.insert(syntax.children.end(), roots.begin() + mark.roots, roots.end());
    roots.resize(mark.roots);
    roots.push_back(static_cast<std::uint32_t>(syntax.nodes.size()));
    syntax.nodes.push_back({kind, skip_spacing(text, mark.offset), offset(at), first, count});
  }
};

template <typename Rule>
concept IsNode = requires {
  Rule::kind;
};
template <typename Rule>
concept Collapses = requires {
  Rule::collapses;
};

template <typename Rule>
constexpr bool is_state_word = false;
template <Spelling word>
constexpr bool is_state_word<state_keyword<word>> = true;

template <typename Rule>
struct control : pegtl::normal<Rule> {
  template <typename Input>
  static void start(const Input& in, State& state) {
    if constexpr (std::is_same_v<Rule, negation>) {
      if (++state.nesting > kMaxNesting) throw Failure{Expected::nesting, state.offset(in.current())};
    }
    state.begin(in.current());
  }
  template <typename Input>
  static void success(const Input& in, State& state) {
    if constexpr (std::is_same_v<Rule, negation>) --state.nesting;
    if constexpr (is_state_word<Rule>) {
      state.state_word = skip_spacing(state.text, state.marks.back().offset);
    }
    if constexpr (IsNode<Rule>) {
      state.add(Rule::kind, Collapses<Rule>, in.current());
    } else {
      state.keep();
    }
  }
  template <typename Input>
  static void failure(const Input&, State& state) {
    if constexpr (std::is_same_v<Rule, negation>) --state.nesting;
    state.forget();
  }
  template <typename Input, typename... States>
  [[noreturn]] static void raise(const Input& in, State& state, States&&...) {
    throw Failure{expected_of<Rule>(), state.offset(in.current())};
  }
};

template <typename Grammar>
Syntax read(std::string_view text, std::uint32_t offset) {
  State state;
  state.text = text;
  pegtl::memory_input<pegtl::tracking_mode::lazy> in(text.data() + offset, text.data() + text.size(), "");
  try {
    pegtl::parse<Grammar, pegtl::nothing, control>(in, state);
  } catch (const Failure& failure) {
    state.syntax.error = {failure.expected, failure.offset, state.state_word};
  }
  state.syntax.end = state.offset(in.current());
  return std::move(state.syntax);
}

}  // namespace

}  // namespace grammar

Syntax read_item(std::string_view text, std::uint32_t offset) {
  return grammar::read<grammar::item_start>(text, offset);
}

Syntax read_expression(std::string_view text) { return grammar::read<grammar::whole_expression>(text, 0); }

Syntax read_value(std::string_view text) { return grammar::read<grammar::whole_value>(text, 0); }

std::uint32_t skip_spacing(std::string_view text, std::uint32_t offset, std::vector<std::uint32_t>* comments) {
  while (offset < text.size()) {
    if (is_space(text[offset])) {
      ++offset;
    } else if (text[offset] == '#') {
      if (comments != nullptr && (comments->empty() || comments->back() < offset)) comments->push_back(offset);
      offset = static_cast<std::uint32_t>(std::min(text.find('\n', offset), text.size()));
    } else {
      break;
    }
  }
  return offset;
}

std::size_t grammar_problems() {
  return tao::pegtl::analyze<grammar::item_start>(-1) + tao::pegtl::analyze<grammar::whole_expression>(-1) +
         tao::pegtl::analyze<grammar::whole_value>(-1);
}

}  // namespace spoor
