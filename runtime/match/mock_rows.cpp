#include "runtime/match/mock_rows.h"

namespace spoor {

std::optional<std::string_view> find_mock(const std::vector<MockRow>& mocks, Index table, const Value& key) {
  const std::optional<Address> address = key.is_string() ? parse_address(key.text()) : std::nullopt;
  const MockRow* found = nullptr;
  int longest = -1;
  for (const MockRow& mock : mocks) {
    if (mock.table != table) continue;
    int prefix = -1;
    if (const auto* text = std::get_if<std::string>(&mock.key)) {
      if (key.is_string() && key.text() == *text) prefix = 0;
    } else if (const auto* number = std::get_if<Number>(&mock.key)) {
      if (key.is_number() && key.number() == *number) prefix = 0;
    } else if (const auto* network = std::get_if<Network>(&mock.key)) {
      if (address && contains(*network, *address)) prefix = static_cast<int>(network->prefix);
    }
    if (prefix <= longest) continue;
    longest = prefix;
    found = &mock;
  }
  if (found == nullptr) return std::nullopt;
  return found->row;
}

}  // namespace spoor
