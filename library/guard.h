#pragma once

#include <exception>
#include <new>
#include <string_view>

#include "library/spoor/spoor.h"

namespace spoor::library {

// Writes the text, cut between characters if it is too long; an empty one for success. Takes null.
void write_error(spoor_error* error, std::string_view text) noexcept;

// Calls body(), which returns a status and has said why if it failed, and makes a status of every exception.
template <typename Body>
spoor_status guarded(spoor_error* error, Body body) noexcept {
  write_error(error, "");
  try {
    return body();
  } catch (const std::bad_alloc&) {
    write_error(error, "out of memory");
    return SPOOR_NO_MEMORY;
  } catch (const std::exception& exception) {
    write_error(error, exception.what());
    return SPOOR_FAILED;
  } catch (...) {
    write_error(error, "an exception of unknown type");
    return SPOOR_FAILED;
  }
}

inline spoor_status fail(spoor_error* error, spoor_status status, std::string_view text) noexcept {
  write_error(error, text);
  return status;
}

inline spoor_text to_c(std::string_view text) noexcept { return {text.empty() ? "" : text.data(), text.size()}; }

}  // namespace spoor::library
