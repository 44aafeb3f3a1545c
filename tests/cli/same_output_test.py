#!/usr/bin/env python3
"""What is printed depends on the logs alone: not on the number of threads, nor on what the processor can do.

usage: same_output_test.py SPOOR ROOT
"""

import os
import pathlib
import subprocess
import sys
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
OWN = [ROOT / "rules/samples", ROOT / "examples", ROOT / "tests/fuzz/corpus/record"]
REAL = ROOT.parent / "shared/data"
COMMANDS = [["scan"], ["scan", "--no-dedup", "--format", "json"], ["find", "--format", "csv", "exists errorCode or eventName like \"*User\""]]


def printed(command, logs, **environment):
    """Exit code, standard output and standard error."""
    done = subprocess.run([SPOOR, *command[:1], "-q", *command[1:], str(logs)], capture_output=True, check=False,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


class SameOutput(unittest.TestCase):
    def check(self, logs, *, commands=COMMANDS, threads=(), implementations=()):
        for command in commands:
            expected = printed([*command, "--threads", "1"], logs)
            self.assertGreaterEqual(expected[0], 0, expected[2])  # no signal ended it
            for count in threads:
                with self.subTest(command=command, logs=logs.name, threads=count):
                    self.assertEqual(printed([*command, "--threads", count], logs), expected)
            for name in implementations:
                with self.subTest(command=command, logs=logs.name, implementation=name):
                    self.assertEqual(printed(command, logs, SIMDJSON_FORCE_IMPLEMENTATION=name), expected)

    def test_threads(self):
        for logs in OWN:
            self.check(logs, threads=("2", "3", "8"))

    def test_processors(self):
        for logs in OWN:
            self.check(logs, implementations=("fallback", *self.of_this_processor()))

    def test_the_switch_is_heard(self):
        """Else the test above would hold whatever happens."""
        self.assertNotEqual(printed(["scan"], OWN[0], SIMDJSON_FORCE_IMPLEMENTATION="none"), printed(["scan"], OWN[0]))

    @unittest.skipUnless(REAL.is_dir(), "there are no real records beside the project")
    def test_real_records(self):
        for logs in sorted(path for path in REAL.glob("*/*") if path.is_dir() or path.suffix != ".md"):
            self.check(logs, commands=COMMANDS[1:], threads=("3",), implementations=("fallback",))

    @staticmethod
    def of_this_processor():
        """Others that simdjson has, and that this processor has the instructions for."""
        needs = {"westmere": {"sse4_2", "pclmulqdq"}, "haswell": {"avx2", "bmi1", "pclmulqdq"}}
        cpuinfo = pathlib.Path("/proc/cpuinfo")
        flags = set(cpuinfo.read_text(encoding="utf-8").split()) if cpuinfo.exists() else set()
        return [name for name, needed in needs.items() if needed <= flags]


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
