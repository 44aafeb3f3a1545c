#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/closed.h"

namespace spoor {

// Why a condition held for a record, or did not.

// A value that was asked about.
struct SeenValue {
  std::string text;                 // as the rule writes it
  std::vector<std::string> values;  // as JSON, secrets masked; at most kMostValues
  std::size_t count = 0;            // of all
  std::string missing;              // the beginning of the path that is not there; empty: there are values, or no path

  static constexpr std::size_t kMostValues = 5;
};

struct ExplainedElement;

// A part of the condition as the rule writes it, with what the record says to it.
struct ExplainedPart {
  enum class Kind : std::uint8_t { conjunction, disjunction, negation, question, quantifier, call };

  Kind kind = Kind::question;
  NodeId node{};
  std::string text;  // of and, or, not the word
  bool holds = false;
  std::vector<SeenValue> seen = {};             // question, quantifier
  std::vector<ExplainedPart> parts = {};        // conjunction, disjunction: some; negation, call: one
  std::vector<ExplainedElement> elements = {};  // quantifier: the first ones
  std::size_t element_count = 0;
};

// What a quantifier's body is to one element.
struct ExplainedElement {
  static constexpr std::size_t kMost = 5;

  std::string value;   // as JSON
  std::string record;  // the record, with the element under a key of its own that the body's paths begin with
  std::string key;     // which
  ExplainedPart body;
};

}  // namespace spoor
