#!/usr/bin/env python3
"""What list, show, check and test say of rules themselves.
usage: rules_test.py SPOOR"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import unittest

SPOOR = sys.argv[1]


# What `check` remembers is kept out of the user's own folder.
CACHE = tempfile.TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = CACHE.name


def run(*args, **more):
    return subprocess.run([SPOOR, *args], capture_output=True, text=True, timeout=60, **more)


class Rules(unittest.TestCase):
    PACK = """pack site {}
rule opened { title "Opened" severity high attack T1, T2 tags net where a == 1
  test "one" fires {"a": 1}
  test "two" silent {"a": 2} }
rule closed { where b == 1 }
"""
    TUNE = """use site
tune site.opened { severity critical }
"""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.pack = pathlib.Path(self.folder.name) / "site.spoor"
        self.pack.write_text(self.PACK)
        (pathlib.Path(self.folder.name) / "z").mkdir()
        self.tune = pathlib.Path(self.folder.name) / "z" / "tune.spoor"
        self.tune.write_text(self.TUNE)

    def test_list_shows_what_rules_say_of_themselves_by_name(self):
        listed = [json.loads(line) for line in run("list", str(self.pack)).stdout.splitlines()]
        self.assertEqual([rule["rule"] for rule in listed], ["site.closed", "site.opened"])
        self.assertEqual(listed[1], {"schema": "spoor.rule/1", "rule": "site.opened", "title": "Opened", "severity": "high",
                                     "attack": ["T1", "T2"], "tags": ["net"], "tests": {"fires": 1, "silent": 1},
                                     "file": str(self.pack), "line": 2})
        self.assertEqual(json.loads(run("list", "--format", "json", "--rules", str(self.pack)).stdout), listed)
        self.assertEqual(run("list", "--format", "csv", "--severity", "high", str(self.pack)).stdout,
                         'severity,rule,attack,tests,title\nhigh,site.opened,"T1, T2",2,Opened\n')
        table = run("list", "--format", "table", "--tag", "net", str(self.pack)).stdout.splitlines()
        self.assertEqual([line.split() for line in table],
                         [["severity", "rule", "attack", "tests", "title"], ["high", "site.opened", "T1,", "T2", "2", "Opened"]])

    def test_list_says_when_there_is_nothing(self):
        for more, said in ((["--only", "x"], "no rule is left"), (["--rules", "/nowhere"], "there is no such rule file")):
            done = run("list", str(self.pack), *more)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(said, done.stderr)

    def test_show_is_a_page_with_the_rule_as_it_stands_and_as_it_is_tuned(self):
        rules = ["--rules", str(self.pack), "--rules", str(self.tune)]
        page = run("show", *rules, "opened")
        self.assertEqual(page.returncode, 0, page.stderr)
        for line in ("site.opened\n", "severity         critical\n", f"tuned at         {self.tune}:2\n", "1 firing, 1 silent\n",
                     '  test "two" silent {"a": 2} }\n'):
            self.assertIn(line, page.stdout)
        self.assertIn("\n# before it is tuned\nrule opened {", page.stdout)
        self.assertTrue(page.stdout.endswith(f"\n# {self.tune}:2\ntune site.opened {{ severity critical }}\n"), page.stdout)
        self.assertNotIn("#", run("show", "--rules", str(self.pack), "opened").stdout)
        shown = json.loads(run("show", *rules, "--format", "json", "site.opened").stdout)
        self.assertEqual((shown["severity"], shown["tuned"]), ("critical", [f"{self.tune}:2"]))
        self.assertIn(shown["source"], self.PACK)

    def test_show_says_where_a_rule_is_disabled(self):
        off = pathlib.Path(self.folder.name) / "z" / "off.spoor"
        off.write_text("use site\ntune site.opened { disable }\n")
        done = run("show", "--rules", str(self.pack), "--rules", str(off), "opened")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn(f"`site.opened` does not run: it is disabled in {off}:2", done.stderr)

    def test_tests_of_disabled_rules_run(self):
        off = pathlib.Path(self.folder.name) / "z" / "off.spoor"
        off.write_text("use site\ntune site.opened { disable test \"three\" fires {\"a\": 1} }\n"
                       "rule own { disable where c == 1 test \"wrong\" silent {\"c\": 1} test \"right\" fires {\"c\": 1} }\n")
        done = run("test", str(self.pack), str(off))
        self.assertEqual(done.returncode, 1)
        self.assertIn('FAIL own "wrong": expected it to be silent, it fired once', done.stdout)
        self.assertIn("3 rules, 5 tests: 4 passed, 1 failed", done.stderr)

    def test_only_the_rules_of_the_files_are_said_to_lack_tests(self):
        folder = pathlib.Path(self.folder.name) / "packs"
        (folder / "untested").mkdir(parents=True)
        (folder / "untested" / "rules.spoor").write_text("pack untested {}\nrule a { where k == 1 }\nrule b { where k == 2 }\n")
        overlay = folder / "overlay.spoor"
        overlay.write_text("use untested\ntune untested.a { severity low }\n")
        said = run("test", "--pack-path", str(folder), str(overlay)).stdout
        self.assertIn("1 rule without a firing test: untested.a\n", said)

    def test_a_rule_file_among_logs_is_skipped_by_name(self):
        done = run("scan", str(self.pack))
        self.assertEqual(done.returncode, 2)
        self.assertIn("rules stand behind `--rules`", done.stderr)

    MEMORY = """use cloudtrail
rule taken { disable where eventName == "x" count >= 5 by actor within 5m }
rule chain {
  sequence by actor, requestParameters.userName? within 15m {
    many: rule taken
    not gone: eventName == "y"
    last x2: eventName == "z"
  } until eventName == "q"
}
rule burst { where eventName == "x" count > 19 by actor within 5m }
"""

    def test_what_a_rule_remembers_is_shown_and_hidden_rules_are_not(self):
        memory = pathlib.Path(self.folder.name) / "z" / "memory.spoor"
        memory.write_text(self.MEMORY)
        listed = [json.loads(line) for line in run("list", str(memory)).stdout.splitlines()]
        self.assertEqual([(rule["rule"], rule["memory"], rule["steps"]) for rule in listed],
                         [("burst", "count >= 20 by actor within 5m", []),
                          ("chain", "sequence by actor, requestParameters.userName? within 15m",
                           ["many: rule taken", "not gone", "last x2", "until"])])
        page = run("show", "--rules", str(memory), "chain").stdout
        self.assertIn("  memory           sequence by actor, requestParameters.userName? within 15m\n"
                      "  steps            many: rule taken\n"
                      "                   not gone\n"
                      "                   last x2\n"
                      "                   until\n", page)
        self.assertIn("does not run: it is disabled", run("show", "--rules", str(memory), "taken").stderr)
        self.assertEqual(run("list", "--only", "taken", str(memory)).returncode, 2)
        self.assertIn("1 file, 2 rules: no errors", run("check", str(memory)).stderr)

    def test_show_helps_to_find_a_rule(self):
        for name, said in (("opend", "did you mean `opened`?"), ("nothing", "`spoor list` shows")):
            done = run("show", "--rules", str(self.pack), name)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(said, done.stderr)
        other = pathlib.Path(self.folder.name) / "z" / "other.spoor"
        other.write_text("pack other {}\nrule opened { where a == 1 }\n")
        done = run("show", "--rules", str(self.pack), "--rules", str(other), "opened")
        self.assertIn("choose of other.opened, site.opened", done.stderr)


class FilesOfAPack(unittest.TestCase):
    PACK = 'pack my { version "1.0.0" schema cloudtrail }\nlist unused = ["eve"]\nlist people = ["ann", "bob"]\nsample by_ann = {"userName": "ann"}\n'
    ONE = 'rule one {\n  where userName in people\n  test "ann" fires event by_ann\n}\n'

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, text in (("pack", self.PACK), ("one", self.ONE), ("two", "rule two { where userName in persons }\n")):
            (self.folder / f"{name}.spoor").write_text(text)

    def test_alone_is_checked_as_part_of_it(self):
        one = run("check", "one.spoor", cwd=self.folder)
        self.assertEqual((one.returncode, one.stdout, one.stderr), (0, "", "1 file, 1 rule: no errors\n"))
        header = run("check", "pack.spoor", cwd=self.folder)
        self.assertEqual((header.returncode, header.stdout, header.stderr), (0, "", "1 file, 0 rules: no errors\n"))
        two = run("check", str(self.folder / "two.spoor"))
        self.assertEqual((two.returncode, two.stderr), (2, "1 file: 1 error\n"))
        self.assertIn("`persons` is no list", two.stdout)
        (self.folder / "two.spoor").unlink()
        self.assertEqual(run("check", str(self.folder / "one.spoor")).stderr, "1 file, 1 rule: no errors\n")
        self.assertEqual(run("check", str(self.folder)).stderr, "2 files, 1 rule: no errors\n")

    def test_what_matters_to_it_is_counted(self):
        (self.folder / "two.spoor").write_text("rule two { where userName in people and userName in persons }\n")
        done = run("check", "pack.spoor", cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, "", "1 file: no errors; 1 error in related files of the pack\n"))
        (self.folder / "two.spoor").write_text("rule two {")
        self.assertEqual(run("check", "one.spoor", cwd=self.folder).stderr,
                         "1 file: no errors; 1 error in related files of the pack\n")

    def test_several_are_one_pack_however_its_folder_is_written(self):
        (self.folder / "two.spoor").write_text('use below.more\nrule two {\n  where far\n  test "x" silent event by_ann\n}\n')
        (self.folder / "three.spoor").write_text("use below.more\nrule three { where far and userName in people }\n")
        (self.folder / "below.more").mkdir()
        (self.folder / "below.more" / "more.spoor").write_text("pack below.more { }\ndef far = exists userName\n")
        (self.folder / "link").symlink_to(self.folder)
        spellings = (["one.spoor", "./two.spoor", "three.spoor"], ["./pack.spoor", "one.spoor", "two.spoor", "link/three.spoor"],
                     [str(self.folder / "one.spoor"), "two.spoor", "../" + self.folder.name + "/three.spoor"])
        for files in spellings:
            done = run("check", *files, cwd=self.folder)
            said = f"{len(files)} files, 3 rules: no errors\n"
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", said), files)
        (self.folder / "two.spoor").write_text("rule one { where x }\n")
        done = run("check", "--format", "json", "./two.spoor", "one.spoor", cwd=self.folder)
        self.assertEqual({json.loads(line)["file"] for line in done.stdout.splitlines()}, {"./two.spoor", "one.spoor"})

    def test_among_many_is_the_same_with_a_cache_and_without(self):
        for i in range(100):
            (self.folder / f"more_{i}.spoor").write_text(f'list names_{i} = ["x"]\n')
        one, cache = self.folder / "one.spoor", self.folder / "cache"
        without = {**os.environ, "SPOOR_NO_CACHE": "1"}
        cached = {**{name: value for name, value in os.environ.items() if name != "SPOOR_NO_CACHE"}, "XDG_CACHE_HOME": str(cache)}
        for condition, edited in (("userName in names_7", ""), ("userName in name_7", ""), ("userName in names_7", "names_8"),
                                  ("userName in name_7", "name_7"), ("names_7", "")):
            one.write_text(f"rule one {{ where {condition} }}\n")
            (self.folder / "more_7.spoor").write_text(f'list {edited or "names_7"} = ["x"]\n')
            expected = run("check", "--format", "json", str(one), env=without)
            for _ in range(2):
                done = run("check", "--format", "json", str(one), env=cached)
                self.assertEqual((done.returncode, done.stdout, done.stderr),
                                 (expected.returncode, expected.stdout, expected.stderr), (condition, edited))
        self.assertEqual(len(list((cache / "spoor").iterdir())), 1)

    def test_a_limit_on_the_size_of_files_ends_nothing(self):
        for i in range(100):
            (self.folder / f"more_{i}.spoor").write_text(f'list names_{i} = ["x"]\n')
        cache = self.folder / "cache"
        environment = {**{name: value for name, value in os.environ.items() if name != "SPOOR_NO_CACHE"}, "XDG_CACHE_HOME": str(cache)}
        for limit, left in ((4096, 0), (resource.RLIM_INFINITY, 1)):
            done = run("check", "one.spoor", cwd=self.folder, env=environment,
                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))
            self.assertEqual((done.returncode, done.stderr), (0, "1 file, 1 rule: no errors\n"))
            self.assertEqual(len(list((cache / "spoor").iterdir())), left, limit)

    def test_alone_has_its_own_tests_run(self):
        (self.folder / "two.spoor").write_text('rule two {\n  where userName == "bob"\n  test "ann" fires event by_ann\n}\n')
        done = run("test", "one.spoor", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("1 rule, 1 test: 1 passed, 0 failed", done.stderr)
        self.assertEqual(run("test", ".", cwd=self.folder).returncode, 1)

    def test_alone_is_linted_as_part_of_it(self):
        (self.folder / "two.spoor").unlink()
        one = run("lint", "-q", "--format", "json", "one.spoor", cwd=self.folder)
        self.assertNotEqual(one.returncode, 2, one.stderr)
        found = [json.loads(line) for line in one.stdout.splitlines()]
        done = run("lint", "-q", "--format", "json", ".", cwd=self.folder)
        whole = [json.loads(line) for line in done.stdout.splitlines()]
        of_one = [(each["id"], each["range"]["begin"]) for each in whole if each["file"].endswith("one.spoor")]
        self.assertTrue(of_one)
        for finding in of_one:
            self.assertIn(finding, [(each["id"], each["range"]["begin"]) for each in found])
        self.assertEqual({pathlib.Path(each["file"]).name for each in found}, {"one.spoor"})
        self.assertIn("pack.spoor", {pathlib.Path(each["file"]).name for each in whole})
        self.assertNotIn("error", {each["severity"] for each in found})

    def test_without_header_stand_alone(self):
        (self.folder / "pack.spoor").write_text(self.PACK[self.PACK.index("list"):])
        self.assertIn("`people` is no list", run("check", str(self.folder / "one.spoor")).stdout)


unittest.main(argv=["rules_test"])
