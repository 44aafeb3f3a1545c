#pragma once

#include <string_view>

namespace spoor {

// The name of an API operation without the date suffix that some services give it: eight digits and perhaps a version
// (`CreateFunction20150331v2`), or year, month and day between underscores (`CreateFunction2020_05_31`). A view into
// `name`; the name itself where there is no suffix, or nothing before it.
std::string_view base_name(std::string_view name);

}  // namespace spoor
