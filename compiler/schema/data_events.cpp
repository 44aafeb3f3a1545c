#include "compiler/schema/data_events.h"

#include <algorithm>
#include <array>

namespace spoor {

namespace {

struct DataEvent {
  std::string_view service, name;
};

constexpr auto kDataEvents = std::to_array<DataEvent>({
#define DATA_EVENT(service, name) {service, name},
#include "compiler/schema/data_events.def"
#undef DATA_EVENT
});

}  // namespace

bool is_data_event(std::string_view source, std::string_view name) {
  const std::string_view service = source.substr(0, source.find('.'));
  return std::any_of(kDataEvents.begin(), kDataEvents.end(),
                     [&](const DataEvent& event) { return event.service == service && event.name == name; });
}

}  // namespace spoor
