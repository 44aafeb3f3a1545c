#include "compiler/program/verify.h"

namespace spoor {

tl::expected<void, std::string> verify(const Program& program) {
  using namespace verification;
  for (const auto check : {check_values, check_paths, check_operands, check_states, check_code}) {
    if (auto found = check(program)) return tl::unexpected(std::move(*found));
  }
  return {};
}

tl::expected<VerifiedProgram, std::string> VerifiedProgram::make(Program program) {
  if (auto verified = verify(program); !verified) return tl::unexpected(std::move(verified.error()));
  return VerifiedProgram(std::move(program));
}

}  // namespace spoor
