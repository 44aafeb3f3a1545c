#pragma once

#include <array>
#include <string_view>

namespace spoor {

// What every record of CloudTrail has. Its time and its identity are given by who runs the tests.
inline constexpr auto kOfEveryRecord =
    std::to_array<std::string_view>({"eventVersion", "userIdentity", "eventSource", "eventName", "awsRegion",
                                     "sourceIPAddress", "eventType", "recipientAccountId"});

}  // namespace spoor
