#include "tests/oracle/records.h"

#include "tests/oracle/words.h"

namespace spoor::oracle {
namespace {

constexpr std::size_t kKinds = 4;
constexpr int kDepth = 4;

struct Tree {
  char kind = 's';   // `{`, `[`, or s for a scalar
  std::string text;  // of a scalar, as JSON
  std::vector<std::string> keys;
  std::vector<Tree> items;  // values of the keys, or elements
};

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out;
}

std::string url_encoded(const std::string& text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0)
      out += c;
    else
      (out += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

std::string base64_encoded(const std::string& text) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) out += kDigits[bits >> (count - 6) & 63];
  }
  if (count > 0) out += kDigits[bits << (6 - count) & 63];
  return out;
}

// Writes trees as JSON: spaced or not, with keys and values spelled in more than one way; if loose, with what JSON
// does not allow and records may have.
class Writer {
 public:
  explicit Writer(Random& random) : random_(random), is_loose_(random.one_in(3)), is_spaced_(random.one_in(6)) {}

  std::string write(const Tree& tree) {
    if (tree.kind == 's') return scalar(tree.text);
    std::string out(1, tree.kind);
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
      if (i > 0) out += separator();
      if (tree.kind == '{') out += spelled(in_quotes(tree.keys[i])) + (sometimes(40) ? " " : ":") + space();
      out += write(tree.items[i]);
    }
    if (sometimes(20)) out += ",";
    return out + space() + (tree.kind == '{' ? "}" : "]");
  }

 private:
  bool sometimes(std::size_t n) { return is_loose_ && random_.one_in(n); }
  std::string space() { return is_spaced_ && random_.one_in(2) ? "\n  " : ""; }
  std::string separator() { return (sometimes(30) ? " " : sometimes(30) ? ",," : ",") + space(); }
  std::string scalar(const std::string& text) { return sometimes(12) ? random_.pick(kOddities) : spelled(text); }

  // Now and then a letter of a string as an escape.
  std::string spelled(const std::string& text) {
    if (text.size() < 3 || text[0] != '"' || std::isalpha(static_cast<unsigned char>(text[1])) == 0) return text;
    if (!random_.one_in(15)) return text;
    return "\"\\u00" + std::string(1, "0123456789abcdef"[text[1] >> 4]) + "0123456789abcdef"[text[1] & 15] +
           text.substr(2);
  }

  Random& random_;
  bool is_loose_;
  bool is_spaced_;
};

class Trees {
 public:
  explicit Trees(Random& random) : random_(random) {}

  Tree object(int depth, std::size_t least) {
    Tree out{'{', "", {}, {}};
    for (std::size_t left = least + random_.below(4); left > 0; --left) {
      out.keys.push_back(random_.pick(kKeys));
      out.items.push_back(value(depth - 1));
    }
    return out;
  }

  // Another one of the same kind.
  Tree varied(const Tree& tree, int depth) {
    if (tree.kind == 's') return random_.one_in(4) ? scalar(0) : tree;
    if (random_.one_in(25)) return value(depth);
    Tree out{tree.kind, "", {}, {}};
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
      if (random_.one_in(12)) continue;
      for (std::size_t times = random_.one_in(20) ? 2 : 1; times > 0; --times) {
        if (tree.kind == '{') out.keys.push_back(tree.keys[i]);
        Tree item = varied(tree.items[i], depth - 1);
        out.items.push_back(random_.one_in(25) ? Tree{'[', "", {}, {std::move(item)}} : std::move(item));
      }
    }
    return out;
  }

  // Two arrays of one kind, so that they are worth a comparison.
  void add_many(Tree& object) {
    const std::size_t kind = random_.below(4);
    for (const std::string& key : kManyKeys) {
      object.keys.push_back(key);
      object.items.push_back(many(kind));
    }
  }

 private:
  // Few values or a lot, of a kind (0 to 3), from so large a world that two such sets have hardly a value in common.
  Tree many(std::size_t kind) {
    Tree out{'[', "", {}, {}};
    for (std::size_t left = random_.one_in(2) ? 17 + random_.below(10) : 1 + random_.below(4); left > 0; --left)
      out.items.push_back({'s', one_of_many(kind), {}, {}});
    return out;
  }

  std::string one_of_many(std::size_t kind) {
    if (random_.one_in(20)) return scalar(0).text;
    const std::size_t number = random_.below(400);
    if (kind == 0) return std::to_string(number);
    if (kind == 1) return in_quotes("2024-04-10T01:" + std::to_string(10 + number % 50) + ":00Z");
    if (kind == 2) return in_quotes("v" + std::to_string(number / 100) + "." + std::to_string(number % 100));
    std::string letters;
    for (std::size_t left = 3 + number % 4; left > 0; --left) letters += static_cast<char>('a' + random_.below(4));
    return in_quotes(letters);
  }

  Tree value(int depth) {
    if (depth <= 0) return scalar(0);
    switch (random_.below(7)) {
      case 0:
      case 1: return object(depth, 1);
      case 2: return array(depth);
      case 3: return list_of_objects(depth);
      default: return scalar(depth);
    }
  }

  Tree array(int depth) {
    Tree out{'[', "", {}, {}};
    for (std::size_t left = random_.below(5); left > 0; --left) out.items.push_back(value(depth - 1));
    return out;
  }

  Tree list_of_objects(int depth) {
    const Tree first = object(depth - 1, 2);
    Tree out{'[', "", {}, {first}};
    for (std::size_t left = random_.below(3); left > 0; --left) out.items.push_back(varied(first, depth - 2));
    return out;
  }

  Tree scalar(int depth) {
    if (depth > 0 && random_.one_in(8)) return {'s', in_quotes(document(value(depth - 1))), {}, {}};
    switch (random_.below(10)) {
      case 0:
      case 1: return {'s', random_.pick(kNumbers), {}, {}};
      case 2: return {'s', random_.pick<std::string>({"true", "false", "null"}), {}, {}};
      case 3: return {'s', in_quotes(random_.pick(kTimes)), {}, {}};
      case 4: return {'s', in_quotes(random_.pick(kAddresses)), {}, {}};
      case 5:
      case 6: return {'s', in_quotes(random_.pick(kTextsWithin)), {}, {}};
      default: return {'s', in_quotes(random_.pick(kTexts)), {}, {}};
    }
  }

  // JSON as a text that stands in a string; now and then cut off.
  std::string document(const Tree& tree) {
    std::string text = Writer(random_).write(tree);
    if (random_.one_in(8)) text.resize(text.size() / 2);
    if (random_.one_in(3)) return url_encoded(text);
    return random_.one_in(2) ? base64_encoded(text) : escaped(text);
  }

  Random& random_;
};

}  // namespace

std::vector<std::string> generate_records(Random& random, std::size_t count) {
  Trees trees(random);
  std::vector<Tree> kinds;
  while (kinds.size() < kKinds) kinds.push_back(trees.object(kDepth, 3));
  trees.add_many(kinds.back());
  std::vector<std::string> records = {"{}"};
  while (records.size() < count) records.push_back(Writer(random).write(trees.varied(random.pick(kinds), kDepth)));
  return records;
}

std::vector<std::string> generate_pairs(Random& random, std::size_t count) {
  Trees trees(random);
  std::vector<std::string> records;
  while (records.size() < count) {
    Tree record{'{', "", {}, {}};
    trees.add_many(record);
    records.push_back(Writer(random).write(record));
  }
  return records;
}

}  // namespace spoor::oracle
