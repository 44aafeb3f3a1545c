#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "lang/function.h"
#include "lang/values/number.h"
#include "lang/values/version.h"

namespace spoor {

// A value as the functions know it that take one value at a time. Objects are nothing to them.
using Scalar = std::variant<std::string_view, Number, bool, Version>;

// What a function makes of one value; nothing where it can make nothing of it. Text is the whole of `made`, which is
// empty before; where it is left empty, text is part of the value's own or a constant. The compiler folds with the same
// functions with which the runtime works.
using EachFunction = std::optional<Scalar> (*)(const Scalar& value, std::string& made);

// Nothing for functions that work on whole sets.
EachFunction each_function(Function function);

// The rows EACH and PART of lang/functions.def.
namespace function {
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence)
#define EACH(id, name, takes, result, sentence) std::optional<Scalar> id(const Scalar& value, std::string& made);
#define PART(of, part, takes, result, sentence) \
  std::optional<Scalar> of##_##part(const Scalar& value, std::string& made);
#include "lang/functions.def"
#undef FUNCTION
}  // namespace function

}  // namespace spoor
