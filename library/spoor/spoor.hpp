// libspoor for C++17 and later: handles that free themselves, and errors as exceptions. Everything here is inline over
// the C functions of spoor.h, whose contracts hold; no C++ type crosses into the library.
//
//   const libspoor::Rules rules = libspoor::Rules::load_file("aws.spoorc");  // one, shared by all threads
//   libspoor::Matcher matcher(rules);                                        // one for each thread
//   matcher.match(buffer, callbacks);
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "spoor.h"

namespace libspoor {

class Error : public std::runtime_error {
 public:
  Error(spoor_status code, const char* text) : std::runtime_error(text), status(code) {}
  const spoor_status status;
};

inline std::string_view view(spoor_text text) { return {text.data, text.size}; }

// Immutable: any number of threads may use one at once.
class Rules {
 public:
  // Both throw Error.
  static Rules load(std::string_view bytes) {
    return Rules(
        [&](spoor_rules** rules, spoor_error* error) { return spoor_load(bytes.data(), bytes.size(), rules, error); });
  }
  static Rules load_file(const std::string& path) {
    return Rules([&](spoor_rules** rules, spoor_error* error) { return spoor_load_file(path.c_str(), rules, error); });
  }

  std::size_t size() const { return spoor_rule_count(rules_.get()); }
  // REQUIRES: index < size().
  const spoor_rule& operator[](std::size_t index) const { return *spoor_rule_at(rules_.get(), index); }

  const spoor_rules* get() const { return rules_.get(); }

 private:
  struct Free {
    void operator()(spoor_rules* rules) const { spoor_rules_free(rules); }
  };

  template <typename Load>
  explicit Rules(Load load) {
    spoor_rules* rules = nullptr;
    spoor_error error;
    if (const spoor_status status = load(&rules, &error); status != SPOOR_OK) throw Error(status, error.text);
    rules_.reset(rules);
  }

  std::unique_ptr<spoor_rules, Free> rules_;
};

// What is called during Matcher::match; all three must be there. False ends the call. They may throw: the call ends,
// and throws the same.
struct Callbacks {
  std::function<bool(const spoor_finding&)> on_finding;
  std::function<bool(const spoor_bad_record&)> on_bad;
  std::function<void(std::string_view reason)> on_skipped;
};

// For one thread at a time.
class Matcher {
 public:
  // `flags`: 0 or SPOOR_SHOW_SECRETS. Throws Error.
  explicit Matcher(const Rules& rules, std::uint32_t flags = 0) {
    spoor_matcher* matcher = nullptr;
    spoor_error error;
    const spoor_status status = spoor_matcher_new(rules.get(), flags, &matcher, &error);
    if (status != SPOOR_OK) throw Error(status, error.text);
    matcher_.reset(matcher);
  }

  // False if a callback ended the call. Throws Error, or what a callback threw.
  bool match(std::string_view buffer, const Callbacks& callbacks) {
    if (!callbacks.on_finding || !callbacks.on_bad || !callbacks.on_skipped) {
      throw Error(SPOOR_MISUSE, "libspoor::Matcher::match: a callback is empty");
    }
    Call call{callbacks, nullptr};
    const spoor_callbacks calls = {sizeof(spoor_callbacks), &call, on_finding, on_bad, on_skipped};
    spoor_error error;
    const spoor_status status = spoor_match(matcher_.get(), buffer.data(), buffer.size(), &calls, &error);
    if (call.thrown) std::rethrow_exception(call.thrown);
    if (status > SPOOR_STOPPED) throw Error(status, error.text);
    return status == SPOOR_OK;
  }

 private:
  struct Free {
    void operator()(spoor_matcher* matcher) const { spoor_matcher_free(matcher); }
  };
  struct Call {
    const Callbacks& callbacks;
    std::exception_ptr thrown;
  };

  // Calls body(callbacks), which says whether to go on, and keeps what it throws.
  template <typename Body>
  static int guarded(void* context, Body body) noexcept {
    Call& call = *static_cast<Call*>(context);
    try {
      if (!call.thrown && body(call.callbacks)) return SPOOR_GO_ON;
    } catch (...) {
      call.thrown = std::current_exception();
    }
    return SPOOR_STOP;
  }
  static int on_finding(void* context, const spoor_finding* finding) {
    return guarded(context, [&](const Callbacks& callbacks) { return callbacks.on_finding(*finding); });
  }
  static int on_bad(void* context, const spoor_bad_record* bad) {
    return guarded(context, [&](const Callbacks& callbacks) { return callbacks.on_bad(*bad); });
  }
  static void on_skipped(void* context, spoor_text reason) {
    guarded(context, [&](const Callbacks& callbacks) {
      callbacks.on_skipped(view(reason));
      return true;
    });
  }

  std::unique_ptr<spoor_matcher, Free> matcher_;
};

}  // namespace libspoor
