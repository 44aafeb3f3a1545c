#pragma once

#include "compiler/loaded_list.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// Reads the file of a list: an item a line, white space around it trimmed; empty lines and those that begin with `#`
// are left out. Behind a number or address a `#` begins a comment, too. Equal items are kept once. What is wrong is
// reported with its line, of many the first ones. Views into `file`.
LoadedList read_list(const SourceFile& file, SourceId id, const ast::List& list, Diagnostics& diagnostics);

}  // namespace spoor
