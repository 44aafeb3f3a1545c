// Objects that look like a format and what is said of them, and samples of real deliveries.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "runtime/log/walk.h"
#include "tests/runtime/log/recorder.h"

namespace spoor {
namespace {

const std::vector<LogCase>& format_cases() {
  static const std::string r = R"({"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"A"})";
  static const std::string q =
      R"("{\"eventVersion\":\"1.08\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"A\"}")";
  static const std::vector<LogCase> kCases = {
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
      {"data of other logs", R"({"recordId":7,"data":{"a":1}})", "record 1 @0 {\"recordId\":7,\"data\":{\"a\":1}}\n"},
      {"Firehose records taken out of their array",
       R"({"recordId":"1","approximateArrivalTimestamp":1,"data":"eyJhIjoxfQ=="})", "record 1 @0 {\"a\":1}\n"},
      {"a subscription to confirm",
       R"({"Type":"SubscriptionConfirmation","TopicArn":"t","Token":"x","Message":"{}","SubscribeURL":"u"})",
       "skipped SNS confirmation of a subscription: it holds no records\n"},
      {"a record in which all formats stand",
       "{\"eventID\":\"e\",\"requestParameters\":{\"Records\":[" + r + "],\"detail\":" + r + ",\"message\":" + q +
           ",\"CloudTrailEvent\":" + q + ",\"events\":[{\"message\":" + q + "}]},\"eventVersion\":\"1.08\"}",
       "record 1 @0 {\"eventID\":\"e\",\"requestParameters\":{\"Records\":[" + r + "],\"detail\":" + r +
           ",\"message\":" + q + ",\"CloudTrailEvent\":" + q + ",\"events\":[{\"message\":" + q +
           "}]},\"eventVersion\":\"1.08\"}\n"},
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
      {"Kinesis of another log", R"({"Data":"aGVsbG8=","PartitionKey":"k"})",
       "skipped Kinesis record: its `Data` holds no JSON\n"},
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
       "skipped query result: a row without a record\nrecord 1 @32 {\"eventName\":\"A\",\"readOnly\":true}\n"},
      {"OCSF of others", R"({"class_uid":4001,"metadata":{"product":{"name":"VPC"}}})",
       "record 1 @0 {\"class_uid\":4001,\"metadata\":{\"product\":{\"name\":\"VPC\"}}}\n"},
      {"text behind a lookup", "{\"Events\":[{\"CloudTrailEvent\":" + q + "}],\"x\":[{\"CloudTrailEvent\":" + q + "}]}",
       "record 1 @11 " + r + "\n"},
  };
  return kCases;
}

TEST(Formats, AreReadAsTheyStand) {
  for (const LogCase& c : format_cases()) {
    for (const std::size_t block : {1U << 20, 1U, 7U, 64U}) {
      EXPECT_EQ(read_log(c.log, block).said, c.expected) << c.name << ", block " << block;
    }
  }
}

// What is packed in base64 and cut off is one bad record, and costs nothing behind it.
TEST(Formats, TellWhatIsCutOffInside) {
  const std::string packed = gzip(R"({"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","message":"{}"}]})");
  for (std::size_t size = 3; size < packed.size(); ++size) {
    const std::string log = "{\"awslogs\":{\"data\":\"" + base64(packed.substr(0, size)) + "\"}}\n{\"a\":1}\n";
    const Recorder found = read_log(log, 4096);
    ASSERT_FALSE(found.records.empty()) << size << found.said;
    EXPECT_EQ(found.records.back(), "{\"a\":1}") << size;
    EXPECT_GT(found.bads, 0) << size << found.said;
    EXPECT_TRUE(found.said.starts_with("bad 1 @0 ") || found.said.starts_with("record 1 @0 {}\nbad 2 @0 "))
        << found.said;
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
  const std::vector<std::tuple<std::string, std::size_t, int>> expected = {{"lookup-events.boto3.jsonl", 6, 0},
                                                                           {"eventbridge", 20, 4},
                                                                           {"s3-tree", 689, 0},
                                                                           {"ocsf", 18, 0},
                                                                           {"wrappers", 0, 15}};
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
