#!/usr/bin/env python3
"""What `spoor lint` and `spoor test` make of spoor.toml: which one counts, what it changes, and what is said of mistakes in it.
usage: settings_test.py SPOOR"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR = sys.argv[1]

RULE = """rule {name} {{
  title "{name}"
  severity low
  where eventSource == "cloudtrail.amazonaws.com" and eventName == "{call}"
}}
"""
# text, then line, column and message of each thing that is said
MISTAKES = [
    ("# ä\n[lint]\nstirct = true\n", [(3, 1, "there is no setting `stirct` of `[lint]`", "did you mean `strict`?")]),
    ("[lnt]\nstrict = true\n", [(1, 2, "there is no setting `lnt`", "did you mean `lint`?")]),
    ("[lint]\nstrict = \"yes\"\n", [(2, 10, "this setting is `true` or `false`", None)]),
    ("[lint]\nfail_on = \"eror\"\n", [(2, 11, "`eror` is no level", "did you mean `error`?")]),
    ("lint = 3\n", [(1, 8, "`lint` is a table", "begin it with `[lint]`")]),
    ("[levels]\n\"unknown_evnt\" = \"off\"\nname_style = \"loud\"\n",
     [(2, 1, "there is no lint `unknown_evnt`", "did you mean `unknown_event`?"),
      (3, 14, "`loud` is no level", "there are `error`, `warning`, `note`, `off`")]),
    ("[metadata]\nrequired = \"title\"\nseverities = [\"hihg\", 3]\n",
     [(2, 12, "this setting is an array of texts", "write `[\"...\", \"...\"]`"),
      (3, 15, "`hihg` is no severity", "did you mean `high`?"), (3, 23, "this setting is a text", "write it in quotes")]),
    ("[metadata]\nrequired = [\"titel\"]\n", [(2, 13, "`titel` is no metadata of a rule", "did you mean `title`?")]),
    ("[tests]\ncoverage = 101\n", [(2, 12, "a coverage is a whole number of per cent", "write 0 to 100")]),
    ("[tests]\ncoverage = 99.5\n", [(2, 12, "a coverage is a whole number of per cent", "write 0 to 100")]),
    ("engine = \">=99\"\n", [(1, 10, "this pack needs Spoor >=99, and this is ", None)]),
    ("engine = \"new\"\n", [(1, 10, "`new` names no versions of Spoor", None)]),
    ("[lint]\nstrict\n", [(2, 7, "this is no TOML: ", "a line is `key = value`, a table begins with `[name]`")]),
    ("[lint]\nstrict = true\nstrict = false\n", [(3, 10, "this is no TOML: ", None)]),
]


class Settings(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("one/one.spoor", RULE.format(name="one", call="StopLogging"))
        self.write("two/deep/two.spoor", RULE.format(name="two", call="DeleteTrail"))

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_it(self, *args):
        return subprocess.run([SPOOR, *args], cwd=self.root, capture_output=True, text=True, timeout=60)

    def findings(self, *args, code):
        done = self.run_it("lint", "--format", "json", *args)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        return {(pathlib.Path(finding["file"]).name, finding["id"], finding["severity"]) for finding in found}

    def test_mistakes_are_told_with_their_places(self):
        for text, expected in MISTAKES:
            with self.subTest(text):
                self.write("one/spoor.toml", text)
                for command in ("lint", "test"):
                    done = self.run_it(command, "one")
                    self.assertEqual((done.returncode, done.stdout), (2, ""))
                    self.assertEqual(done.stderr.count("error["), len(expected), done.stderr)
                    for line, column, message, help_text in expected:
                        self.assertIn(f"]: {message}", done.stderr)
                        self.assertIn(f" --> one/spoor.toml:{line}:{column}\n", done.stderr)
                        if help_text:
                            self.assertIn(f"  = help: {help_text}\n", done.stderr)

    def test_files_that_are_no_text_or_too_large(self):
        (self.root / "one/spoor.toml").write_bytes(b"\xff\xfe\x00")
        self.assertIn("this is no TOML", self.run_it("lint", "one").stderr)
        self.write("one/spoor.toml", "#" * 10_000_000)
        done = self.run_it("lint", "one")
        self.assertEqual((done.returncode, done.stderr), (2, "spoor: one/spoor.toml: is larger than 1 MB, which no settings are\n"))
        done = self.run_it("lint", "--settings", "absent.toml", "one")
        self.assertEqual((done.returncode, done.stderr), (2, "spoor: absent.toml: No such file or directory\n"))

    def test_each_pack_has_its_own_and_mistakes_of_all_are_told(self):
        self.write("one/spoor.toml", '[levels]\nuntested_rule = "off"\n')
        self.write("two/spoor.toml", '[lint]\nstrict = true\n[levels]\nuntested_rule = "error"\noutcome_not_asked = "note"\n')
        self.assertEqual(self.findings("one", "two", code=1),
                         {("one.spoor", "outcome_not_asked", "note"), ("two.spoor", "outcome_not_asked", "note"),
                          ("two.spoor", "untested_rule", "error")})
        self.write("one/spoor.toml", "[lnt]\n")
        self.write("two/spoor.toml", "[tets]\n")
        done = self.run_it("lint", "one", "two")
        self.assertIn("one/spoor.toml:1:2", done.stderr)
        self.assertIn("two/spoor.toml:1:2", done.stderr)

    def test_the_nearest_one_counts_alone(self):
        self.write("two/spoor.toml", '[levels]\nuntested_rule = "off"\noutcome_not_asked = "off"\n')
        self.assertEqual(self.findings("two", code=0), set())
        self.write("two/deep/spoor.toml", '[levels]\nuntested_rule = "off"\n')
        self.assertEqual(self.findings("two", code=0), {("two.spoor", "outcome_not_asked", "note")})
        self.assertEqual(self.findings("--settings", "two/spoor.toml", "two", code=0), set())

    def test_levels_of_the_call_win(self):
        self.write("one/spoor.toml", '[lint]\nstrict = true\nfail_on = "error"\n[levels]\nuntested_rule = "off"\n')
        self.assertEqual(self.findings("one", code=0), {("one.spoor", "outcome_not_asked", "warning")})
        self.assertEqual(self.findings("--fail-on", "warning", "one", code=1), {("one.spoor", "outcome_not_asked", "warning")})
        self.assertEqual(self.findings("--level", "outcome_not_asked=off", "--level", "untested_rule=error", "one", code=1),
                         {("one.spoor", "untested_rule", "error")})

    def test_each_setting_has_its_effect(self):
        self.write("one/spoor.toml", '[metadata]\nrequired = ["runbook"]\nseverities = ["high"]\n[tests]\nrequired = true\n')
        self.assertEqual(self.findings("one", code=1),
                         {("one.spoor", "missing_metadata", "note"), ("one.spoor", "other_severity", "warning"),
                          ("one.spoor", "untested_rule", "error"), ("one.spoor", "outcome_not_asked", "note")})
        self.write("one/spoor.toml", "[tests]\ncoverage = 50\n")
        self.assertEqual(self.run_it("test", "one").returncode, 0)
        done = self.run_it("test", "--coverage", "one")
        self.assertEqual(done.returncode, 1)
        self.assertIn("that is less than the 50 % of spoor.toml", done.stderr)

    def test_logs_are_read_from_the_folder_of_the_settings(self):
        off = '[levels]\nuntested_rule = "off"\noutcome_not_asked = "off"\n'
        self.write("logs/day.ndjson", '{"eventName": "GetTrail", "eventTime": "2026-01-01T00:00:00Z"}\n')
        self.write("one/spoor.toml", '[logs]\npaths = ["../logs"]\n' + off)
        self.write("two/spoor.toml", off)
        self.assertEqual(self.findings("one", "two", code=0), {("one.spoor", "never_fires", "note")})
        self.assertEqual(self.findings("--logs", "logs", "one", "two", code=0),
                         {("one.spoor", "never_fires", "note"), ("two.spoor", "never_fires", "note")})
        self.assertEqual(self.findings("--fix", "one", code=0), set())
        self.write("one/spoor.toml", '[logs]\npaths = ["absent"]\n')
        done = self.run_it("lint", "one")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no log was found behind one/absent", done.stderr)


unittest.main(argv=["settings_test"])
