#!/usr/bin/env python3
"""Compiled packs: what a scan gives with them, and what is said of those that are none.
usage: compiled_test.py SPOOR ROOT"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
TRAIL = str(ROOT / "rules/samples/trail")
STOPPED = '{"eventID":"e","eventTime":"2024-01-01T00:00:00Z","eventName":"StopLogging"}\n'


def run(*args, stdin=""):
    return subprocess.run([SPOOR, *args], input=stdin, capture_output=True, text=True, timeout=300)


class Compiled(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.pack = str(self.folder / "aws.spoorc")
        done = run("compile", "builtin", "-o", self.pack)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertRegex(done.stderr, r"aws.spoorc: \d+ rules, \d+ bytes")

    def test_a_scan_gives_what_the_sources_give(self):
        for more in ([], ["--format", "csv"], ["--format", "table"], ["--format", "json"], ["--unordered", "--threads", "1"],
                     ["--severity", "high"], ["--tag", "iam"], ["--only", "*key*"]):
            by_text, by_pack = run("scan", "-q", *more, TRAIL), run("scan", "-q", *more, "--rules", self.pack, TRAIL)
            self.assertTrue(by_text.stdout, more)
            self.assertEqual((by_pack.returncode, by_pack.stdout, by_pack.stderr), (0, by_text.stdout, ""), more)

    def test_shared_logs_give_what_the_sources_give(self):
        logs = ROOT / "../shared/data"
        if not logs.is_dir():
            self.skipTest("../shared/data is not there")
        by_text, by_pack = run("scan", "-q", "--no-event", str(logs)), run("scan", "-q", "--no-event", "--rules", self.pack, str(logs))
        self.assertTrue(by_text.stdout)
        self.assertEqual((by_pack.returncode, by_pack.stdout), (by_text.returncode, by_text.stdout))

    def test_it_needs_neither_its_name_nor_its_sources(self):
        rules, plain = self.folder / "x.spoor", str(self.folder / "plain")
        (self.folder / "names.txt").write_text("StopLogging\n")
        rules.write_text('param least = "x"\nlist names from "names.txt"\nrule a { where eventName in names and eventID != least }\n')
        self.assertEqual(run("compile", "-q", "-D", "least=e", str(rules), "-o", plain + ".e").returncode, 0)
        self.assertEqual(run("compile", "-q", "--columns", "eventName", str(rules), "-o", plain).returncode, 0)
        rules.unlink()
        (self.folder / "names.txt").unlink()
        self.assertEqual(run("scan", "-q", "--rules", plain + ".e", "-", stdin=STOPPED).stdout, "")
        done = run("scan", "-q", "--format", "csv", "--rules", plain, "-", stdin=STOPPED)
        self.assertEqual(done.stdout.splitlines()[0], "time,severity,rule,eventName,message")
        self.assertIn(",a,StopLogging,", done.stdout)

    def test_what_is_no_sound_pack_is_named(self):
        whole = pathlib.Path(self.pack).read_bytes()
        version, flipped = bytearray(whole), bytearray(whole)
        version[8:12] = bytes(reversed(version[8:12]))  # as the other endianness would have it
        flipped[len(whole) // 2] ^= 4
        for content, said in ((b"", "no compiled pack"), (b"rule a { where b }", "no compiled pack"), (whole[:12], "cut off"),
                              (whole[:-1], "damaged"), (whole + b"x", "damaged"), (bytes(version), "another version"), (bytes(flipped), "damaged")):
            bad = self.folder / "bad.spoorc"
            bad.write_bytes(content)
            done = run("scan", "--rules", str(bad), TRAIL)
            self.assertEqual((done.returncode, done.stdout), (2, ""), said)
            self.assertIn(f"{bad}: ", done.stderr)
            self.assertIn(said, done.stderr)
        folder = self.folder / "folder.spoorc"
        folder.mkdir()
        done = run("scan", "--rules", str(folder), TRAIL)
        self.assertEqual(done.returncode, 2)
        self.assertIn("no .spoor files", done.stderr)

    def test_what_needs_the_sources_says_so(self):
        for args in (["check", self.pack], ["test", self.pack], ["list", self.pack], ["show", "--rules", self.pack, "x"],
                     ["compile", self.pack, "-o", self.pack + "2"], ["dump", "--stage=ast", self.pack],
                     ["scan", "--rules", self.pack, "--rules", "builtin", TRAIL]):
            done = run(*args)
            self.assertEqual((done.returncode, done.stdout), (2, ""), args)
            self.assertIn("aws.spoorc: is a compiled pack", done.stderr, args)
        for option in (["-D", "a=1"], ["--columns", "x"], ["--time", "x"], ["--id", "x"], ["--pack-path", str(self.folder)]):
            done = run("scan", "--rules", self.pack, *option, TRAIL)
            self.assertEqual((done.returncode, done.stdout), (2, ""), option)
            self.assertIn(f"{option[0]} is settled when a pack is compiled", done.stderr, option)

    def test_rules_that_do_not_compile_leave_the_file_as_it_was(self):
        (self.folder / "x.spoor").write_text("rule a { where }\n")
        before = pathlib.Path(self.pack).read_bytes()
        done = run("compile", str(self.folder / "x.spoor"), "-o", self.pack)
        self.assertEqual(done.returncode, 2)
        self.assertIn("nothing was written", done.stderr)
        self.assertEqual(pathlib.Path(self.pack).read_bytes(), before)


unittest.main(argv=["compiled_test"])
