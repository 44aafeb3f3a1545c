#include "lang/functions/each.h"

namespace spoor {

namespace {

constexpr EachFunction kEachFunctions[] = {
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence) nullptr,
#define EACH(id, name, takes, result, sentence) function::id,
#define PART(of, part, takes, result, sentence) function::of##_##part,
#include "lang/functions.def"
#undef FUNCTION
};

}  // namespace

EachFunction each_function(Function function) { return kEachFunctions[static_cast<std::size_t>(function)]; }

}  // namespace spoor
