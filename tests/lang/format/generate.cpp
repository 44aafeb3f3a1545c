#include "tests/lang/format/generate.h"

#include "lang/operator.h"

namespace spoor {

void RuleGenerator::gap() {
  static const std::vector<std::string> kSpaces = {" ", " ", " ", "  ", "\t", "\n", "\r\n", "\n\n", "\n \n\n"};
  out_ += one_of(kSpaces);
  while (chance(comment_chance_)) {
    out_ += "#c" + std::to_string(comments_++) + one_of({"", " (", " ]  ", " \xC3\xA9 and"});
    out_ += one_of({"\n", "\r\n", "\n\n", "\n  "});
  }
}

void RuleGenerator::put(const std::string& token) {
  out_ += token;
  gap();
}

void RuleGenerator::put(std::initializer_list<std::string> tokens) {
  for (const std::string& token : tokens) put(token);
}

template <typename Part>
void RuleGenerator::several(std::size_t most, Part part) {
  for (std::size_t left = below(most); left > 0; --left) {
    part();
    put(",");
  }
  part();
}

std::string RuleGenerator::file() {
  static constexpr std::size_t kCommentChances[] = {3, 10, 40, 100'000};
  comment_chance_ = kCommentChances[below(4)];
  out_ = one_of({"", "", "\xEF\xBB\xBF"});
  if (chance(2)) gap();
  if (chance(3)) put({"pack", "a.b-c", "{", "title", "\"t\"", "}"});
  for (std::size_t left = 1 + below(4); left > 0; --left) item();
  return std::move(out_);
}

void RuleGenerator::literal() {
  static const std::vector<std::string> kLiterals = {
      "\"a\"",
      "\"a \\\" # no comment\"",
      "r\"C:\\x\"",
      "\"two\nlines\"",
      "1",
      "-1_000.5",
      "8.8E-5",
      "true",
      "false",
      "2024-04-10",
      "2024-04-10T20:00:00Z",
      "15m",
      "10.0.0.1",
      "10.0.0.0/8",
      "2001:db8::/32",
      "\"a string that is so long that not many of its kind fit on a line\""};
  put(one_of(kLiterals));
}

void RuleGenerator::path(int depth) {
  if (depth > 0 && chance(5)) {
    put({one_of({"f", "ct.named", "json"}), "("});
    if (!chance(4)) {
      several(3, [&] {
        if (!chance(3)) return condition(depth - 1);
        put("(");
        const bool is_single = chance(2);
        several(3, [&] { literal(); });
        if (is_single)
          put(",");
        else {
          put(",");
          literal();
        }
        put(")");
      });
    }
    put(")");
  } else {
    put(one_of({"a", "eventName", "`in`", "requestParameters"}));
  }
  while (chance(3)) {
    switch (below(4)) {
      case 0: put({".", one_of({"b", "x-amz-acl", "`aws:x`", "in"})}); break;
      case 1: put({"[", "\"odd key\"", "]"}); break;
      case 2: put({"[", one_of({"0", "-1"}), "]"}); break;
      default: put({"[", "*", "]"}); break;
    }
  }
}

void RuleGenerator::value(int depth) {
  if (chance(3))
    literal();
  else
    path(depth);
}

void RuleGenerator::predicate(int depth) {
  const auto& all = operators();
  const OperatorInfo& op = all[below(all.size())];
  value(depth);
  if (op.can_negate && chance(3)) put("not");
  out_ += op.spelling;
  if (op.can_fold && chance(3)) out_ += "~";
  gap();
  const bool has_list = op.right != RightSide::value && op.right != RightSide::ordered && chance(2);
  if (has_list) {
    if (op.right != RightSide::set && chance(3)) put("all");
    put("(");
    several(5, [&] {
      if (op.right == RightSide::regexes) return put(one_of({"/a[/]b/i", "/^x$/"}));
      value(depth);
      if (op.right == RightSide::set && chance(4)) {
        put("..");
        value(0);
      }
    });
    if (chance(3)) put(",");
    put(")");
  } else if (op.right == RightSide::regexes) {
    put("/a\\/b # no comment/");
  } else if (op.right == RightSide::set) {
    path(depth);
  } else {
    value(depth);
  }
}

void RuleGenerator::condition(int depth) {
  const std::size_t kind = depth > 0 ? below(9) : 7;
  if (kind < 3) {
    const std::string word = chance(2) ? "and" : "or";
    condition(depth - 1);
    for (std::size_t left = 1 + below(3); left > 0; --left) {
      put(word);
      condition(depth - 1);
    }
  } else if (kind == 3) {
    put("(");
    condition(depth - 1);
    put(")");
  } else if (kind == 4) {
    put("not");
    condition(depth - 1);
  } else if (kind == 5) {
    put({one_of({"any", "all", "none"}), "v", "in"});
    path(depth - 1);
    put({":", "("});
    condition(depth - 1);
    put(")");
  } else if (kind == 6) {
    put("exists");
    path(depth - 1);
  } else if (kind == 7) {
    predicate(depth > 0 ? depth - 1 : 0);
  } else {
    path(depth - 1);
  }
}

void RuleGenerator::event() {
  put(one_of({"{}", "{\"a\":1}", "{ \"a\" : [ 1.50 , {} , [] ],\n\"b c\":{\"d\":null}}", "{\n}",
              "{\"a\": \"\\u0041 {[,:\\\"\", \"a\": true, \"long\": "
              "\"................................................\", \"b\": [[[1]],[2]]}"}));
}

void RuleGenerator::feed() {
  if (chance(3)) put({"at", one_of({"+2m", "-1h30m"})});
  if (chance(3)) {
    put("x20");
    if (chance(2)) put({"every", "5s"});
  }
  if (chance(2)) return event();
  put({"event", "s"});
  if (chance(2)) {
    put("with");
    event();
  }
}

void RuleGenerator::test() {
  put({"test", "\"t\""});
  if (chance(2)) {
    put("silent");
  } else {
    put("fires");
    if (chance(3)) put("2");
  }
  while (chance(4)) {
    put({"mock", "geo", "("});
    literal();
    put({")", "="});
    event();
  }
  do feed();
  while (chance(3));
}

void RuleGenerator::by(std::size_t in) {
  if (!chance(in)) return;
  put("by");
  several(3, [&] {
    path(1);
    if (chance(3)) put("?");
  });
}

void RuleGenerator::bound() {
  put(one_of({">=", ">", "<=", "<", "=="}));
  put(one_of({"5", "0.5", "burst", "limit(1)", "1_000_000"}));
}

void RuleGenerator::steps() {
  put("{");
  for (std::size_t left = 1 + below(4); left > 0; --left) {
    if (chance(4)) put("not");
    put(one_of({"a", "create", "by", "a_name_that_is_long", "until"}));
    by(5);
    if (chance(4)) put("x3");
    put(":");
    if (chance(4))
      put({"rule", one_of({"r", "aws.core.denied_burst"})});
    else
      condition(2);
  }
  put("}");
  if (!chance(3)) return;
  put("until");
  condition(2);
}

void RuleGenerator::state() {
  static const std::vector<std::string> kLengths = {"5m", "1h30m", "7d"};
  const std::string word = one_of({"count", "distinct", "sum", "ratio", "first", "spike", "sequence", "together"});
  put(word);
  if (word == "distinct" || word == "first") several(3, [&] { path(1); });
  if (word == "sum") path(1);
  if (word == "ratio") {
    put("(");
    condition(2);
    put(")");
  }
  if (word == "spike") put({">=", one_of({"5x", "2.5x", "3sd"})});
  const bool has_bound = word == "count" || word == "distinct" || word == "sum" || word == "ratio";
  if (has_bound) bound();
  if (word == "ratio" && chance(2)) put({"min", one_of({"20", "least"})});
  by(2);
  if (word == "spike") put({"per", one_of(kLengths)});
  const bool has_history = word == "spike" || word == "first";
  put({has_history ? "over" : "within", one_of(kLengths)});
  if (word == "spike" && chance(2)) put({"min", "50"});
  if (has_history && chance(2)) put({"warmup", one_of(kLengths)});
  if (word == "sequence" || word == "together") steps();
}

void RuleGenerator::list() {
  put({"list", "l"});
  if (chance(3)) put({":", one_of({"string", "cidr"})});
  if (chance(4)) return put({"from", "\"l.txt\""});
  put({"=", "["});
  if (!chance(5)) {
    several(6, [&] { literal(); });
    if (chance(3)) put(",");
  }
  put("]");
}

void RuleGenerator::clause() {
  switch (below(9)) {
    case 0:
      put({"except", "e", "when"});
      condition(2);
      if (chance(2)) put({"reason", "\"because of a reason\""});
      if (chance(2)) put({"until", "2026-12-31"});
      break;
    case 1:
      put(one_of({"tags", "refs", "attack"}));
      several(3, [&] {
        if (chance(2)) return put(one_of({"T1562.008", "\"a b\"", "2024-04-10", "1.2.3"}));
        put("[");
        several(3, [&] { put(one_of({"x-y", "5", "r\"q\""})); });
        if (chance(2)) put(",");
        put("]");
      });
      break;
    case 2: put({"severity", "high"}); break;
    case 3: put({"title", "\"A title that takes some room, as titles do\""}); break;
    default: test(); break;
  }
}

void RuleGenerator::item() {
  switch (below(10)) {
    case 0:
      put({"use", "cloudtrail"});
      if (chance(2)) put({"as", "ct"});
      break;
    case 1:
      put({"param", "p", "="});
      literal();
      break;
    case 2: list(); break;
    case 3:
      put({"table", "t"});
      if (chance(2)) put({":", "ip"});
      put({"from", "\"t.csv\""});
      if (chance(2)) put({"key", one_of({"k", "`odd k`"})});
      break;
    case 4:
      put({"sample", "s", "="});
      event();
      break;
    case 5:
      put({"def", "d"});
      if (chance(2)) {
        put("(");
        several(3, [&] { put("x"); });
        put(")");
      }
      put("=");
      condition(3);
      break;
    case 6:
      put({"tune", "aws.core.r", "{"});
      if (chance(2)) {
        put({"param", "p", "="});
        literal();
      }
      if (chance(2)) list();
      if (chance(2)) put(one_of({"enable", "disable"}));
      put("}");
      break;
    default:
      put({"rule", "r", "{"});
      for (std::size_t left = below(3); left > 0; --left) clause();
      if (!chance(4)) {
        put("where");
        condition(4);
      }
      if (chance(2)) state();
      if (chance(3)) {
        put("dedup");
        by(1);
        put({"for", "1h"});
      }
      if (chance(3)) {
        put({"emit", one_of({"\"{a} did {b.c}\"", "r\"x\"", "\"{{}}\""})});
        if (chance(2)) {
          put("{");
          several(4, [&] {
            put({"k", ":"});
            value(2);
          });
          if (chance(2)) put(",");
          put("}");
        }
      }
      for (std::size_t left = below(3); left > 0; --left) clause();
      put("}");
      break;
  }
}

}  // namespace spoor
