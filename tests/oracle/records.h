#pragma once

#include <string>
#include <vector>

#include "tests/oracle/random.h"

namespace spoor::oracle {

// Texts of readable records. They come in kinds: records of one kind differ in some values and members, so that what is
// true of one is often, but not always, true of another.
std::vector<std::string> generate_records(Random& random, std::size_t count);

// Records of two arrays, kManyKeys: of a few values or a lot, which now and then have something to do with each other.
std::vector<std::string> generate_pairs(Random& random, std::size_t count);

}  // namespace spoor::oracle
