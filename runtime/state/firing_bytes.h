#pragma once

#include <string>
#include <string_view>

#include "runtime/state/correlator.h"

namespace spoor {

// A firing as bytes, and back, for one that has to wait. What is read views into the bytes.
void append_firing(const Firing& firing, std::string& out);
// REQUIRES: written by append_firing().
Firing read_firing(std::string_view bytes);

}  // namespace spoor
