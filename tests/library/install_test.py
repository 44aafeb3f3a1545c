#!/usr/bin/env python3
"""libspoor as others get it: installed below a prefix of its own, found by pkg-config alone, called by the example in C.
usage: install_test.py BUILD_FOLDER SPOOR ROOT C_COMPILER CXX_COMPILER [FLAG ...]
FLAGs are given to both compilers."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SPOOR, ROOT, CC, CXX = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4], sys.argv[5]
FLAGS = sys.argv[6:]
EXAMPLE = ROOT / "examples/embed/findings.c"
CHECK_HEADER = """#include <spoor/spoor.hpp>
int main() {
  static_assert(SPOOR_ABI_VERSION == 1);
  return spoor_abi_version() == SPOOR_ABI_VERSION ? 0 : 1;
}
"""


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, **options)


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        must("cmake", "--install", BUILD, "--prefix", cls.folder / "first", "--component", "library")
        cls.prefix = (cls.folder / "first").rename(cls.folder / "moved")
        (cls.spoor_pc,) = cls.prefix.rglob("spoor.pc")
        cls.libraries = cls.spoor_pc.parent.parent
        cls.pack = cls.folder / "aws.spoorc"
        must(SPOOR, "compile", "-q", "builtin", "-o", cls.pack)
        cls.example = cls.build("example")

    @classmethod
    def pkg_config(cls, *options):
        # Nothing but spoor.pc is there to be found.
        environment = {**os.environ, "PKG_CONFIG_LIBDIR": str(cls.spoor_pc.parent)}
        return must("pkg-config", *options, "spoor", env=environment).split()

    @classmethod
    def build(cls, name, flags=()):
        program = cls.folder / name
        must(CC, "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *FLAGS, EXAMPLE, *(flags or cls.pkg_config("--cflags", "--libs")),
             f"-Wl,-rpath,{cls.libraries}", "-o", program)
        return program

    def findings_of(self, records, program=None, pack=None):
        return run(program or self.example, pack or self.pack, input=records)

    def trail(self):
        """The records of the sample trail, one a line."""
        done = must(SPOOR, "find", "-q", "--unmask", "--format", "ndjson", "exists eventName or not exists eventName", ROOT / "rules/samples/trail")
        self.assertGreater(done.count("\n"), 100)
        return done

    def test_it_finds_what_scan_finds(self):
        records = self.trail()
        log = self.folder / "trail.ndjson"
        log.write_text(records)
        # The library hands out what `dedup` leaves out of a scan, and asks no rule with memory in this example.
        every_finding = shutil.copytree(ROOT / "rules/aws", self.folder / "every_finding")
        count = 0
        for path in every_finding.glob("*.spoor"):
            text, dedups = re.subn(r"(?ms)^  dedup by .*? for \w+\n", "", path.read_text())
            path.write_text(text)
            count += dedups
        self.assertGreater(count, 10)
        scanned = must(SPOOR, "scan", "-q", "--no-dedup", "--format", "ndjson", "--rules", every_finding, log)
        rules = map(json.loads, must(SPOOR, "list", "--format", "ndjson", "--rules", self.pack).splitlines())
        with_memory = {rule["rule"] for rule in rules if "memory" in rule}
        expected = []
        for line in scanned.splitlines():
            found = json.loads(line)
            self.assertNotIn("suppressed", found)
            if found["rule"] in with_memory:
                continue
            expected.append((found["severity"], found["rule"], found["events"][0]["record"], found["message"], found["fields"]))
        done = self.findings_of(records)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        got = []
        for line in done.stdout.splitlines():
            severity, rule, number, message, fields = line.split("\t")
            got.append((severity, rule, int(number), message, json.loads(fields)))
        order = lambda found: (found[2], found[1])
        self.assertEqual(sorted(got, key=order), sorted(expected, key=order))
        self.assertGreater(len(got), 20)

    def test_the_static_library_does_the_same(self):
        flags = [flag for flag in self.pkg_config("--static", "--cflags", "--libs") if flag != "-lspoor"]
        program = self.build("static", [*flags, self.libraries / "libspoor.a", *flags])
        self.assertNotIn("libspoor", must("ldd", program))
        records = self.trail()
        self.assertEqual(self.findings_of(records, program).stdout, self.findings_of(records).stdout)

    def test_bad_records_and_bad_packs(self):
        stop = '{"eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging"}'
        done = self.findings_of(f"{stop}\n{{]\n{stop}\n")
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"^line 2: found `\]`")
        self.assertEqual({line.split("\t")[2] for line in done.stdout.splitlines()}, {"1", "3"})
        done = self.findings_of("", pack=EXAMPLE)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr, f"SPOOR_BAD_PACK: {EXAMPLE}: this is no compiled pack\n")
        self.assertEqual(run(self.example).returncode, 2)

    def test_the_header_for_cpp(self):
        source = self.folder / "header.cpp"
        source.write_text(CHECK_HEADER)
        must(CXX, "-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", *FLAGS, source, *self.pkg_config("--cflags", "--libs"),
             f"-Wl,-rpath,{self.libraries}", "-o", self.folder / "header")
        must(self.folder / "header")

    def test_only_the_interface_is_shown(self):
        shown = must("nm", "-D", "--defined-only", "--format=posix", self.libraries / "libspoor.so")
        names = {line.split()[0].partition("@")[0] for line in shown.splitlines() if line.split()[1] != "A"}
        header = (self.prefix / "include/spoor/spoor.h").read_text()
        declared = set(re.findall(r"^SPOOR_API [^;(]*?(\w+)\(", header, re.M))
        self.assertIn("spoor_match", declared)
        self.assertEqual(names, declared)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
