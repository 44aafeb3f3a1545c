#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

namespace spoor {

// The API calls of AWS's service models and the parameters that they take, as rules/aws_api/calls.txt has them. A
// service is named by the first part of the host name in `eventSource`: `s3` of `s3.amazonaws.com`.
class ApiTable {
 public:
  struct Call {
    std::string name;
    std::string_view keys;  // of its parameters, as codes
  };

  ApiTable(ApiTable&&) = default;

  // Refuses what rules/aws_api/make_calls.py does not write with a sentence that says why. REQUIRES: the text outlives
  // the table.
  static tl::expected<ApiTable, std::string> read(std::string_view text);

  // All of them, ascending.
  std::vector<std::string_view> services() const;

  // Ascending by name. nullptr: no such service.
  const std::vector<Call>* calls(std::string_view service) const;
  // nullptr: the service has no such call.
  const Call* call(std::string_view service, std::string_view name) const;
  // The services that have a call of the name, ascending.
  std::vector<std::string_view> services_of(std::string_view name) const;

  // The parameters, with a lower-case first letter as in records.
  std::vector<std::string> request_keys(const Call& call) const;

 private:
  struct Service {
    std::string_view name;
    std::vector<Call> calls;
  };
  class Reader;

  ApiTable() = default;

  const Service* find(std::string_view service) const;

  std::vector<std::string_view> words_;
  std::vector<std::string_view> keys_;  // as codes of words
  std::vector<Service> services_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> services_by_call_;
};

// Of the binary; read when it is first asked for.
const ApiTable& api_table();

// The text of rules/aws_api/calls.txt, inside the binary.
std::string_view api_calls_text();

}  // namespace spoor
