#include "tests/runtime/log/wrappers.h"

#include <fmt/format.h>

#include "runtime/json/print.h"
#include "tests/runtime/log/recorder.h"

namespace spoor {

namespace {

// What a CSV makes of a cell.
std::string cell(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string joined(const Records& records, const std::string& between,
                   const std::function<std::string(std::string)>& each) {
  std::string out;
  for (const std::string& record : records) {
    if (!out.empty()) out += between;
    out += each(record);
  }
  return out;
}

std::string same(std::string record) { return record; }

std::string subscription(const Records& records) {
  const auto event = [](const std::string& record) {
    return fmt::format(R"({{"id":"3519","timestamp":1785230411000,"message":{}}})", json_string(record));
  };
  return R"({"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"trail","logStream":"s","subscriptionFilters":["f"],"logEvents":[)" +
         joined(records, ",", event) + "]}";
}

}  // namespace

const std::vector<Wrapper>& wrappers() {
  const auto each = [](std::string before, std::string between, std::string behind, auto wrap) {
    return [=](const Records& records) { return before + joined(records, between, wrap) + behind; };
  };
  static const std::vector<Wrapper> kWrappers = {
      {"lines", each("", "\n", "\n", same)},
      {"one behind the other", each("", "", "", same)},
      {"trail", each("{\"Records\":[", ",", "]}", same)},
      {"array of trails", each("[", ",\n", "]", [](auto r) { return "{\"Records\":[" + r + "]}"; })},
      {"lookup-events",
       each("{\n    \"Events\": [\n        ", ",\n        ", "\n    ],\n    \"NextToken\": \"x\"\n}\n",
            [](auto r) {
              return "{\n            \"EventId\": \"e\",\n            \"Resources\": [{\"ResourceName\": \"x\"}],\n"
                     "            \"CloudTrailEvent\": " +
                     json_string(r) + "\n        }";
            })},
      {"lookup-events of boto3",
       each("", "\n", "\n",
            [](auto r) {
              return "{\"EventId\": \"e\", \"Resources\": [], \"CloudTrailEvent\": " + json_string(r) + "}";
            })},
      {"EventBridge", each("", "\n", "\n",
                           [](auto r) {
                             return "{\"version\":\"0\",\"id\":\"i\",\"detail-type\":\"AWS API Call via "
                                    "CloudTrail\",\"source\":\"aws.s3\","
                                    "\"account\":\"111122223333\",\"resources\":[],\"detail\":" +
                                    r + "}";
                           })},
      {"EventBridge sign-ins",
       each("[", ",", "]",
            [](auto r) { return "{\"detail\":" + r + ",\"detail-type\":\"AWS Console Sign In via CloudTrail\"}"; })},
      {"CloudWatch Logs subscription", subscription},
      {"CloudWatch Logs subscription, packed", [](const Records& records) { return gzip(subscription(records)); }},
      {"CloudWatch Logs subscription, encoded",
       [](const Records& records) { return base64(gzip(subscription(records))) + "\n"; }},
      {"CloudWatch Logs subscription, a line of base64 each", each("", "\n", "\n",
                                                                   [](auto r) {
                                                                     std::string line = base64(gzip(subscription({r})));
                                                                     line.erase(line.find_last_not_of('=') + 1);
                                                                     return line;
                                                                   })},
      {"CloudWatch Logs at Lambda",
       [](const Records& records) {
         return "{\"awslogs\":{\"data\":\"" + base64(gzip(subscription(records))) + "\"}}";
       }},
      {"filter-log-events",
       each("{\"events\":[", ",", "],\"searchedLogStreams\":[]}",
            [](auto r) { return "{\"logStreamName\":\"s\",\"timestamp\":1,\"message\":" + json_string(r) + "}"; })},
      {"CloudWatch Logs export", each("", "\n", "\n", [](auto r) { return "2026-07-28T09:20:11.000Z " + r; })},
      {"Logs Insights", each("{\"results\":[", ",", "],\"status\":\"Complete\"}",
                             [](auto r) {
                               return "[{\"field\":\"@timestamp\",\"value\":\"x\"},{\"field\":\"@message\",\"value\":" +
                                      json_string(r) + "}]";
                             })},
      {"Firehose at HTTP", each("{\"requestId\":\"r\",\"timestamp\":1,\"records\":[", ",", "]}",
                                [](auto r) { return "{\"data\":\"" + base64(r + "\n") + "\"}"; })},
      {"Firehose at Lambda",
       [](const Records& records) {
         return "{\"invocationId\":\"i\",\"deliveryStreamArn\":\"a\",\"records\":[{\"recordId\":\"1\",\"data\":\"" +
                base64(gzip(joined(records, "", same))) + "\"}]}";
       }},
      {"Kinesis at Lambda", each("{\"Records\":[", ",", "]}",
                                 [](auto r) {
                                   return "{\"kinesis\":{\"partitionKey\":\"k\",\"data\":\"" + base64(r) +
                                          "\"},\"eventSource\":\"aws:kinesis\"}";
                                 })},
      {"Kinesis",
       each("{\"Records\":[", ",", "]}",
            [](auto r) { return "{\"SequenceNumber\":\"1\",\"Data\":\"" + base64(r) + "\",\"PartitionKey\":\"k\"}"; })},
      {"SQS at Lambda", each("{\"Records\":[", ",", "]}",
                             [](auto r) {
                               return "{\"messageId\":\"m\",\"receiptHandle\":\"h\",\"body\":" + json_string(r) +
                                      ",\"eventSource\":\"aws:sqs\",\"awsRegion\":\"us-east-2\"}";
                             })},
      {"SQS",
       each("{\"Messages\":[", ",", "]}",
            [](auto r) { return "{\"MessageId\":\"m\",\"ReceiptHandle\":\"h\",\"Body\":" + json_string(r) + "}"; })},
      {"SNS at Lambda",
       each("{\"Records\":[", ",", "]}",
            [](auto r) {
              return "{\"EventSource\":\"aws:sns\",\"Sns\":{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":" +
                     json_string(r) + "}}";
            })},
      {"SNS", each("", "\n", "",
                   [](auto r) {
                     return "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"TopicArn\":\"t\",\"Message\":" +
                            json_string(r) + "}";
                   })},
      {"Lake", each("{\"QueryStatus\":\"FINISHED\",\"QueryResultRows\":[", ",", "]}",
                    [](auto r) { return "[{\"eventName\":\"x\"},{\"eventJson\":" + json_string(r) + "}]"; })},
      {"Lake, CSV", each("\xEF\xBB\xBF"
                         "eventTime,eventJson\r\n",
                         "\r\n", "\r\n", [](auto r) { return "x," + cell(r); })},
      {"Elastic search",
       each("{\"took\":1,\"hits\":{\"total\":{\"value\":1},\"hits\":[", ",", "]},\"aggregations\":{}}",
            [](auto r) { return "{\"_index\":\"i\",\"_id\":\"1\",\"_source\":" + r + "}"; })},
      {"Elastic, original",
       each("", "\n", "\n",
            [](auto r) {
              return "{\"_index\":\"i\",\"_source\":{\"@timestamp\":\"t\",\"event\":{\"original\":" + json_string(r) +
                     "},\"aws\":{\"cloudtrail\":{}}}}";
            })},
      {"Elastic, flat", each("", "\n", "\n", [](auto r) { return "{\"event.original\":" + json_string(r) + "}"; })},
      {"Elastic, message",
       each("", "\n", "\n", [](auto r) { return "{\"@timestamp\":1,\"message\":" + json_string(r) + "}"; })},
      {"Splunk",
       each("", "\n", "\n",
            [](auto r) { return "{\"preview\":false,\"result\":{\"_time\":\"t\",\"_raw\":" + json_string(r) + "}}"; })},
      {"Splunk, flat",
       each("", "\n", "\n", [](auto r) { return "{\"preview\":false,\"result._raw\":" + json_string(r) + "}"; })},
      {"Splunk results", each("{\"preview\":false,\"messages\":[],\"results\":[", ",", "]}",
                              [](auto r) { return "{\"_time\":\"t\",\"_raw\":" + json_string(r) + "}"; })},
      {"Splunk, CSV", each("\"_time\",\"_raw\",host\n", "\n", "\n", [](auto r) { return "\"x\"," + cell(r) + ",h"; })},
      {"Splunk collector",
       each("", "", "", [](auto r) { return "{\"event\":" + r + ",\"sourcetype\":\"aws:cloudtrail\"}"; })},
  };
  return kWrappers;
}

Records some_records(std::size_t count) {
  Records records;
  for (std::size_t i = 0; i < count; ++i) {
    records.push_back(fmt::format(
        R"({{"eventVersion":"1.0{}","{}":{{"type":"Root"}},"eventTime":"2026-07-28T09:20:11Z","eventSource":"s3.amazonaws.com","eventName":"N{}","userAgent":"\"}}{{]\\ \u00e9 é, \n{}","requestParameters":{{"policy":"{{\"a\":[1]}}","list":[{{"x":null}}]}}}})",
        i % 10, i % 2 == 0 ? "userIdentity" : "identity", i, std::string(i % 3 * 40, 'x')));
  }
  return records;
}

}  // namespace spoor
