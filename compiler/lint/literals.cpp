#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/lint/cloudtrail_files.h"
#include "compiler/lint/field_test.h"
#include "compiler/schema/aws_regions.h"
#include "lang/values/address.h"
#include "lang/values/characters.h"

// Literals that are to be ARNs, accounts, access keys or addresses, by what they look like and by the field that they
// are compared with.
namespace spoor {

namespace {

constexpr std::size_t kAccountDigits = 12;
constexpr std::size_t kAccessKeyLength = 20;
constexpr std::size_t kArnParts = 6;  // arn, partition, service, region, account, resource

// Keys whose values are single addresses.
constexpr auto kAddressKeys =
    std::to_array<std::string_view>({"sourceIPAddress", "privateIpAddress", "publicIp", "publicIpAddress"});

// Ends of keys whose values are blocks of addresses as text.
constexpr auto kBlockKeys =
    std::to_array<std::string_view>({"cidrIp", "cidrIpv4", "cidrIpv6", "cidrBlock", "CidrBlock"});

std::string_view last_key(std::string_view path) { return path.substr(path.rfind('.') + 1); }

bool is_account_field(std::string_view path) {
  const std::string_view key = last_key(path);
  return key == "accountId" || key == "recipientAccountId" || key == "vpcEndpointAccountId" || key == "sourceAccount";
}

// The parts of an ARN between its colons; what stands behind the fifth is one.
std::vector<std::string_view> arn_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  while (parts.size() + 1 < kArnParts) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) break;
    parts.push_back(text.substr(0, colon));
    text.remove_prefix(colon + 1);
  }
  parts.push_back(text);
  return parts;
}

// What is wrong with an ARN whose parts are these, the last one perhaps not whole; empty: nothing.
std::string wrong_in_arn(const std::vector<std::string_view>& parts, bool is_whole) {
  const std::size_t count = is_whole ? parts.size() : parts.size() - 1;
  const auto part = [&](std::size_t i) { return i < count ? parts[i] : std::string_view(); };
  const std::string_view partition = part(1), region = part(3), account = part(4);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  const bool is_partition = partition.starts_with("aws") && std::all_of(partition.begin(), partition.end(), is_letter);
  const bool is_plain = std::none_of(partition.begin(), partition.end(), [](char c) { return c == '*' || c == '?'; });
  if (count > 1 && is_plain && !is_partition)
    return fmt::format("it has no partition such as `aws`, but `{}`", partition);
  if (count > 2 && part(2).empty()) return "it names no service";
  if (are_digits(region)) return fmt::format("`{}` stands where the region does", region);
  const bool is_region_like =
      !region.empty() && region.find('-') != std::string_view::npos && region.back() >= '0' && region.back() <= '9';
  if (is_region_like && !has_region_shape(region)) return fmt::format("`{}` is no region", region);
  if (are_digits(account) && account.size() != kAccountDigits) {
    return fmt::format("the account `{}` has {} digits", account, account.size());
  }
  if (is_whole && parts.size() < kArnParts) return fmt::format("it has {} of {} parts", parts.size(), kArnParts);
  if (is_whole && parts.back().empty()) return "it names no resource";
  return "";
}

class LiteralCheck {
 public:
  LiteralCheck(const LintSubject& subject, const CloudTrailFiles& files, Diagnostics& out)
      : subject_(subject), files_(files), out_(out) {}

  void look_at(const FieldTest& test) {
    const bool is_of_cloudtrail = files_.contains(subject_.tree()[test.field]);
    for (const NodeId literal : test.literals) {
      const std::string* text = text_of(subject_.tree(), literal);
      if (text == nullptr || text->empty()) continue;
      if (text->starts_with("arn:")) {
        check_arn(test, *text, literal);
      } else if (is_of_cloudtrail && test.is_equality() && !test.function) {
        check_account(test, *text, literal);
        check_access_key(test, *text, literal);
        check_address(test, *text, literal);
      }
    }
  }

 private:
  void find(DiagnosticKind kind, Span span, std::string message, std::string help, std::vector<Fix> fixes = {}) {
    report(out_, kind, span, std::move(message), std::move(help), {}, std::move(fixes));
  }

  void check_arn(const FieldTest& test, const std::string& text, NodeId literal) {
    const bool is_pattern = test.op() == Operator::like;
    if (test.op() == Operator::matches || test.op() == Operator::endswith) return;
    if (is_pattern && text.find_first_of("*?\\") != std::string::npos) return check_pattern(text, literal);
    const Span span = place_of_literal(subject_, literal).span;
    const auto parts = arn_parts(text);
    const std::string wrong = wrong_in_arn(parts, test.is_equality() || is_pattern);
    if (!wrong.empty()) {
      return find(DiagnosticKind::bad_literal, span, fmt::format("`{}` is no ARN: {}", text, wrong),
                  "an ARN is `arn:partition:service:region:account:resource`");
    }
    check_partition(test, text, parts, literal);
  }

  // Up to the first wildcard a pattern is the beginning of an ARN.
  void check_pattern(const std::string& text, NodeId literal) {
    const std::string beginning = text.substr(0, text.find_first_of("*?\\"));
    const std::string wrong = wrong_in_arn(arn_parts(beginning), false);
    if (wrong.empty()) return;
    find(DiagnosticKind::bad_literal, place_of_literal(subject_, literal).span,
         fmt::format("`{}` matches no ARN: {}", text, wrong),
         "an ARN is `arn:partition:service:region:account:resource`");
  }

  // A region, an account and a bucket are in one partition, and need no other one.
  void check_partition(const FieldTest& test, const std::string& text, const std::vector<std::string_view>& parts,
                       NodeId literal) {
    if (parts.size() < 3 || parts[1] != "aws" || (parts.size() > 3 && !parts[3].empty())) return;
    if (parts.size() > 4 && !parts[4].empty() && parts[4] != "aws") return;
    if (parts[2] == "s3" && parts.size() == kArnParts && !parts.back().empty()) return;
    const LiteralPlace place = place_of_literal(subject_, literal);
    const std::string anywhere = "arn:aws*" + text.substr(std::string_view("arn:aws").size());
    const bool is_one = subject_.tree().get_if<closed::Constant>(test.test->right) != nullptr;
    const bool is_plain = text.find_first_of("*?\\") == std::string::npos;
    std::vector<Fix> fixes;
    if (test.op() == Operator::equal && is_one && is_plain && place.text == text && !test.function &&
        subject_.is_of_files(test.test->op_span) && !test.test->is_folded) {
      fixes = {{test.test->op_span, "like"}, string_fix(place, anywhere).front()};
    }
    find(DiagnosticKind::fixed_partition, place.span,
         "the ARN is of the partition `aws`, in China and GovCloud it begins otherwise",
         fmt::format("compare `like \"{}\"`", anywhere), std::move(fixes));
  }

  void check_account(const FieldTest& test, const std::string& text, NodeId literal) {
    if (!is_account_field(test.path)) return;
    const bool is_number = text.find_first_not_of("0123456789-") == std::string::npos;
    if (!is_number || (are_digits(text) && text.size() == kAccountDigits)) return;
    const bool has_dash = !are_digits(text);
    find(DiagnosticKind::bad_literal, place_of_literal(subject_, literal).span,
         has_dash ? fmt::format("`{}` is no account id, which is written without `-`", text)
                  : fmt::format("`{}` is no account id: it has {} digits", text, text.size()),
         fmt::format("an account id has {} digits, zeros at its front too", kAccountDigits));
  }

  void check_access_key(const FieldTest& test, const std::string& text, NodeId literal) {
    if (last_key(test.path) != "accessKeyId") return;
    const bool is_key = text.starts_with("AKIA") || text.starts_with("ASIA");
    const bool is_whole =
        std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
    if (!is_key || !is_whole || text.size() == kAccessKeyLength) return;
    find(DiagnosticKind::bad_literal, place_of_literal(subject_, literal).span,
         fmt::format("`{}` is no access key id: it has {} characters", text, text.size()),
         fmt::format("an access key id has {} characters; `startswith` compares its beginning", kAccessKeyLength));
  }

  void check_address(const FieldTest& test, const std::string& text, NodeId literal) {
    const std::string_view key = last_key(test.path);
    if (std::find(kAddressKeys.begin(), kAddressKeys.end(), key) == kAddressKeys.end()) return;
    const bool is_block = text.find('/') != std::string::npos;
    if (!parse_network(text) || (!is_block && test.path != "sourceIPAddress")) return;
    const LiteralPlace place = place_of_literal(subject_, literal);
    const bool may_edit = place.text.has_value() && test.op() == Operator::in;
    const bool is_alone = place.text.has_value() && test.op() == Operator::equal;
    std::vector<Fix> fixes;
    if (may_edit) fixes = {{place.span, text}};
    if (is_alone) fixes = {{place.span, text}};
    find(DiagnosticKind::quoted_address, place.span,
         is_block ? fmt::format("`{}` in quotes is text, which no address equals", text)
                  : fmt::format("`{}` in quotes is compared as text", text),
         fmt::format("write `{}` without the quotes, then it is an address", text), std::move(fixes));
  }

  const LintSubject& subject_;
  const CloudTrailFiles& files_;
  Diagnostics& out_;
};

// An address without quotes, compared with a key that holds a block as text, of the record or of an element of it.
void look_for_block(const LintSubject& subject, NodeId id, Diagnostics& out) {
  const ClosedTree& tree = subject.tree();
  const auto* test = tree.get_if<closed::Test>(id);
  const auto* field = test == nullptr ? nullptr : tree.get_if<closed::Field>(test->left);
  if (field == nullptr || field->steps.empty()) return;
  const std::string& key = field->steps.back().key;
  const bool is_block = std::any_of(kBlockKeys.begin(), kBlockKeys.end(), [&](auto end) { return key.ends_with(end); });
  if (!is_block) return;
  const auto* set = tree.get_if<closed::Set>(test->right);
  for (const NodeId item : set == nullptr ? std::vector<NodeId>{test->right} : set->items) {
    const auto* constant = tree.get_if<closed::Constant>(item);
    if (constant == nullptr || !std::holds_alternative<Network>(constant->value)) continue;
    const Span span = place_of_literal(subject, item).span;
    const std::string quoted = fmt::format("\"{}\"", to_text(constant->value));
    report(out, DiagnosticKind::type_never_matches, span,
           fmt::format("`{}` is a block of addresses as text, and never equals an address", key),
           fmt::format("write `{}`", quoted), {},
           subject.is_of_files(tree[item].span) ? std::vector<Fix>{{span, quoted}} : std::vector<Fix>{});
  }
}

}  // namespace

void lint_literals(const LintSubject& subject, Diagnostics& out) {
  const CloudTrailFiles files(subject);
  LiteralCheck check(subject, files, out);
  for (std::size_t i = 0; i < subject.tree().nodes.size(); ++i) {
    if (const auto test = field_test(subject.tree(), static_cast<NodeId>(i))) check.look_at(*test);
    look_for_block(subject, static_cast<NodeId>(i), out);
  }
}

}  // namespace spoor
