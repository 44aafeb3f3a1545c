#include <atomic>
#include <optional>
#include <span>

#include "library/guard.h"
#include "library/rules.h"
#include "runtime/scan/finding_maker.h"

namespace spoor::library {

// The matcher's memory, and the call that is under way.
class Pass : public LogVisitor {
 public:
  Pass(std::shared_ptr<const LoadedRules> loaded, bool shows_secrets)
      : loaded_(std::move(loaded)), maker_(loaded_->prepared, shows_secrets ? nullptr : &loaded_->mask) {}

  spoor_status run(std::string_view bytes, const spoor_callbacks& callbacks) {
    callbacks_ = &callbacks;
    is_stopped_ = false;
    if (!bytes.empty()) reader_.read_bytes(bytes, *this);
    return is_stopped_ ? SPOOR_STOPPED : SPOOR_OK;
  }

  bool on_record(const LogRecord& record) override {
    const auto held = maker_.match(record.tokens);
    keep_rules(held);
    if (rules_.empty()) return true;
    return maker_.for_each_finding(record, 0, maker_.time(), rules_,
                                   [&](const Finding& finding, bool) { return tell(finding, record); });
  }

  bool on_bad(const BadInput& bad) override {
    const spoor_bad_record shown = {bad.record, bad.offset, to_c(bad.reason)};
    return goes_on(callbacks_->on_bad(callbacks_->context, &shown));
  }

  void on_skipped(std::string_view reason) override {
    if (!is_stopped_) callbacks_->on_skipped(callbacks_->context, to_c(reason));
  }

 private:
  // Of the conditions that hold those of rules that need no memory: what they say is a finding.
  void keep_rules(std::span<const Index> held) {
    const Program& program = loaded_->prepared->program();
    rules_.clear();
    for (const Index condition : held) {
      const ConditionRow& row = program.conditions[condition];
      if (row.step == kNone && loaded_->places[row.rule] != LoadedRules::kNoPlace) rules_.push_back(row.rule);
    }
  }

  bool tell(const Finding& finding, const LogRecord& record) {
    const std::size_t place = loaded_->places[finding.rule];
    const spoor_rule& rule = loaded_->rules[place];
    const std::string id = finding.id(loaded_->prepared->program());
    const std::string time = finding.time ? to_text(*finding.time) : finding.time_text;
    const spoor_finding shown = {
        .rule = &rule,
        .rule_index = place,
        .id = to_c(id),
        .time = to_c(time),
        .event_id = to_c(finding.event_id),
        .account = to_c(finding.account),
        .message = finding.message.empty() ? rule.title : to_c(finding.message),
        .fields = finding.fields.empty() ? to_c("{}") : to_c(finding.fields),
        .group = to_c(finding.group),
        .record = to_c(finding.event),
        .number = record.number,
        .offset = record.offset,
    };
    return goes_on(callbacks_->on_finding(callbacks_->context, &shown));
  }

  bool goes_on(int next) {
    is_stopped_ = next != SPOOR_GO_ON;
    return !is_stopped_;
  }

  std::shared_ptr<const LoadedRules> loaded_;
  FindingMaker maker_;
  LogReader reader_;
  std::vector<Index> rules_;  // that hold for the record
  const spoor_callbacks* callbacks_ = nullptr;
  bool is_stopped_ = false;
};

namespace {

// Why the callbacks cannot be used; nothing if they can.
std::optional<std::string_view> problem(const spoor_callbacks* callbacks) {
  if (callbacks == nullptr) return "spoor_match: `callbacks` is NULL";
  if (callbacks->size < sizeof(spoor_callbacks)) return "spoor_match: `callbacks->size` is no sizeof(spoor_callbacks)";
  if (callbacks->on_finding == nullptr) return "spoor_match: `on_finding` is NULL";
  if (callbacks->on_bad == nullptr) return "spoor_match: `on_bad` is NULL";
  if (callbacks->on_skipped == nullptr) return "spoor_match: `on_skipped` is NULL";
  return std::nullopt;
}

}  // namespace

}  // namespace spoor::library

struct spoor_matcher {
  std::shared_ptr<const spoor::library::LoadedRules> loaded;
  bool shows_secrets;
  std::optional<spoor::library::Pass> pass;  // nothing after a failure that may have left it half done
  std::atomic_flag is_busy;
};

extern "C" {

spoor_status spoor_matcher_new(const spoor_rules* rules, uint32_t flags, spoor_matcher** matcher, spoor_error* error) {
  using namespace spoor::library;
  if (matcher == nullptr) return fail(error, SPOOR_MISUSE, "spoor_matcher_new: `matcher` is NULL");
  *matcher = nullptr;
  if (rules == nullptr) return fail(error, SPOOR_MISUSE, "spoor_matcher_new: `rules` is NULL");
  if ((flags & ~SPOOR_SHOW_SECRETS) != 0) return fail(error, SPOOR_MISUSE, "spoor_matcher_new: unknown `flags`");
  return guarded(error, [&] {
    auto made = std::make_unique<spoor_matcher>(rules->loaded, (flags & SPOOR_SHOW_SECRETS) != 0);
    made->pass.emplace(made->loaded, made->shows_secrets);
    *matcher = made.release();
    return SPOOR_OK;
  });
}

void spoor_matcher_free(spoor_matcher* matcher) { delete matcher; }

spoor_status spoor_match(spoor_matcher* matcher, const void* bytes, size_t size, const spoor_callbacks* callbacks,
                         spoor_error* error) {
  using namespace spoor::library;
  if (matcher == nullptr) return fail(error, SPOOR_MISUSE, "spoor_match: `matcher` is NULL");
  if (bytes == nullptr && size > 0) return fail(error, SPOOR_MISUSE, "spoor_match: `bytes` is NULL");
  if (const auto why = problem(callbacks)) return fail(error, SPOOR_MISUSE, *why);
  if (matcher->is_busy.test_and_set(std::memory_order_acquire)) {
    return fail(error, SPOOR_MISUSE, "spoor_match: the matcher is in use; each thread needs its own");
  }
  const spoor_status status = guarded(error, [&] {
    if (!matcher->pass) matcher->pass.emplace(matcher->loaded, matcher->shows_secrets);
    return matcher->pass->run({static_cast<const char*>(bytes), size}, *callbacks);
  });
  if (status > SPOOR_STOPPED) matcher->pass.reset();
  matcher->is_busy.clear(std::memory_order_release);
  return status;
}

}  // extern "C"
