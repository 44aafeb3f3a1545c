#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lang/ast.h"

namespace spoor {

using Json = nlohmann::ordered_json;
using JsonPlace = Json::json_pointer;

// Where the values stand that a path reaches in a record: those that are not null, arrays flattened, in their order.
std::vector<JsonPlace> places_of(const Json& record, const std::vector<PathStep>& path);

// The part of the path, from its beginning on, that reaches nothing; 0: all of it reaches something.
std::size_t missing_length(const Json& record, const std::vector<PathStep>& path);

// A path as the language writes it.
std::string path_text(const std::vector<PathStep>& path);

// Makes the path reach the value: objects on the way are made, of an array the first element is taken. False if
// something that is no object stands in the way.
bool put(Json& record, const std::vector<PathStep>& path, const Json& value);

// Takes away what the path reaches.
void take_away(Json& record, const std::vector<PathStep>& path);

}  // namespace spoor
