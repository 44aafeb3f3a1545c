#!/usr/bin/env python3
"""What the command test does beside running tests: coverage, order, updates, watching, formats.
usage: test_command_test.py SPOOR"""
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

SPOOR = sys.argv[1]

RULES = """pack site {}
def is_open = cidr == "0.0.0.0/0" or cidr == "::/0"
rule opened {
  where eventName == "Open" and is_open
  test "one" fires {"eventName": "Open", "cidr": "0.0.0.0/0"}
  test "closed" silent {"eventName": "Close", "cidr": "0.0.0.0/0"}
}
rule many {
  where eventName == "X"
  count >= 2 by user within 5m
  test "two"  fires  # as often as it does
    7 x2 {"eventName": "X", "user": "eve"}
  test "none" fires 2 {"eventName": "X", "user": "eve"}
  test "twice" fires 5 x2 {"eventName": "X", "user": "eve"} at +1h x2 {"eventName": "X", "user": "eve"}
}
"""


class TestCommand(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.rules = self.root / "rules.spoor"
        self.rules.write_text(RULES)

    def run_it(self, *args):
        return subprocess.run([SPOOR, "test", *args, "rules.spoor"], cwd=self.root, capture_output=True, text=True, timeout=60)

    def test_coverage_by_rule_and_pack(self):
        done = self.run_it("--coverage", "--only", "opened", "-v")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, """  rule            covered  parts
  site.opened           3      4   75.0 %
    rules.spoor:2:38: cidr == "::/0"
  pack
  site                  3      4   75.0 %
""")
        self.assertIn("3 of 4 parts of conditions covered, 75.0 %\n", done.stderr)

    def test_too_little_coverage_fails(self):
        self.assertEqual(self.run_it("--only", "opened", "--min-coverage", "75").returncode, 0)
        done = self.run_it("--only", "opened", "--min-coverage", "75.5")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("less than the 75.5 % of --min-coverage", done.stderr)

    def test_json_is_an_object_a_test_and_one_a_rule(self):
        lines = [json.loads(line) for line in self.run_it("--coverage", "--format", "json").stdout.splitlines()]
        tests = [line for line in lines if line["schema"] == "spoor.test/1"]
        self.assertEqual([(test["test"], test["passed"], test["expected"], test["fired"]) for test in tests],
                         [("one", True, "fires", 1), ("closed", True, "silent", 0), ("two", False, 7, 1), ("none", False, 2, 0),
                          ("twice", False, 5, 2)])
        self.assertEqual((tests[2]["file"], tests[2]["line"], tests[2]["column"]), ("rules.spoor", 11, 8))
        self.assertEqual(tests[2]["message"], "expected it to fire 7 times, it fired once")
        covered = {line["rule"]: line for line in lines if line["schema"] == "spoor.coverage/1"}
        self.assertEqual((covered["site.opened"]["parts"], covered["site.opened"]["covered"]), (4, 3))
        self.assertEqual(covered["site.opened"]["uncovered"],
                         [{"file": "rules.spoor", "line": 2, "column": 38, "text": 'cidr == "::/0"'}])

    def test_update_writes_counts_that_are_off_and_nothing_else(self):
        done = self.run_it("--update")
        self.assertEqual(done.returncode, 1)
        self.assertIn('updated rules.spoor:11: site.many "two" fires 1, was 7\n', done.stderr)
        self.assertIn('updated rules.spoor:14: site.many "twice" fires 2, was 5\n', done.stderr)
        self.assertIn('FAIL site.many "none": expected it to fire 2 times, it was silent', done.stdout)
        self.assertEqual(self.rules.read_text(), RULES.replace("    7 x2", "    1 x2").replace("fires 5", "fires 2"))

    def test_another_order_changes_no_result(self):
        plain, shuffled = self.run_it(), self.run_it("--shuffle=42")
        self.assertEqual(shuffled.stdout, plain.stdout)
        self.assertIn("in the order of --shuffle=42:\n", shuffled.stderr)
        order = shuffled.stderr.split("\n")[1:6]
        self.assertEqual(sorted(order), sorted(["  site.opened \"one\"", "  site.opened \"closed\"", "  site.many \"two\"",
                                                "  site.many \"none\"", "  site.many \"twice\""]))
        self.assertEqual(self.run_it("--shuffle=42").stderr.split("\n")[1:6], order)
        self.assertRegex(self.run_it("--shuffle").stderr, r"in the order of --shuffle=\d+:")
        self.assertEqual(self.run_it("--shuffle=x").returncode, 2)

    def test_watching_runs_again_when_a_file_changes(self):
        watching = subprocess.Popen([SPOOR, "test", "--watch", "rules.spoor"], cwd=self.root, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True)
        def wait_for(text):
            for line in watching.stderr:
                if text in line:
                    return
            self.fail(f"never said: {text}")
        wait_for("waiting for a change")
        time.sleep(0.05)
        self.rules.write_text(RULES.replace("fires 2", "fires 1").replace("fires 5", "fires 2"))
        wait_for("3 passed, 2 failed")
        self.rules.write_text("rule broken {")
        wait_for("nothing was read")
        wait_for("waiting for a change")
        watching.send_signal(signal.SIGINT)
        out, _ = watching.communicate(timeout=30)
        self.assertEqual(watching.returncode, 130)
        self.assertNotIn("\033", out)


unittest.main(argv=["test_command_test"])
