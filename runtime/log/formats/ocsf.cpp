// OCSF, as Security Lake holds CloudTrail (API Activity, Account Change, Authentication): mapped back to the record
// that it was made of, as far as that was kept. Versions 1.0.0-rc.2 to 1.5.0 differ in places; the first that is there
// counts. Events of other products are records of their own.

#include <algorithm>
#include <array>
#include <span>

#include "lang/values/instant.h"
#include "lang/values/number.h"
#include "runtime/json/draft.h"
#include "runtime/json/print.h"
#include "runtime/json/token_walk.h"
#include "runtime/log/format.h"

namespace spoor {

namespace {

// What becomes of a value.
enum class As : std::uint8_t {
  same,   // a string, or whatever stands there
  time,   // epoch milliseconds, or text that read_instant() knows
  truth,  // "true" or "false", as text
  yes,    // "Yes" or "No"
  call,   // an object, or text of one
};

struct Mapping {
  std::string_view from, to;
  As as = As::same;
};

// The first that is present wins where two lead to one place.
constexpr auto kMappings = std::to_array<Mapping>({
    {"metadata.product.version", "eventVersion"},
    {"actor.user.type", "userIdentity.type"},
    {"actor.user.account.uid", "userIdentity.accountId"},
    {"actor.user.account_uid", "userIdentity.accountId"},
    {"actor.session.issuer", "userIdentity.sessionContext.sessionIssuer.arn"},
    {"actor.session.created_time", "userIdentity.sessionContext.attributes.creationDate", As::time},
    {"actor.session.created_time_dt", "userIdentity.sessionContext.attributes.creationDate", As::time},
    {"actor.session.is_mfa", "userIdentity.sessionContext.attributes.mfaAuthenticated", As::truth},
    {"actor.session.mfa", "userIdentity.sessionContext.attributes.mfaAuthenticated", As::truth},
    {"actor.invoked_by", "userIdentity.invokedBy"},
    {"actor.idp.name", "userIdentity.identityProvider"},
    {"time", "eventTime", As::time},
    {"time_dt", "eventTime", As::time},
    {"api.service.name", "eventSource"},
    {"api.operation", "eventName"},
    {"cloud.region", "awsRegion"},
    {"src_endpoint.ip", "sourceIPAddress"},
    {"src_endpoint.domain", "sourceIPAddress"},
    {"http_request.user_agent", "userAgent"},
    {"api.response.error", "errorCode"},
    {"api.response.error_message", "errorMessage"},
    {"api.response.message", "errorMessage"},
    {"api.request.data", "requestParameters", As::call},
    {"api.response.data", "responseElements", As::call},
    {"api.request.uid", "requestID"},
    {"metadata.uid", "eventID"},
    {"metadata.event_code", "eventType"},
    {"api.version", "apiVersion"},
    {"cloud.account.uid", "recipientAccountId"},
    {"src_endpoint.uid", "vpcEndpointId"},
    {"user.name", "requestParameters.userName"},  // where api.request.data is not kept
});

constexpr auto kUser = std::to_array<Mapping>({
    {"actor.user.uid_alt", "userIdentity.principalId"},
    {"actor.user.uuid", "userIdentity.arn"},
    {"actor.user.credential_uid", "userIdentity.accessKeyId"},
    {"actor.user.name", "userIdentity.userName"},
});

// Users of an Identity Center have neither principal nor keys.
constexpr auto kCenterUser = std::to_array<Mapping>({
    {"actor.user.uid_alt", "userIdentity.onBehalfOf.userId"},
    {"actor.idp.uid", "userIdentity.onBehalfOf.identityStoreArn"},
    {"actor.user.credential_uid", "userIdentity.credentialId"},
    {"actor.user.name", "additionalEventData.UserName"},
});

// Of a sign-in: what stood in additionalEventData and responseElements.
constexpr auto kSignIn = std::to_array<Mapping>({
    {"dst_endpoint.svc_name", "additionalEventData.LoginTo"},
    {"is_mfa", "additionalEventData.MFAUsed", As::yes},
    {"mfa", "additionalEventData.MFAUsed", As::yes},
    {"status", "responseElements.ConsoleLogin"},
});

constexpr std::size_t kMaxNested = 4;  // levels of `unmapped` that are mixed with what is mapped

class OcsfReader {
 public:
  explicit OcsfReader(const Envelope& envelope) : envelope_(envelope) {}

  bool is_trail() const {
    const auto name = text_at("metadata.product.name");
    return name == "CloudTrail" && text_at("api.operation").has_value();
  }

  std::string record() {
    set(kMappings[0]);
    // What has no place of its own in OCSF is there word for word.
    if (const auto unmapped = envelope_.find("unmapped")) set_unmapped(*unmapped, "", 0);
    set_user();
    set_all(kMappings);
    if (text_at("api.operation") == "ConsoleLogin") set_all(kSignIn);
    set_resources();
    set_category();
    return draft_.text();
  }

 private:
  std::optional<std::uint32_t> value_at(std::string_view path) const {
    std::uint32_t value = envelope_.object();
    while (true) {
      const std::size_t end = std::min(path.find('.'), path.size());
      const auto member = envelope_.find(value, path.substr(0, end));
      if (!member || end == path.size()) return member;
      value = *member;
      path.remove_prefix(end + 1);
    }
  }

  // Nothing for an empty string, nor for `''`, which stands for none.
  std::optional<std::string_view> text_at(std::string_view path) const {
    const auto value = value_at(path);
    if (!value || tokens().kind(*value) != '"') return std::nullopt;
    const auto text = envelope_.characters(*value);
    return text && !text->empty() && *text != "''" ? text : std::nullopt;
  }

  void set_all(std::span<const Mapping> mappings) {
    for (const Mapping& mapping : mappings) set(mapping);
  }

  void set(const Mapping& mapping) {
    const auto value = value_at(mapping.from);
    const bool is_text = value && tokens().kind(*value) == '"';
    const auto text = text_at(mapping.from);
    if (!value || draft_.has(mapping.to) || (is_text && !text)) return;
    const std::string_view source = envelope_.source(*value);
    if (source == "null") return;
    switch (mapping.as) {
      case As::same: draft_.set_json(mapping.to, source); return;
      case As::truth: draft_.set_text(mapping.to, source); return;
      case As::yes: draft_.set_text(mapping.to, source == "true" ? "Yes" : "No"); return;
      case As::time: set_time(mapping.to, text.value_or(source)); return;
      case As::call: draft_.set_json(mapping.to, is_text && is_object(*text) ? *text : source); return;
    }
  }

  // Text that begins an object and is none would spoil the record around it.
  static bool is_object(std::string_view text) { return text.starts_with('{') && OwnedRecord::read(text) != nullptr; }

  void set_time(std::string_view path, std::string_view text) {
    auto instant = read_instant(text);
    const auto number = instant ? std::nullopt : parse_number(text);
    if (number && number->kind == Number::Kind::integer) {
      instant = instant_from_epoch(static_cast<double>(number->integer()));
    }
    draft_.set_text(path, instant ? to_text(*instant) : std::string(text));
  }

  // In 1.0.0-rc.2 `uid` is what later is `uid_alt`, and the ARN is `uuid`.
  void set_user() {
    const auto uid = text_at("actor.user.uid");
    if (uid) draft_.set_text(uid->starts_with("arn:") ? "userIdentity.arn" : "userIdentity.principalId", *uid);
    if (text_at("actor.user.type") == "IdentityCenterUser")
      set_all(kCenterUser);
    else
      set_all(kUser);
  }

  // Flat, `userIdentity.sessionContext.sessionIssuer.type`, or nested.
  void set_unmapped(std::uint32_t object, const std::string& outer, std::size_t level) {
    if (tokens().kind(object) != '{') return;
    for_each_member(tokens(), object, [&](std::uint32_t key, std::uint32_t value) {
      const auto name = decode_string(raw_key(tokens(), key), arena_);
      const std::string_view source = envelope_.source(value);
      if (!name || source == "\"\"" || source == "null") return;
      const std::string path = outer + std::string(*name);
      if (tokens().kind(value) == '{' && level < kMaxNested) return set_unmapped(value, path + '.', level + 1);
      const bool is_truth = path == "readOnly" || path == "managementEvent";
      const bool is_word = source == "\"true\"" || source == "\"false\"";
      draft_.set_json(path, is_truth && is_word ? source.substr(1, source.size() - 2) : source);
    });
  }

  void set_resources() {
    const auto resources = envelope_.find("resources");
    if (!resources || tokens().kind(*resources) != '[' || draft_.has("resources")) return;
    std::size_t count = 0;
    for_each_element(tokens(), *resources, [&](std::uint32_t resource) {
      if (tokens().kind(resource) != '{') return;
      const std::string path = "resources[" + std::to_string(count++) + "].";
      const auto set_from = [&](std::uint32_t object, std::string_view key, std::string_view to) {
        const auto text = envelope_.string(object, key);
        if (text && !text->empty()) draft_.set_text(path + std::string(to), *text);
      };
      set_from(resource, "uid", "ARN");
      set_from(resource, "type", "type");
      set_from(resource, "account_uid", "accountId");
      const auto owner = envelope_.find(resource, "owner");
      const auto account = owner ? envelope_.find(*owner, "account") : std::nullopt;
      if (account) set_from(*account, "uid", "accountId");
    });
  }

  // The name of a product's feature is the category, unless it names them all.
  void set_category() {
    const auto feature = text_at("metadata.product.feature.name");
    if (feature && feature->find(',') == std::string_view::npos && !draft_.has("eventCategory")) {
      draft_.set_text("eventCategory", *feature);
    }
  }

  const Tokens& tokens() const { return envelope_.tokens(); }

  const Envelope& envelope_;
  RecordDraft draft_;
  Arena arena_;
};

}  // namespace

Inside open_ocsf(const Envelope& envelope) {
  OcsfReader reader(envelope);
  return reader.is_trail() ? envelope.document(reader.record()) : envelope.itself();
}

}  // namespace spoor
