#include "runtime/match/index/requirement.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "runtime/match/index/selectivity.h"

namespace spoor {

namespace {

using Id = std::uint32_t;

constexpr Id kOpen = 0;         // a clause that says nothing
constexpr Id kNoFacts = 0;      // a fact before which there is none
constexpr int kMaxNested = 64;  // loops in loops; deeper ones say nothing

// One of its witnesses holds. A leaf is one witness, an inner node both its sides' witnesses.
struct Clause {
  double cost = std::numeric_limits<double>::infinity();
  Witness witness;
  Id left = kOpen, right = kOpen;
};

// A predicate that does not hold, and what was known before it. `far` is some fact before it, chosen so that any is
// reached in steps whose number grows with the logarithm of the way (Myers, 1983).
struct Fact {
  Index predicate = 0;
  Id before = kNoFacts;
  Id far = kNoFacts;
  std::uint32_t depth = 0;
};

// What is known where control passes.
struct Knowledge {
  bool is_reached = false;
  Id clause = kOpen;
  Id facts = kNoFacts;
};

// At an instruction, by what the top of the stack is.
struct Point {
  Knowledge when_true, when_false;
};

// Follows the code once: jumps go forward, so that what is known at an instruction is known when it is met.
class Analysis {
 public:
  explicit Analysis(const Program& program) : program_(program), selectivity_(program), clauses_(1), facts_(1) {}

  Requirement requirement(const ConditionRow& row) {
    const Knowledge known = block(row.first_instruction, 0);
    Requirement out;
    out.has_witnesses = !known.is_reached || known.clause != kOpen;
    if (known.is_reached && out.has_witnesses) {
      out.expected_candidates = clauses_[known.clause].cost;
      append_witnesses(known.clause, out.witnesses);
    }
    for (Id fact = known.is_reached ? known.facts : kNoFacts; fact != kNoFacts; fact = facts_[fact].before) {
      out.refuters.push_back(facts_[fact].predicate);
    }
    clauses_.resize(1);
    facts_.resize(1);
    return out;
  }

 private:
  // What is known where the block that begins at `first` ends with true.
  Knowledge block(Index first, int nested) {
    std::unordered_map<Index, Point> landings;
    Point at_top;
    at_top.when_false.is_reached = true;
    for (Index at = first;; ++at) {
      if (const auto landing = landings.find(at); landing != landings.end()) {
        at_top.when_true = either(at_top.when_true, landing->second.when_true);
        at_top.when_false = either(at_top.when_false, landing->second.when_false);
        landings.erase(landing);
      }
      const Instruction instruction = program_.code[at];
      const auto jump = [&](Knowledge Point::*top) {
        Point& landing = landings[at + instruction.b + 1];
        landing.*top = either(landing.*top, at_top.*top);
        at_top.*top = {};
      };
      switch (instruction.op()) {
        case Opcode::test: at_top = tested(reached(at_top), instruction.b); break;
        case Opcode::constant: at_top = constant(reached(at_top), instruction.b != 0); break;
        case Opcode::negate: std::swap(at_top.when_true, at_top.when_false); break;
        case Opcode::jump_if_false: jump(&Point::when_false); break;
        case Opcode::jump_if_true: jump(&Point::when_true); break;
        case Opcode::any:
        case Opcode::all:
        case Opcode::none:
          at_top = looped(reached(at_top), at, nested);
          at += instruction.b;
          break;
        case Opcode::finish: return at_top.when_true;

#include "compiler/program/test_cases.def"
          return {true, kOpen, kNoFacts};
      }
    }
  }

  Point tested(const Knowledge& known, Index predicate) {
    if (!known.is_reached) return {};
    Point point{known, known};
    const Lookup lookup = lookup_of(program_, predicate);
    if (lookup != Lookup::none) {
      point.when_true.clause = better(known.clause, leaf({predicate, lookup == Lookup::presence}));
    }
    if (lookup == Lookup::exact) {
      point.when_false.facts = add_fact(predicate, known.facts);
    }
    return point;
  }

  static Point constant(const Knowledge& known, bool value) { return value ? Point{known, {}} : Point{{}, known}; }

  // `any` and `all` hold only where the body holds for some element; `none` is false only there.
  Point looped(const Knowledge& known, Index at, int nested) {
    if (!known.is_reached) return {};
    const Knowledge body = nested < kMaxNested ? block(at + 1, nested + 1) : Knowledge{true, kOpen, kNoFacts};
    Knowledge with_body = known;
    with_body.is_reached = body.is_reached;
    with_body.clause = better(known.clause, body.clause);
    return program_.code[at].op() == Opcode::none ? Point{known, with_body} : Point{with_body, known};
  }

  Knowledge reached(const Point& point) { return either(point.when_true, point.when_false); }

  Knowledge either(const Knowledge& a, const Knowledge& b) {
    if (!a.is_reached) return b;
    if (!b.is_reached) return a;
    return {true, united(a.clause, b.clause), common(a.facts, b.facts)};
  }

  Id leaf(Witness witness) { return add({selectivity_.of(witness), witness, kOpen, kOpen}); }
  Id united(Id a, Id b) {
    if (a == b || a == kOpen || b == kOpen) return a == b ? a : kOpen;
    return add({clauses_[a].cost + clauses_[b].cost, {}, a, b});
  }
  Id better(Id a, Id b) const { return clauses_[b].cost < clauses_[a].cost ? b : a; }
  Id add(const Clause& clause) {
    clauses_.push_back(clause);
    return static_cast<Id>(clauses_.size() - 1);
  }

  Id add_fact(Index predicate, Id before) {
    const Fact& last = facts_[before];
    const Fact& far = facts_[last.far];
    const bool are_alike = last.depth - far.depth == far.depth - facts_[far.far].depth;
    facts_.push_back({predicate, before, are_alike ? far.far : before, last.depth + 1});
    return static_cast<Id>(facts_.size() - 1);
  }

  // Facts form a tree by what was known before them: what both sides have is where their branches part.
  Id common(Id a, Id b) const {
    if (facts_[a].depth < facts_[b].depth) std::swap(a, b);
    while (facts_[a].depth > facts_[b].depth) {
      a = facts_[facts_[a].far].depth < facts_[b].depth ? facts_[a].before : facts_[a].far;
    }
    while (a != b) {
      const bool parts_later = facts_[a].far == facts_[b].far;
      a = parts_later ? facts_[a].before : facts_[a].far;
      b = parts_later ? facts_[b].before : facts_[b].far;
    }
    return a;
  }

  void append_witnesses(Id root, std::vector<Witness>& out) const {
    std::vector<bool> is_seen(clauses_.size());
    std::vector<Id> open{root};
    while (!open.empty()) {
      const Id id = open.back();
      open.pop_back();
      if (is_seen[id]) continue;
      is_seen[id] = true;
      const Clause& clause = clauses_[id];
      if (clause.left == kOpen) {
        out.push_back(clause.witness);
      } else {
        open.push_back(clause.right);
        open.push_back(clause.left);
      }
    }
    // Branches may share one.
    const auto place = [](const Witness& witness) { return std::pair(witness.predicate, witness.is_presence); };
    std::sort(out.begin(), out.end(), [&](const Witness& a, const Witness& b) { return place(a) < place(b); });
    const auto is_same = [&](const Witness& a, const Witness& b) { return place(a) == place(b); };
    out.erase(std::unique(out.begin(), out.end(), is_same), out.end());
  }

  const Program& program_;
  Selectivity selectivity_;
  std::vector<Clause> clauses_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Requirement> requirements_of(const Program& program) {
  Analysis analysis(program);
  std::vector<Requirement> out;
  out.reserve(program.conditions.size());
  for (const ConditionRow& row : program.conditions) out.push_back(analysis.requirement(row));
  return out;
}

}  // namespace spoor
