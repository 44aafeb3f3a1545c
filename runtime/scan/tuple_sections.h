#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/program/meaning.h"
#include "runtime/scan/newest.h"
#include "runtime/scan/report.h"

namespace spoor {

// What a file of tuples says of the run that wrote it, beside its items.
struct TupleSections {
  bool has_events = true;  // tuples hold their records' texts
  bool is_masked = true;   // what findings say was read without secrets

  UnsignedWide record_meaning = 0;  // see Meanings
  struct Rule {
    std::string name;
    UnsignedWide meaning = 0;
    bool is_wanted = true;  // its tuples, or its findings, are in the file
  };
  std::vector<Rule> rules;  // in the order in which tuples number them

  std::vector<std::string> logs;  // names, by Place::file
  Newest newest;
  Report figures;  // of what was read; findings are not counted
};

std::vector<std::string> append_sections(const TupleSections& sections);

// Safe with any bytes: nothing if they are malformed.
std::optional<TupleSections> read_sections(const std::vector<std::string>& bytes);

}  // namespace spoor
