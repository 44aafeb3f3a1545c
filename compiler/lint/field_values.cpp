#include "compiler/schema/field_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/cloudtrail_files.h"
#include "compiler/lint/field_test.h"
#include "compiler/schema/aws_regions.h"
#include "compiler/schema/cloudtrail.h"
#include "compiler/schema/same_but_case.h"
#include "compiler/type.h"
#include "lang/suggest.h"

// Literals that rules compare fields with, against the values and types that CloudTrail records have there.
namespace spoor {

namespace {

std::string all_of_them(const std::vector<std::string_view>& values) {
  return fmt::format("`{}`", fmt::join(values, "`, `"));
}

std::string did_you_mean(bool is_case, std::string_view near) {
  return is_case ? fmt::format("write `{}`", near) : fmt::format("did you mean `{}`?", near);
}

// Fields whose strings may be times, and those that may be addresses: others of the schema never are.
bool may_be(Type literal, std::string_view path) {
  if (literal == Type::date) return path == "eventTime" || path.ends_with(".creationDate");
  return path == "sourceIPAddress" || path == "tlsDetails.clientProvidedHostHeader";
}

class ValueCheck {
 public:
  ValueCheck(const LintSubject& subject, Diagnostics& out) : subject_(subject), out_(out) {}

  void look_at(const FieldTest& test) {
    report_field_case(test);
    if (test.function) return;
    for (const NodeId literal : test.literals) {
      if (report_type(test, literal)) continue;
      const std::string* text = text_of(subject_.tree(), literal);
      if (text == nullptr || report_wildcard(test, *text, literal)) continue;
      if (const FieldValues* field = field_values(test.path)) {
        check_value(test, *field, *text, literal);
      } else if (test.path == "awsRegion" && test.is_equality()) {
        check_region(*text, literal);
      } else if (test.path == "errorCode" && test.is_equality() && is_code_of_success(*text)) {
        find(DiagnosticKind::enum_value, literal, fmt::format("no record has the `errorCode` `{}`", *text),
             "records of calls that went through have none: write `not exists errorCode`");
      }
    }
  }

 private:
  void find(DiagnosticKind kind, NodeId literal, std::string message, std::string help, std::vector<Fix> fixes = {}) {
    report(out_, kind, place_of_literal(subject_, literal).span, std::move(message), std::move(help), {},
           std::move(fixes));
  }

  // A key of the call's own data, which no table of fields has: `responseElements.consoleLogin`.
  void report_field_case(const FieldTest& test) {
    const FieldValues* meant = field_in_other_case(test.path);
    if (meant == nullptr || cloudtrail_type(meant->path) || !is_below_open_field(test.path)) return;
    const Span span = subject_.place(test.field);
    const bool is_as_written = subject_.is_of_files(subject_.tree()[test.field].span);
    report(out_, DiagnosticKind::wrong_case, span, fmt::format("the field `{}` is written in other case", test.path),
           fmt::format("write `{}`", meant->path), {},
           is_as_written ? std::vector<Fix>{{span, std::string(meant->path)}} : std::vector<Fix>{});
  }

  static bool is_below_open_field(std::string_view path) {
    return path.starts_with("responseElements.") || path.starts_with("additionalEventData.") ||
           path.starts_with("insightDetails.");
  }

  // A `*` in names, ARNs and addresses, which have none: it was to be a wildcard. True if it is.
  bool report_wildcard(const FieldTest& test, const std::string& text, NodeId literal) {
    const bool is_name = test.path == "eventName" || test.path == "sourceIPAddress" ||
                         (test.path.starts_with("userIdentity.") && cloudtrail_type(test.path) == SchemaType::string);
    if (!is_name || !test.is_equality() || text.find('*') == std::string::npos) return false;
    const std::string_view op = info(test.op()).spelling;
    const bool may_edit = test.op() == Operator::equal && !test.test->is_negated &&
                          subject_.tree().get_if<closed::Set>(test.test->right) == nullptr &&
                          subject_.is_of_files(test.test->op_span);
    find(DiagnosticKind::enum_value, literal,
         fmt::format("no `{}` has a `*`, which `{}` compares as it is", test.path, op), "`like` takes `*` as any text",
         may_edit ? std::vector<Fix>{{test.test->op_span, "like"}} : std::vector<Fix>{});
    return true;
  }

  // A literal of a type that the field never has. True if it is, so that nothing more is to be said.
  bool report_type(const FieldTest& test, NodeId literal) {
    if (!test.is_equality() || may_be_equal(test, literal)) return false;
    if (is_an_error(test)) return true;
    const Type type = type_of(subject_.tree(), literal);
    const bool is_string = !is_boolean(test.path);
    const FieldValues* values = field_values(test.path);
    const LiteralPlace place = place_of_literal(subject_, literal);
    const std::string meant = converted(test.path, literal);
    const bool is_as_written = subject_.is_of_files(subject_.tree()[literal].span);
    find(DiagnosticKind::type_never_matches, literal,
         fmt::format("`{}` is {} in all records, and never equals {}", test.path,
                     is_string ? "a string" : "a truth value", with_article(type)),
         !meant.empty()      ? fmt::format("write `{}`", meant)
         : values != nullptr ? fmt::format("its values are {}", all_of_them(values->values))
                             : "values are not converted",
         meant.empty() || !is_as_written ? std::vector<Fix>{} : std::vector<Fix>{{place.span, meant}});
    return true;
  }

  // The literal as the field could have it, as source text; empty: it could not.
  std::string converted(std::string_view path, NodeId literal) const {
    const Type type = type_of(subject_.tree(), literal);
    const std::string text = to_text(std::get<closed::Constant>(subject_.tree()[literal].node).value);
    if (is_boolean(path)) return text == "\"true\"" || text == "\"false\"" ? text.substr(1, text.size() - 2) : "";
    if (type != Type::boolean && type != Type::number) return "";
    const FieldValues* values = field_values(path);
    const bool may_be =
        values == nullptr || std::find(values->values.begin(), values->values.end(), text) != values->values.end();
    return may_be ? fmt::format("\"{}\"", text) : "";
  }

  static bool is_boolean(std::string_view path) { return cloudtrail_type(path) == SchemaType::boolean; }

  bool may_be_equal(const FieldTest& test, NodeId literal) const {
    const Type type = type_of(subject_.tree(), literal);
    const auto schema = cloudtrail_type(test.path);
    const FieldValues* values = field_values(test.path);
    const bool is_string = schema == SchemaType::string || (values != nullptr && values->kind == ValueKind::string);
    if (is_string && (type == Type::date || type == Type::address)) return may_be(type, test.path);
    if (is_string) return type == Type::string;
    if (schema == SchemaType::boolean) return type == Type::boolean;
    return true;
  }

  // The compiler says so itself of a set without a string.
  bool is_an_error(const FieldTest& test) const {
    if (test.op() != Operator::in || test.has_others) return false;
    if (type_of(subject_.tree(), test.field) != Type::string) return false;
    return std::none_of(test.literals.begin(), test.literals.end(), [&](NodeId literal) {
      const Type type = type_of(subject_.tree(), literal);
      return type != Type::number && type != Type::boolean;
    });
  }

  void check_value(const FieldTest& test, const FieldValues& field, const std::string& text, NodeId literal) {
    if (field.kind == ValueKind::boolean || !can_be_judged(test)) return;
    const bool is_met = std::any_of(field.values.begin(), field.values.end(),
                                    [&](std::string_view value) { return meets(test, value, text); });
    if (is_met) return;
    const auto near = nearest(field.values, text);
    const LiteralPlace place = place_of_literal(subject_, literal);
    const bool is_case = near && same_but_case(*near, text) && test.is_equality();
    const std::string_view what = test.is_equality() ? "has" : info(test.op()).spelling;
    find(is_case ? DiagnosticKind::wrong_case : DiagnosticKind::enum_value, literal,
         is_case              ? fmt::format("the value `{}` of `{}` is written in other case", text, test.path)
         : test.is_equality() ? fmt::format("`{}` never has the value `{}`", test.path, text)
                              : fmt::format("no value of `{}` {} `{}`", test.path, what, text),
         near && test.is_equality() ? did_you_mean(is_case, *near)
                                    : fmt::format("its values are {}", all_of_them(field.values)),
         near && test.is_equality() ? string_fix(place, *near) : std::vector<Fix>{});
  }

  static bool can_be_judged(const FieldTest& test) {
    return test.is_equality() || test.op() == Operator::startswith || test.op() == Operator::endswith ||
           test.op() == Operator::contains;
  }

  static bool meets(const FieldTest& test, std::string_view value, std::string_view text) {
    std::string lower_value(value), lower_text(text);
    if (test.test->is_folded) {
      std::transform(value.begin(), value.end(), lower_value.begin(), lower_letter);
      std::transform(text.begin(), text.end(), lower_text.begin(), lower_letter);
    }
    if (test.is_equality()) return lower_value == lower_text;
    if (test.op() == Operator::startswith) return lower_value.starts_with(lower_text);
    if (test.op() == Operator::endswith) return lower_value.ends_with(lower_text);
    return lower_value.find(lower_text) != std::string::npos;
  }

  static std::optional<std::string_view> nearest(const std::vector<std::string_view>& values, std::string_view text) {
    const auto same =
        std::find_if(values.begin(), values.end(), [&](std::string_view value) { return same_but_case(value, text); });
    return same != values.end() ? std::optional(*same) : closest(text, values);
  }

  void check_region(const std::string& text, NodeId literal) {
    if (has_region_shape(text)) return;
    const auto near = near_region(text);
    const LiteralPlace place = place_of_literal(subject_, literal);
    const bool is_case = near && same_but_case(*near, text);
    find(is_case ? DiagnosticKind::wrong_case : DiagnosticKind::enum_value, literal,
         is_case ? fmt::format("the region `{}` is written in other case", text)
                 : fmt::format("`{}` is no region of AWS", text),
         near ? did_you_mean(is_case, *near) : "records of global services have `us-east-1`",
         near ? string_fix(place, *near) : std::vector<Fix>{});
  }

  const LintSubject& subject_;
  Diagnostics& out_;
};

}  // namespace

void lint_field_values(const LintSubject& subject, Diagnostics& out) {
  const CloudTrailFiles files(subject);
  const ClosedTree& tree = subject.tree();
  ValueCheck check(subject, out);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto test = field_test(tree, static_cast<NodeId>(i));
    if (test && files.contains(tree[test->field])) check.look_at(*test);
  }
}

}  // namespace spoor
