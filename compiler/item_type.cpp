#include "compiler/item_type.h"

#include <fmt/format.h>

namespace spoor {

namespace {

// Reads the text of a quoted item of a `cidr` or `ip` list.
std::optional<Network> network_of(const Literal& literal) {
  if (const auto* network = std::get_if<Network>(&literal)) return *network;
  const auto* text = std::get_if<std::string>(&literal);
  if (text == nullptr) return std::nullopt;
  const auto parsed = parse_network(*text);
  if (!parsed) return std::nullopt;
  return parsed->network;
}

}  // namespace

std::string_view type_name(ast::ValueType type) {
  switch (type) {
    case ast::ValueType::none: return "any";
    case ast::ValueType::string: return "string";
    case ast::ValueType::integer: return "int";
    case ast::ValueType::cidr: return "cidr";
    case ast::ValueType::ip: return "ip";
  }
  return "";
}

std::string_view written_type(ast::ValueType type) {
  return type == ast::ValueType::none ? std::string_view() : type_name(type);
}

std::optional<Number> read_integer(std::string_view text) {
  const auto number = parse_number(text);
  if (!number || number->kind == Number::Kind::real) return std::nullopt;
  return number;
}

std::optional<ParsedNetwork> read_network(std::string_view text, ast::ValueType type) {
  const auto parsed = parse_network(text);
  if (!parsed || (type == ast::ValueType::ip && !is_single_address(parsed->network))) return std::nullopt;
  return parsed;
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMostBytes = 60;
  if (text.size() <= kMostBytes) return fmt::format("`{}`", text);
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("`{}...`", text.substr(0, end));
}

bool is_single_address(const Network& network) {
  return network.prefix == (network.base.family == AddressFamily::ipv4 ? 32 : 128);
}

std::optional<Literal> typed_item(const Literal& item, ast::ValueType type) {
  switch (type) {
    case ast::ValueType::none: return item;
    case ast::ValueType::string:
      if (std::holds_alternative<std::string>(item)) return item;
      return std::nullopt;
    case ast::ValueType::integer:
      if (const auto* number = std::get_if<Number>(&item); number != nullptr && number->kind != Number::Kind::real)
        return item;
      return std::nullopt;
    case ast::ValueType::cidr:
    case ast::ValueType::ip: {
      const auto network = network_of(item);
      if (!network) return std::nullopt;
      if (type == ast::ValueType::ip && !is_single_address(*network)) return std::nullopt;
      return Literal(*network);
    }
  }
  return std::nullopt;
}

bool warn_of_network(const ast::List& list, std::string_view text, Diagnostics& diagnostics) {
  if (list.type != ast::ValueType::none || text.find('/') == std::string_view::npos) return false;
  const auto parsed = parse_network(text);
  if (!parsed || is_single_address(parsed->network)) return false;
  report(diagnostics, DiagnosticKind::list_of_networks, list.name_span,
         fmt::format("list `{}` is of texts: no address is in its item {}", list.name, shown(text)),
         fmt::format("write `list {} : cidr`", list.name), {}, {{list.name_span, list.name + " : cidr"}});
  return true;
}

}  // namespace spoor
