#include "tests/oracle/paths.h"

#include "lang/quote.h"
#include "tests/oracle/words.h"

namespace spoor::oracle {

using Kind = Json::Kind;

Paths::Paths(Random& random, const std::vector<std::string>& records) : random_(random) {
  for (const std::string& text : records) {
    if (auto json = read_json(text)) records_.push_back(std::move(*json));
  }
}

std::string Paths::step_to(const std::string& key) {
  switch (random_.below(6)) {
    case 0: return ".`" + key + "`";
    case 1: return "[" + string_text(key) + "]";
    default: return "." + key_text(key);
  }
}

std::string Paths::any_step() {
  static const Strings kSelections = {"[0]",    "[1]",     "[-1]",   "[-2]",      "[*]",
                                      "[*][0]", "[*][-1]", "[0][*]", "[*][*][0]", "[*][*][-1]"};
  return random_.one_in(2) ? random_.pick(kSelections) : step_to(random_.pick(kKeys));
}

void Paths::enter_array(Found& found) {
  const std::size_t size = found.example.items.size(), at = random_.below(size);
  switch (random_.below(6)) {
    case 0: found.path += "[" + std::to_string(at) + "]"; break;
    case 1: found.path += "[-" + std::to_string(size - at) + "]"; break;
    case 2: found.path += "[*]"; break;
    case 3: found.path += random_.one_in(3) ? "[*][*][0]" : "[0]"; break;
    default: break;
  }
  Json item = found.example.items[at];
  found.example = std::move(item);
}

// Goes on from what was found until a value is there that is worth a test.
void Paths::walk(Found& found) {
  for (;;) {
    const Json& here = found.example;
    if (here.kind == Kind::array && !here.items.empty()) {
      enter_array(found);
    } else if (here.kind == Kind::object && !here.members.empty() && !random_.one_in(12)) {
      const Json::Member member = random_.pick(here.members);
      found.path += found.path.empty() ? head_text(member.key) : step_to(member.key);
      found.example = member.value;
    } else {
      return;
    }
  }
}

Found Paths::next() {
  Found found;
  if (!variables_.empty() && random_.one_in(2)) {
    found = random_.pick(variables_);
  } else {
    found.example = random_.pick(records_);
  }
  walk(found);
  if (found.path.empty()) found = {head_text(random_.pick(kKeys)), {}};
  while (random_.one_in(8)) found.path += any_step();
  return found;
}

}  // namespace spoor::oracle
