#pragma once

#include <optional>
#include <string_view>

namespace spoor {

// Text for standard error. Where that is closed or full, nothing is said: a message is never worth a failed run.
void say(std::string_view text);
void print_error(std::string_view message);  // `spoor: ...`

// Whether a stream gets colour. `choice` is always, never or auto: if it is a terminal and NO_COLOR is not set.
bool wants_color(std::string_view choice, int descriptor);

// The columns of the terminal behind the descriptor; nothing if it is none.
std::optional<unsigned> terminal_width(int descriptor);

// Makes sure that descriptors 0 to 2 are taken, so that no log or output that is opened later is mistaken for a
// standard stream. What was closed fails when it is used, as it would have.
void hold_standard_streams();

}  // namespace spoor
