#include "lang/values/url.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace spoor {
namespace {

std::string url_parts(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return "none";
  return fmt::format("{} {} {} {}", url->scheme, url->host, url->path, url->query);
}

TEST(Url, HasItsParts) {
  EXPECT_EQ(url_parts("https://u:p@Ab.com:443/p/q?x=1#f"), "https Ab.com /p/q x=1");
  EXPECT_EQ(url_parts("s3://bucket"), "s3 bucket  ");
  EXPECT_EQ(url_parts("a+b-c.1://h"), "a+b-c.1 h  ");
  EXPECT_EQ(url_parts("http://h?"), "http h  ");
  EXPECT_EQ(url_parts("http://h?a?b#c#d"), "http h  a?b");
  EXPECT_EQ(url_parts("http://h#f?x/y"), "http h  ");
  EXPECT_EQ(url_parts("http://h:/"), "http h / ");
  EXPECT_EQ(url_parts("http://[::1]:8/"), "http ::1 / ");
  EXPECT_EQ(url_parts("http://[::1]"), "http ::1  ");
  EXPECT_EQ(url_parts("http://h/a b\\c\n"), "http h /a b\\c\n ");
  EXPECT_EQ(url_parts("http://a@b@h/@x"), "http h /@x ");
  EXPECT_EQ(url_parts("http://\xC3\xA4.de/"), "http \xC3\xA4.de / ");
}

TEST(Url, IsRefused) {
  for (const char* text : {"",
                           "h",
                           "h/p",
                           "//h",
                           "http:",
                           "http:/h",
                           "http://",
                           "http:///p",
                           "http://?x",
                           "://h",
                           "1http://h",
                           "_a://h",
                           "ht tp://h",
                           "http://h h/",
                           "http://h\t/",
                           "http://h\\x/",
                           "http://a\\@h",
                           "http://h:x",
                           "http://h:80x/",
                           "http://[::1",
                           "http://[]",
                           "http://[::1]x",
                           "http://u@",
                           "http://u@:80",
                           " http://h",
                           "http://h\x7F/"}) {
    EXPECT_EQ(url_parts(text), "none") << text;
  }
}

}  // namespace
}  // namespace spoor
