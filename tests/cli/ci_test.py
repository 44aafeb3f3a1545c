#!/usr/bin/env python3
"""The ways to run Spoor in CI, as they are run there: the example's script, and the script of the GitHub action.
usage: ci_test.py SPOOR ROOT"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


class Repository(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        for name in ("head", "base"):
            shutil.copytree(ROOT / "rules/example", self.path / name)
        (self.path / "bin").mkdir()
        (self.path / "bin/spoor").symlink_to(SPOOR)

    def tearDown(self):
        self.folder.cleanup()

    def run_script(self, script, **environment):
        return subprocess.run([script], cwd=self.path / "head", capture_output=True, text=True, timeout=120,
                              env={**os.environ, "PATH": f"{self.path}/bin:{os.environ['PATH']}", **environment})

    def edit(self, name, old, new):
        path = self.path / "head/rules" / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1))


class Example(Repository):
    def check(self, **environment):
        return self.run_script(self.path / "head/check.sh", **environment)

    def test_it_passes_as_it_is(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_each_check_can_fail(self):
        for old, new in (("  severity critical", "  severity   critical"), ("and success", "and sucess"),
                         ('"DeleteTrail")', '"DeletTrail")'), ('silent event', 'fires event')):
            with self.subTest(new):
                self.tearDown()
                self.setUp()
                self.edit("trail.spoor", old, new)
                self.assertNotEqual(self.check().returncode, 0)

    def test_a_change_of_meaning_is_told_and_fails_nothing(self):
        self.edit("identity.spoor", "severity medium", "severity high")
        self.edit("trail.spoor", "and success", 'and success and awsRegion != "eu-west-3"')
        subprocess.run([SPOOR, "fmt", "-q", self.path / "head/rules"], check=True)
        self.edit("trail.spoor", '  test "denied"', '  test "elsewhere" silent event by_user with {\n'
                  '    "eventSource": "cloudtrail.amazonaws.com",\n    "eventName": "StopLogging",\n'
                  '    "awsRegion": "eu-west-3",\n    "requestParameters": {"name": "main"}\n  }\n  test "denied"')
        done = self.check(BASE=str(self.path / "base"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"trail_stopped.*narrowed|narrowed.*trail_stopped")
        self.assertTrue(done.stdout.endswith((self.path / "head/change.md").read_text()))


class Action(Repository):
    def check(self, **environment):
        return self.run_script(ROOT / ".github/actions/spoor/check.sh", GITHUB_STEP_SUMMARY=str(self.path / "summary.md"),
                               SPOOR_PATHS="rules", **environment)

    def test_it_passes_as_it_is(self):
        done = self.check(SPOOR_BASE=str(self.path / "base"), SPOOR_SARIF="findings.sarif")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(json.loads((self.path / "head/findings.sarif").read_text())["runs"][0]["results"], [])

    def test_all_faults_are_annotated_at_once(self):
        self.edit("trail.spoor", '"DeleteTrail")', '"DeletTrail")')
        self.edit("identity.spoor", "  severity medium", "  severity   medium")
        done = self.check(SPOOR_BASE=str(self.path / "base"), SPOOR_SARIF="findings.sarif")
        self.assertEqual(done.returncode, 1)
        annotations = re.findall(r"^::(\w+) file=rules/(\w+)\.spoor,line=\d+,", done.stdout, re.M)
        self.assertIn(("warning", "identity"), annotations)  # its form
        self.assertIn(("warning", "trail"), annotations)     # the call
        self.assertIn(("error", "trail"), annotations)       # its test
        results = json.loads((self.path / "head/findings.sarif").read_text())["runs"][0]["results"]
        self.assertEqual([result["ruleId"] for result in results], ["L0101"])
        self.assertIn("trail_stopped", (self.path / "summary.md").read_text())


class Hooks(unittest.TestCase):
    def test_each_runs_a_command_that_exists_on_rules_only(self):
        hooks = (ROOT / ".pre-commit-hooks.yaml").read_text()
        commands = re.findall(r"^  entry: spoor (\w+)$", hooks, re.M)
        self.assertEqual(sorted(commands), ["check", "fmt", "lint", "test"])
        for command in commands:
            done = subprocess.run([SPOOR, command, "rules"], cwd=ROOT / "rules/example", capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for pattern in re.findall(r"^  files: (\S+)$", hooks, re.M):
            self.assertRegex("rules/trail.spoor", pattern)
            self.assertNotRegex("README.md", pattern)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
