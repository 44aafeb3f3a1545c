#!/usr/bin/env python3
"""Where the diagnostics stand that commands make and the compiler does not, in the formats for places in files.
usage: place_formats_test.py SPOOR"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR = sys.argv[1]


class Places(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_on(self, name, text, code, *args):
        """What a command prints and reports, of a file with this text."""
        (self.folder / name).write_text(text)
        done = subprocess.run([SPOOR, *args], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def regions(self, done):
        """The findings of SARIF by code: rows and columns, and the bytes that they cover."""
        (sarif,) = json.loads(done.stdout)["runs"]
        out = []
        for result in sarif["results"]:
            (location,) = (place["physicalLocation"] for place in result["locations"])
            region = location["region"]
            text = (self.folder / location["artifactLocation"]["uri"]).read_bytes()
            covered = text[region["byteOffset"]:region["byteOffset"] + region["byteLength"]].decode()
            out.append((result["ruleId"], result["level"], region["startLine"], region["startColumn"], region["endLine"],
                        region["endColumn"], covered))
        return out

    def test_a_failed_test_stands_at_its_name(self):
        text = 'rule r {\n  where a == "é" test "é" silent {"a": "é"}\n  test "ok" silent {"a": "x"}\n}\n'
        done = self.run_on("r.spoor", text, 1, "test", "-q", "--format", "github", "r.spoor")
        self.assertEqual(done.stdout, '::error file=r.spoor,line=2,col=23,title=E0402::test "é" of `r` failed: expected it to '
                                      'be silent, it fired once (`spoor test` shows the records and what was asked of them)\n')
        done = self.run_on("r.spoor", text, 1, "test", "-q", "--format", "sarif", "r.spoor")
        self.assertEqual(self.regions(done), [("E0402", "error", 2, 23, 2, 26, '"é"')])

    def test_a_file_that_is_not_in_its_form_stands_where_it_leaves_it(self):
        text = 'rule a {\n  where x == "é" and  y == 2\n}\n'
        done = self.run_on("r.spoor", text, 1, "fmt", "-q", "--check", "--format", "github", "r.spoor")
        self.assertEqual(done.stdout, "::warning file=r.spoor,line=2,col=22,title=W0107::"
                                      "the file is not in its canonical form (run `spoor fmt` on it)\n")
        done = self.run_on("r.spoor", text, 1, "fmt", "-q", "--check", "--format", "sarif", "r.spoor")
        self.assertEqual(self.regions(done), [("W0107", "warning", 2, 22, 2, 29, " y == 2")])

    def test_settings_that_are_none_stand_at_their_word(self):
        (self.folder / "r.spoor").write_text("rule r { where a == 1 }\n")
        text = '[lint]\nstrict = "é"\nfail_at = "note"\n'
        done = self.run_on("spoor.toml", text, 2, "lint", "-q", "r.spoor")
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr, """error[E0401]: this setting is `true` or `false`
 --> ./spoor.toml:2:10
  |
2 | strict = "é"
  |          ^^^

error[E0401]: there is no setting `fail_at` of `[lint]`
 --> ./spoor.toml:3:1
  |
3 | fail_at = "note"
  | ^^^^^^^
  = help: did you mean `fail_on`?

""")


unittest.main(argv=["place_formats_test"])
