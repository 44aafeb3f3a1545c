#pragma once

#include <string>
#include <vector>

// The small world of keys and values that generated records and conditions share.
namespace spoor::oracle {

using Strings = std::vector<std::string>;

inline const Strings kKeys = {"a", "a", "b", "b", "c", "c", "d", "items", "x-y", "in", "e.f", "\u00e9", "deep"};

// Of arrays that are compared with each other.
inline const Strings kManyKeys = {"many", "more"};

inline const Strings kTexts = {"a",
                               "b",
                               "A",
                               "ab",
                               "aba",
                               "",
                               "aab",
                               "f20150331v2",
                               "f",
                               "\u00df",
                               "ss",
                               "\u212A",
                               "k",
                               "K",
                               "*",
                               "a,b",
                               ",a,,b,",
                               "a\\nb",
                               "true",
                               "1",
                               "abababab",
                               "\u03a3\u0391\u03a3",
                               "\u03c3\u03b1\u03c3",
                               "\u03c2",
                               "\U0001F600",
                               "10.0.0.1:80",
                               "a b"};

inline const Strings kAddresses = {
    "10.0.0.1", "10.1.2.3", "192.168.0.1",     "172.31.255.255", "100.100.0.1",   "8.8.8.8", "010.0.0.1",
    "::1",      "::",       "::ffff:10.0.0.1", "::FFFF:0a00:1",  "2001:DB8::0:1", "fe80::1", "fe80::1%eth0"};

// Of one night, mostly: the same hour in many forms, and what lies just beside it.
inline const Strings kTimes = {"2024-04-10T01:00:00Z",
                               "2024-04-10 01:00:00",
                               "2024-04-10T03:00:00+02:00",
                               "2024-04-10T01:00:00.000000001Z",
                               "2024-04-09T23:59:59.999999999Z",
                               "2024-04-10T23:59:60Z",
                               "20240410T010000Z",
                               "Apr 10, 2024, 1:00:00 AM",
                               "Apr 10, 2024 1:00:00 PM",
                               "2024-04-10",
                               "2024-04-11",
                               "1712710800",
                               "1712710800000",
                               "1969-12-28T23:59:59Z",
                               "2024-02-30"};

// What functions take apart.
inline const Strings kTextsWithin = {"arn:aws:iam::111122223333:a:b",
                                     "arn:aws-cn:s3:::b",
                                     "arn:aws::us-east-1:1:b",
                                     "arn:aws:sts:us-east-1:1:b",
                                     "https://U:p@Ab.Com:8/p/q?a=1#f",
                                     "http://[::1]",
                                     "http://10.0.0.1/",
                                     "s3://b\u00df?",
                                     "http://a b/",
                                     "aws-cli/2.15.0 a/9",
                                     "[Boto3/1.15.2 b/3]",
                                     "APN/1.0 Terraform/1.5",
                                     "TLSv1.2",
                                     "1..2.3",
                                     "2.15",
                                     "02.15.00",
                                     "v3",
                                     "TRUE",
                                     "False",
                                     "1.5",
                                     "1e3",
                                     " 1",
                                     "YQ==",
                                     "YQ",
                                     "eyJhIjoxfQ",
                                     "YT9iPz8_",
                                     "%7B%22a%22%3A%5B%22a%22%2C1%5D%7D",
                                     "%5B%5B1%5D%2C+2%5D",
                                     "%7",
                                     "[1,[2]]",
                                     "[{}",
                                     "{nul}"};

inline const Strings kNumbers = {"0",
                                 "1",
                                 "2",
                                 "3",
                                 "-1",
                                 "1.5",
                                 "1000",
                                 "1e3",
                                 "1E+3",
                                 "-0.0",
                                 "1712710800",
                                 "1712710800000",
                                 "0.1",
                                 "1.0",
                                 "22",
                                 "9007199254740993",
                                 "18446744073709551615",
                                 "9223372036854775807",
                                 "-9223372036854775808"};

// As conditions write them.
inline const Strings kOrders = {"<", "<=", ">", ">="};
inline const Strings kLiteralNumbers = {
    "0", "1", "2", "-1", "1.5", "1_000", "1e3", "18446744073709551615", "9007199254740992"};

// As they stand in JSON: readable, but nothing that simdjson takes.
inline const Strings kOddities = {"nul",
                                  "01",
                                  "+1",
                                  "NaN",
                                  "\"\\ud800\"",
                                  "\"a\\udc00\"",
                                  "\"\\x\"",
                                  "\"\t\"",
                                  "18446744073709551616",
                                  "123456789012345678901234567890",
                                  "1e999",
                                  "-1e999"};

}  // namespace spoor::oracle
