// Records that are wrapped in each format are the records that were wrapped, whatever the size of blocks, and so are
// records in a wrapper in a wrapper; damage costs what is damaged.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>

#include "runtime/json/print.h"
#include "runtime/log/format.h"
#include "runtime/log/walk.h"
#include "tests/runtime/log/recorder.h"

namespace spoor {
namespace {

using Records = std::vector<std::string>;

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

struct Wrapper {
  std::string name;
  std::function<std::string(const Records&)> wrap;
};

// One text around all records.
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

TEST(Formats, HoldTheRecordsThatWereWrapped) {
  for (const std::size_t count : {1U, 2U, 7U}) {
    const Records records = some_records(count);
    for (const Wrapper& wrapper : wrappers()) {
      const std::string log = wrapper.wrap(records);
      const Recorder whole = read_log(log, 1U << 20);
      EXPECT_EQ(whole.records, records) << wrapper.name << "\n" << whole.said;
      EXPECT_EQ(whole.bads + whole.skips, 0) << wrapper.name << "\n" << whole.said;
      for (const std::size_t block : {1U, 7U, 64U, 1024U}) {
        EXPECT_EQ(read_log(log, block).said, whole.said) << wrapper.name << ", block " << block;
      }
    }
  }
}

TEST(Formats, AreToldLineByLine) {
  const Records records = some_records(1);
  std::string log;
  std::size_t count = 0;
  for (const Wrapper& wrapper : wrappers()) {
    const std::string text = wrapper.wrap(records);
    if (text[0] != '{' && text[0] != '[') continue;
    log += text + "\n" + records[0] + "\n";
    count += 2;
  }
  EXPECT_GT(count, 50U);
  const Recorder whole = read_log(log, 1U << 20);
  EXPECT_EQ(whole.records, Records(count, records[0])) << whole.said;
  EXPECT_EQ(whole.bads + whole.skips, 0) << whole.said;
}

TEST(Formats, StandInOneAnother) {
  std::mt19937 random(11);
  const Records records = some_records(3);
  for (int round = 0; round < 2000; ++round) {
    std::string names;
    Records inside = records;
    for (auto layers = 2 + random() % 2; layers > 0; --layers) {
      const Wrapper& wrapper = wrappers()[random() % wrappers().size()];
      // Out of what may be a document of another log, only what shows that it is a trail is taken.
      if (wrapper.name.starts_with("Elastic, ") && !looks_like_trail(inside[0])) continue;
      names += wrapper.name + "; ";
      std::string text = wrapper.wrap(inside);
      // What is text in a string must be JSON; and lines are text of several documents only there.
      if (text[0] != '{' && text[0] != '[') text = wrappers()[2].wrap(inside);
      if (round % 4 == 0 && text.find("}\n{") == std::string::npos)
        inside = {text};
      else
        inside = {wrappers()[2].wrap(inside)};
    }
    const Recorder found = read_log(inside[0], 1 + random() % 4096);
    ASSERT_EQ(found.records, records) << names << "\n" << inside[0] << "\n" << found.said;
  }
}

std::string notification(const std::string& text) {
  return "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":" + json_string(text) + "}";
}

TEST(Formats, AreUnwrappedToEightLayers) {
  const std::string record = some_records(1)[0];
  std::string text = record;
  for (int layers = 0; layers < 8; ++layers) text = notification(text);
  EXPECT_EQ(read_log(text, 4096).records, Records{record});
  const Recorder deeper = read_log(notification(text) + "\n" + record, 4096);
  EXPECT_TRUE(deeper.said.starts_with("bad 1 @0 is wrapped in more than 8 layers\nrecord 2 ")) << deeper.said;
}

TEST(Formats, StandInOneAnotherAThousandTimes) {
  std::string text = "{\"a\":1}";
  for (int layers = 0; layers < 400; ++layers) text = "{\"Records\":[" + text + "]}";
  EXPECT_EQ(read_log(text, 4096).said, "bad 1 @12 is wrapped in more than 8 layers\n");
}

// A cut loses what is behind it, and neither invents nor reorders.
TEST(Formats, AreReadUpToWhereTheyAreCutOff) {
  const Records records = some_records(3);
  LogReader reader(256);
  for (const Wrapper& wrapper : wrappers()) {
    const std::string log = wrapper.wrap(records);
    for (std::size_t size = 1; size < log.size(); size += 3) {
      Recorder found;
      reader.read_bytes(std::string_view(log).substr(0, size), found);
      ASSERT_LE(found.records.size(), records.size());
      ASSERT_TRUE(std::equal(found.records.begin(), found.records.end(), records.begin()))
          << wrapper.name << ", cut at " << size << "\n"
          << found.said;
    }
  }
}

// A record that was damaged before it was wrapped is one bad record.
TEST(Formats, LoseOnlyTheDamagedRecord) {
  const Records good = some_records(3);
  const std::string damaged = good[1].substr(0, good[1].size() / 2) + "\"";
  for (const Wrapper& wrapper : wrappers()) {
    const bool is_plain =
        wrapper.wrap({"{}"}).find(":{}") != std::string::npos || wrapper.wrap({"{}"}).find("[{}]") != std::string::npos;
    if (is_plain || wrapper.name == "lines" || wrapper.name == "one behind the other") continue;
    const Recorder found = read_log(wrapper.wrap({good[0], damaged, good[2]}), 512);
    const bool is_concatenated = wrapper.name == "Firehose at Lambda";
    EXPECT_EQ(found.bads, 1) << wrapper.name << "\n" << found.said;
    if (is_concatenated) continue;
    EXPECT_EQ(found.records, (Records{good[0], good[2]})) << wrapper.name << "\n" << found.said;
    EXPECT_NE(found.said.find("record 3 @"), std::string::npos) << found.said;
  }
}

TEST(Formats, EndWhenNoMoreIsWanted) {
  const Records records = some_records(5);
  for (const Wrapper& wrapper : wrappers()) {
    Recorder found;
    found.most = 2;
    LogReader().read_bytes(wrapper.wrap(records), found);
    EXPECT_EQ(found.records.size(), 2U) << wrapper.name;
    EXPECT_EQ(found.bads, 0) << wrapper.name;
  }
}

// What is packed inside may not make more of itself than logs do.
TEST(Formats, RefuseBombs) {
  const std::string zeros = gzip(std::string(60U << 20, ' '));
  const std::string record = some_records(1)[0];
  for (const std::string& bomb : {zeros, gzip(zeros), gzip(gzip(zeros))}) {
    const std::string log = "{\"awslogs\":{\"data\":\"" + base64(bomb) + "\"}}\n" + record + "\n";
    const Recorder found = read_log(log, 1U << 18);
    EXPECT_EQ(found.records, Records{record});
    EXPECT_EQ(found.said.find("bad 1 @0 unpacks to far too many bytes\nrecord 2 @"), 0U) << found.said;
  }
}

struct Case {
  std::string name, log, expected;
};

const std::vector<Case>& cases() {
  static const std::string r = R"({"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"A"})";
  static const std::string q =
      R"("{\"eventVersion\":\"1.08\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"A\"}")";
  static const std::vector<Case> kCases = {
      {"no events", "{\"Events\":[]}", "record 1 @0 {\"Events\":[]}\n"},
      {"no rows", "{\"QueryResultRows\":[]}", ""},
      {"arrays of other logs", "{\"events\":[{\"a\":1}],\"hits\":{\"hits\":[{\"a\":1}]},\"results\":[[1]]}",
       "record 1 @0 {\"events\":[{\"a\":1}],\"hits\":{\"hits\":[{\"a\":1}]},\"results\":[[1]]}\n"},
      {"members of other logs",
       "{\"message\":\"{}\",\"detail\":{\"a\":1},\"data\":\"x\",\"event\":{\"original\":\"x\"},\"result\":5,\"_"
       "source\":7}",
       "record 1 @0 "
       "{\"message\":\"{}\",\"detail\":{\"a\":1},\"data\":\"x\",\"event\":{\"original\":\"x\"},\"result\":5,"
       "\"_source\":7}\n"},
      {"EventBridge without its type", "{\"detail\":" + r + "}", "record 1 @0 " + r + "\n"},
      {"EventBridge of others", R"({"detail-type":"GuardDuty Finding","detail":{"a":1}})",
       "skipped EventBridge event: `GuardDuty Finding` holds no records\n"},
      {"no text in a name reaches a terminal", R"({"detail-type":"\u001b[2J","detail":{}})",
       "skipped EventBridge event: `\\x1b[2J` holds no records\n"},
      {"Lambda events", R"({"Records":[{"eventVersion":"1.1","eventSource":"aws:dynamodb","eventName":"INSERT"}]})",
       "skipped Lambda event: `aws:dynamodb` holds no records\n"},
      {"a notification behind records",
       r + "\n" + R"({"eventVersion":"2.1","eventSource":"aws:s3","s3":{}})" + "\n" + r,
       "record 1 @0 " + r + "\nskipped S3 notification: it points to log files and holds no records\nrecord 2 @" +
           std::to_string(r.size() + 55) + " " + r + "\n"},
      {"a notification of CloudTrail", R"({"s3Bucket":"b","s3ObjectKey":["k"]})",
       "skipped CloudTrail notification: it points to log files and holds no records\n"},
      {"a control message",
       R"({"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Kinesis stream."}]})",
       "skipped CloudWatch Logs event: a control message\n"},
      {"another log in CloudWatch",
       R"({"logEvents":[{"id":"1","message":"START RequestId"},{"id":"2","message":"{\"a\":1}"}]})",
       "skipped CloudWatch Logs event: its `message` holds no JSON\nrecord 1 @53 {\"a\":1}\n"},
      {"base64 that is none", R"({"awslogs":{"data":"H4s*"}})",
       "bad 1 @0 CloudWatch Logs event of Lambda: its `data` is not base64\n"},
      {"an empty event", R"({"CloudTrailEvent":""})",
       "bad 1 @0 lookup-events output: its `CloudTrailEvent` holds no JSON\n"},
      {"an escape that is none", "{\"CloudTrailEvent\":\"{\\x}\"}",
       "bad 1 @0 lookup-events output: its `CloudTrailEvent` has an escape that stands for nothing\n"},
      {"an event that is an object", "{\"CloudTrailEvent\":" + r + "}", "record 1 @0 " + r + "\n"},
      {"an array in a string", "{\"TopicArn\":\"t\",\"Message\":\"[{\\\"a\\\":1},{\\\"a\\\":2}]\"}",
       "record 1 @0 {\"a\":1}\nrecord 2 @0 {\"a\":2}\n"},
      {"times before some lines", r + "\n2026-07-28T09:20:11Z " + r + "\n",
       "record 1 @0 " + r + "\nrecord 2 @" + std::to_string(r.size() + 22) + " " + r + "\n"},
      {"damage between times", "2026-07-28T09:20:11Z {\"a\":\"x\n2026-07-28T09:20:11.123Z {\"a\":2}\n",
       "bad 1 @21 a string in it is not closed\nrecord 2 @54 {\"a\":2}\n"},
      {"a row without a record",
       "{\"QueryResultRows\":[[{\"a\":\"b\"}],[{\"eventName\":\"A\"},{\"readOnly\":\"true\"}]]}",
       "skipped query result: a row without a record\nrecord 1 @33 {\"eventName\":\"A\",\"readOnly\":true}\n"},
      {"OCSF of others", R"({"class_uid":4001,"metadata":{"product":{"name":"VPC"}}})",
       "record 1 @0 {\"class_uid\":4001,\"metadata\":{\"product\":{\"name\":\"VPC\"}}}\n"},
      {"text behind a lookup", "{\"Events\":[{\"CloudTrailEvent\":" + q + "}],\"x\":[{\"CloudTrailEvent\":" + q + "}]}",
       "record 1 @11 " + r + "\n"},
  };
  return kCases;
}

TEST(Formats, AreReadAsTheyStand) {
  for (const Case& c : cases()) {
    for (const std::size_t block : {1U << 20, 1U, 7U, 64U}) {
      EXPECT_EQ(read_log(c.log, block).said, c.expected) << c.name << ", block " << block;
    }
  }
}

TEST(Formats, NameFewReasons) {
  std::string log;
  for (int i = 0; i < 1000; ++i) log += fmt::format(R"({{"detail-type":"type {}","detail":{{}}}})", i) + "\n";
  EXPECT_EQ(read_log(log, 4096).skips, 33);
}

// Samples of real deliveries, counted by hand and by jq.
TEST(Formats, ReadTheSamples) {
  const auto data = std::filesystem::path(SPOOR_SOURCE_DIR) / "../shared/data/formats";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "the folder ../shared/data is not here";
  const std::vector<std::tuple<std::string, std::size_t, int>> expected = {
      {"lookup-events.boto3.jsonl", 6, 0}, {"eventbridge", 20, 4}, {"s3-tree", 689, 0}, {"ocsf", 18, 0}};
  for (const auto& [name, records, skips] : expected) {
    Recorder found;
    for (const WalkedFile& file : walk({(data / name).string()}, {}).files) LogReader().read(file.input, found);
    EXPECT_EQ(found.records.size(), records) << name;
    EXPECT_EQ(found.skips, skips) << name;
    EXPECT_EQ(found.bads, 0) << name << found.said;
  }
}

}  // namespace
}  // namespace spoor
