#include "runtime/scan/sorted_findings.h"

#include <utility>

namespace spoor {

SortedFindings::SortedFindings(const ScanRequest& request, std::size_t memory)
    : request_(request), form_(request.prepared->program()), sorter_(memory) {}

tl::expected<void, std::string> SortedFindings::add(const Finding& finding) {
  std::string bytes;
  append(finding, bytes);
  return sorter_.add(bytes);
}

tl::expected<void, std::string> SortedFindings::for_each(const std::function<bool(Finding&)>& visit,
                                                         const std::function<void(const Finding&)>& count_double) {
  auto reader = sorter_.read();
  if (!reader) return tl::unexpected(reader.error());
  std::optional<Finding> last;
  while (true) {
    const auto bytes = reader->next();
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return {};
    Finding finding = form_.read(**bytes);
    if (!request_.keeps_doubles && last && is_double(*last, finding)) {
      count_double(finding);
      continue;
    }
    last = std::move(finding);
    if (!visit(*last)) return {};
  }
}

}  // namespace spoor
