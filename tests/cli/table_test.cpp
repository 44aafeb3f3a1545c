#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/render/cells.h"
#include "cli/render/finding_writer.h"
#include "cli/rule_files.h"
#include "compiler/compile.h"

namespace spoor {
namespace {

class Rendering : public testing::Test {
 protected:
  void SetUp() override {
    Compiled compiled =
        compile({{{"t.spoor", "rule stop { title \"Logging stopped\" severity high attack T1562.008 where a == 1 }"}},
                 {{"who", "a"}, {"from", "b"}}},
                RuleSource());
    ASSERT_FALSE(has_error(compiled.diagnostics));
    program_ = std::move(compiled.program);
    context_.program = &program_;
    context_.files = &files_;
    context_.column_names = {"who", "from"};
    finding_.time = Instant{0, 0};
    finding_.event_id = "e";
    finding_.place = {0, 7};
    finding_.event = R"({ "a": 1, "password": "x" })";
    finding_.columns = {"eve", ""};
  }

  std::string written(std::string_view format, const std::vector<Finding>& findings) {
    const std::string path = testing::TempDir() + "spoor_rendering_" + std::to_string(getpid());
    auto output = Output::open(path);
    const auto writer = make_finding_writer(format, context_, *output);
    for (const Finding& finding : findings) writer->put(finding);
    writer->finish();
    EXPECT_TRUE(output->finish());
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    std::filesystem::remove(path);
    return text.str();
  }

  Program program_;
  LogNames files_{{"a/b.json"}};
  RenderContext context_;
  Finding finding_;
};

TEST_F(Rendering, Table) {
  Finding wide = finding_;
  wide.columns = {"漢\033", "10.0.0.1"};
  EXPECT_EQ(written("table", {finding_, wide}),
            "time                  severity  rule  who     from      message\n"
            "1970-01-01T00:00:00Z  high      stop  eve     -         Logging stopped\n"
            "1970-01-01T00:00:00Z  high      stop  漢\\x1b  10.0.0.1  Logging stopped\n");
  EXPECT_EQ(written("table", {}), "");
}

TEST_F(Rendering, TableFitsTheTerminal) {
  finding_.columns = {std::string(200, 'w'), std::string(30, 'f')};
  for (const std::size_t width : {70UL, 100UL, 300UL}) {
    context_.width = width;
    std::istringstream lines(written("table", {finding_}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << line;
  }
  context_.width = 0;  // no terminal: nothing is cut
  EXPECT_THAT(written("table", {finding_}), testing::HasSubstr(std::string(200, 'w')));
}

TEST_F(Rendering, ColourIsThereWhenAskedFor) {
  EXPECT_THAT(written("table", {finding_}), testing::Not(testing::HasSubstr("\033")));
  context_.color = true;
  EXPECT_THAT(written("table", {finding_}), testing::HasSubstr("\033[31mhigh\033[0m"));
}

TEST_F(Rendering, Csv) {
  finding_.columns = {"=1", "a,b"};
  EXPECT_EQ(written("csv", {finding_}),
            "time,severity,rule,who,from,message\r\n"
            "1970-01-01T00:00:00Z,high,stop,'=1,\"a,b\",Logging stopped\r\n");
  finding_.time.reset();
  EXPECT_THAT(written("csv", {finding_}), testing::HasSubstr("\r\n,high,stop,"));
}

TEST_F(Rendering, Ndjson) {
  const Mask mask("");
  context_.mask = &mask;
  const std::string expected = R"({"schema":"spoor.finding/1","id":")" + finding_.id(program_) +
                               R"(","rule":"stop","title":"Logging stopped","severity":"high","attack":["T1562.008"],)"
                               R"("time":"1970-01-01T00:00:00Z","message":"Logging stopped","fields":{},)"
                               R"("events":[{"id":"e","time":"1970-01-01T00:00:00Z","file":"a/b.json","record":7}])";
  EXPECT_EQ(written("ndjson", {finding_}), expected + R"(,"event":{"a":1,"password":"***"}})" + "\n");
  context_.shows_event = false;
  EXPECT_EQ(written("ndjson", {finding_, finding_}), expected + "}\n" + expected + "}\n");
  EXPECT_EQ(written("json", {finding_, finding_}), "[\n" + expected + "},\n" + expected + "}\n]\n");
  EXPECT_EQ(written("json", {}), "[]\n");
}

}  // namespace
}  // namespace spoor
