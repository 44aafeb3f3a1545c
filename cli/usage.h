#pragma once

#include "cli/options.h"

namespace spoor {

// Says what is wrong with a command line and what was most likely meant; prints help where that was asked for. Returns
// the exit code.
int explain_usage(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv);

}  // namespace spoor
