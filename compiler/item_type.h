#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/ast.h"
#include "lang/diagnostic.h"

namespace spoor {

// For messages: `any` where a rule file writes none.
std::string_view type_name(ast::ValueType type);
// As a rule file writes it; empty: it writes none.
std::string_view written_type(ast::ValueType type);

// Text of a data file as a value of a type. Numbers and addresses have no spaces around them.
std::optional<Number> read_integer(std::string_view text);
std::optional<ParsedNetwork> read_network(std::string_view text, ast::ValueType type);  // cidr or ip

// A literal as a value of the type: an address may be a string. Nothing if it is none.
std::optional<Literal> typed_item(const Literal& item, ast::ValueType type);

// Text of a data file in a message: in backticks, cut if it is long.
std::string shown(std::string_view text);

bool is_single_address(const Network& network);

// Warns if a list without a type has this text as an item, and the text is a block of addresses: it would be compared
// as text. True if it did.
bool warn_of_network(const ast::List& list, std::string_view text, Diagnostics& diagnostics);

}  // namespace spoor
