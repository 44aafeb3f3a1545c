#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/scan/finding.h"

namespace spoor {

// Findings as bytes, so that they can be sorted and spilled: compared byte by byte they stand in the order in which
// findings are shown. By time, those without one last; then event id, rule name, and what tells doubled deliveries
// apart: account, group, content, place.
//
// Layout: 0 and the time (12 bytes), or 1 and the time's text; event id; rank of the rule's name; account; key of the
// group, of rules with memory; event; place; time's text; what the finding says. See sortable_bytes.h; signed numbers
// have their sign turned.
class FindingBytes {
 public:
  explicit FindingBytes(const Program& program);
  // Of another Program, of which the names of the rules are known.
  explicit FindingBytes(const std::vector<std::string_view>& rule_names);

  void append(const Finding& finding, std::string& out) const;
  // The part in front that is the same for two findings exactly if they are doubles: up to the account. REQUIRES: the
  // finding has an event id.
  void append_identity(const Finding& finding, std::string& out) const;
  // Whether bytes from elsewhere, a file for one, can be read: every length within them, times and rule
  // such as there are.
  bool is_well_formed(std::string_view bytes) const;
  // REQUIRES: well formed, or written by append() for the same Program.
  Finding read(std::string_view bytes) const;

 private:
  std::vector<Index> rank_of_rule_;
  std::vector<Index> rule_of_rank_;
};

// A place in front of other bytes, so that they sort in the order of files and records.
void append_place(const Place& place, std::string& out);
inline constexpr std::size_t kPlaceSize = 12;

}  // namespace spoor
