#!/usr/bin/env python3
"""What `spoor lint` does to files with --fix, --unsafe and --diff.
usage: lint_fix_test.py SPOOR"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR = sys.argv[1]

TRAIL = """# Kept as it is.
pack site { schema cloudtrail }
rule trail_stopped {
  title "Trail stopped"   severity high
  where eventSource == "cloudtrail.amazonaws.com" and eventName matches /^StopLogging$/
    and exists errorCode and errorCode == "AccessDenied" # by whomever
  test "denied" fires {"eventSource": "cloudtrail.amazonaws.com", "eventName": "StopLogging", "errorCode": "AccessDenied"}
}
rule trail_deleted {
  title "Trail deleted" severity high
  where eventSource == "cloudtrail.amazonaws.com" and eventName == "DeleteTrai" and not exists errorCode
}
"""
SAFE = """# Kept as it is.
pack site {
  schema cloudtrail
}

rule trail_stopped {
  title "Trail stopped"
  severity high
  where eventSource == "cloudtrail.amazonaws.com"
    and eventName == "StopLogging"
    and errorCode == "AccessDenied"  # by whomever
  test "denied" fires {
    "eventSource": "cloudtrail.amazonaws.com",
    "eventName": "StopLogging",
    "errorCode": "AccessDenied"
  }
}

rule trail_deleted {
  title "Trail deleted"
  severity high
  where eventSource == "cloudtrail.amazonaws.com" and eventName == "DeleteTrai" and not exists errorCode
}
"""
CLEAN = """# Not in its form, and nothing to mend.
rule key_made { title "Key made" severity low where eventSource == "iam.amazonaws.com" and eventName == "CreateAccessKey" and not exists errorCode }
"""
# What the fixes say is likely, and is not so here: `office` is no block of addresses.
BREAKS = """list offices = ["10.0.0.0/8", "office"]
rule from_office { title "From the office" severity low where sourceIPAddress in offices and eventName matches /^StopLogging$/ }
"""


class Fixes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "rules").mkdir()
        self.write(**{"trail.spoor": TRAIL, "clean.spoor": CLEAN})

    def write(self, **files):
        for name, text in files.items():
            (self.root / "rules" / name).write_text(text)

    def text(self, name="trail.spoor"):
        return (self.root / "rules" / name).read_text()

    def run_it(self, *args):
        return subprocess.run([SPOOR, *args], cwd=self.root, capture_output=True, text=True, timeout=60)

    def lint(self, *args, code, path="rules"):
        done = self.run_it("lint", *args, path)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def check_sound(self):
        self.assertEqual(self.run_it("check", "rules").returncode, 0)
        self.assertEqual(self.run_it("fmt", "--check", "rules/trail.spoor").returncode, 0)
        self.assertEqual(self.run_it("test", "rules").returncode, 0)

    def test_safe_fixes_are_made_and_the_rest_is_said(self):
        done = self.lint("--fix", code=1)
        self.assertIn("2 files: 2 fixed, 1 warning, ", done.stderr)
        self.assertIn("unknown_event", done.stdout)
        self.assertNotIn("regex_is_literal", done.stdout)
        self.assertEqual(self.text(), SAFE)
        self.assertEqual(self.text("clean.spoor"), CLEAN)
        self.check_sound()

    def test_unsafe_fixes_are_made_when_asked(self):
        done = self.lint("--fix", "--unsafe", code=0)
        self.assertIn("2 files: 3 fixed, ", done.stderr)
        self.assertEqual(self.text(), SAFE.replace("DeleteTrai", "DeleteTrail"))
        self.check_sound()

    def test_a_second_run_changes_nothing(self):
        self.lint("--fix", "--unsafe", code=0)
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in self.root.rglob("*.spoor")}
        done = self.lint("--fix", "--unsafe", code=0)
        self.assertNotIn("fixed", done.stderr)
        self.assertEqual({path: (path.read_bytes(), path.stat().st_mtime_ns) for path in self.root.rglob("*.spoor")}, before)

    def test_diff_writes_nothing_and_is_a_patch(self):
        done = self.lint("--diff", code=1)
        self.assertEqual((self.text(), self.text("clean.spoor")), (TRAIL, CLEAN))
        self.assertIn("2 files: 2 would be fixed, ", done.stderr)
        self.assertTrue(done.stdout.startswith("--- rules/trail.spoor\n+++ rules/trail.spoor\n@@ "), done.stdout)
        subprocess.run(["patch", "-s", "-p0"], cwd=self.root, input=done.stdout, text=True, check=True)
        self.assertEqual(self.text(), SAFE)
        self.assertEqual(self.lint("--diff", code=1).stdout, "")
        self.assertIn('eventName == "DeleteTrail"', self.lint("--diff", "--unsafe", code=0).stdout)

    def test_a_file_that_fixes_would_break_is_left_and_named(self):
        self.write(**{"office.spoor": BREAKS})
        done = self.lint("--fix", "--unsafe", code=1)
        self.assertIn("rules/office.spoor: its fixes were taken back, as the rules would not have compiled with them\n", done.stderr)
        self.assertEqual(self.text("office.spoor"), BREAKS)
        self.assertIn("3 files: 3 fixed, ", done.stderr)
        self.assertEqual(self.text(), SAFE.replace("DeleteTrai", "DeleteTrail"))
        self.lint("--fix", code=1)
        self.assertIn('eventName == "StopLogging"', self.text("office.spoor"))

    def test_a_file_that_may_not_be_written_is_an_error(self):
        path = self.root / "rules/trail.spoor"
        path.chmod(0o444)
        for command in (["lint", "--fix"], ["fmt"]):
            done = self.run_it(*command, "rules/trail.spoor")
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("rules/trail.spoor: cannot be written: Permission denied", done.stderr)
            self.assertEqual((self.text(), path.stat().st_mode & 0o777), (TRAIL, 0o444))
        self.lint("--diff", code=1)

    def test_modes_and_links_stay(self):
        path = self.root / "rules/trail.spoor"
        kept = self.root / "kept.spoor"
        path.rename(kept)
        kept.chmod(0o640)
        path.symlink_to(kept)
        self.lint("--fix", code=1)
        self.assertTrue(path.is_symlink())
        self.assertEqual((kept.read_text(), kept.stat().st_mode & 0o777), (SAFE, 0o640))
        self.assertEqual(sorted(os.listdir(self.root / "rules")), ["clean.spoor", "trail.spoor"])

    def test_what_is_in_the_binary_cannot_be_mended(self):
        done = self.lint("--fix", code=2, path="builtin")
        self.assertEqual((done.stdout, done.stderr),
                         ("", "spoor: builtin: the packs inside the binary cannot be written; name a file or folder\n"))

    def test_unsafe_alone_says_nothing_of_files(self):
        done = self.lint("--unsafe", code=2)
        self.assertIn("--unsafe says which fixes are made: it goes with --fix or --diff", done.stderr)
        self.assertEqual(self.text(), TRAIL)

    def test_rules_with_errors_are_mended_where_they_are_sound(self):
        self.write(**{"broken.spoor": "rule broken { where }\n"})
        done = self.lint("--fix", code=2)
        self.assertIn("2 fixed", done.stderr)
        self.assertEqual((self.text(), self.text("broken.spoor")), (SAFE, "rule broken { where }\n"))


unittest.main(argv=["lint_fix_test"])
