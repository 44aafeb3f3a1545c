#include "runtime/scan/shown_record.h"

#include <string>

namespace spoor {

bool ShownRecord::show(std::string_view record, Matcher& matcher) {
  masked_.reset();
  if (mask_ == nullptr || !mask_->may_have_secrets(record)) return true;
  std::string masked;
  mask_->append_masked(record, masked);
  if (masked == record) return true;
  masked_ = OwnedRecord::read(masked);
  if (masked_ == nullptr) return false;
  matcher.match(masked_->record());
  return true;
}

}  // namespace spoor
