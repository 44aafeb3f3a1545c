#include "runtime/lookup/patterns.h"

#include <re2/filtered_re2.h>

#include <map>

#include "compiler/program/regex.h"
#include "lang/values/fold.h"

namespace spoor {

namespace {

// Shorter parts stand in most texts, and tell little.
constexpr int kShortestPart = 2;

}  // namespace

Patterns::Patterns() = default;
Patterns::Patterns(Patterns&&) noexcept = default;
Patterns& Patterns::operator=(Patterns&&) noexcept = default;
Patterns::~Patterns() = default;

Patterns::Patterns(const Program& program, const std::vector<Entry<Index>>& entries) {
  std::map<Index, std::size_t> places;  // by regex of the Program
  for (const Entry<Index>& entry : entries) {
    const auto [place, is_new] = places.emplace(entry.key, triggers_.size());
    if (is_new) {
      if (regexes_ == nullptr) regexes_ = std::make_unique<re2::FilteredRE2>(kShortestPart);
      const RegexRow& row = program.regexes[entry.key];
      const RegexSource source = regex_source(program.string(row.pattern), row.flags);
      int number = 0;  // counts from 0, as triggers_ does: verify() has compiled every pattern
      regexes_->Add(source.pattern, source.options, &number);
      triggers_.emplace_back();
    }
    triggers_[place->second].push_back(entry.trigger);
  }
  if (regexes_ == nullptr) return;
  std::vector<std::string> atoms;
  regexes_->Compile(&atoms);
  make_parts(atoms);
}

// RE2 gives atoms in lower case, by its own table, and says that they stand in the lower case of each text that
// matches. Folded on both sides, they do so by ours: folding goes on from lower case to the same text.
void Patterns::make_parts(const std::vector<std::string>& atoms) {
  std::map<std::string, std::vector<int>> parts;
  for (std::size_t atom = 0; atom < atoms.size(); ++atom) {
    if (atoms[atom].empty()) {
      empty_atoms_.push_back(static_cast<int>(atom));
    } else {
      parts[folded(atoms[atom])].push_back(static_cast<int>(atom));
    }
  }
  std::vector<std::string_view> views;
  for (auto& [text, numbers] : parts) {
    texts_.push_back(text);
    atoms_of_part_.push_back(std::move(numbers));
  }
  for (const std::string& text : texts_) views.push_back(text);
  parts_ = Parts(std::move(views));
}

void Patterns::find(std::string_view text, Scratch& scratch, std::vector<Trigger>& out) const {
  scratch.atoms = empty_atoms_;
  if (!parts_.empty()) {
    scratch.folded.clear();
    append_folded(text, scratch.folded);
    scratch.found.clear();
    parts_.find(scratch.folded, scratch.parts, scratch.found);
    for (const std::uint32_t part : scratch.found) {
      scratch.atoms.insert(scratch.atoms.end(), atoms_of_part_[part].begin(), atoms_of_part_[part].end());
    }
  }
  regexes_->AllPotentials(scratch.atoms, &scratch.passed);
  for (const int regex : scratch.passed) {
    if (!re2::RE2::PartialMatch(text, regexes_->GetRE2(regex))) continue;
    const std::vector<Trigger>& triggers = triggers_[static_cast<std::size_t>(regex)];
    out.insert(out.end(), triggers.begin(), triggers.end());
  }
}

}  // namespace spoor
