"""Scans of small logs that tests make, with rules of theirs. Scripts that import it are run with SPOOR ROOT."""
import datetime
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
RULES = str(ROOT / "tests/cli/memory_rules")
START = datetime.datetime(2026, 1, 1)


def time_text(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def line_of(record):
    return json.dumps(record, separators=(",", ":")) + "\n"


class Scans(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def scan(self, *args, rules=RULES, stdin=b"", text=False):
        """Findings as objects, or what was printed."""
        done = subprocess.run([SPOOR, "scan", "-q", "--rules", str(rules), *map(str, args)], input=stdin, capture_output=True,
                              timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, b""), args)
        return done.stdout.decode() if text else [json.loads(line) for line in done.stdout.splitlines()]

    def report(self, *args, **more):
        file = self.folder / "report.json"
        self.scan(*args, "--report", file, **more)
        return json.loads(file.read_text())

    def rule(self, text):
        file = self.folder / "rule.spoor"
        file.write_text(text)
        return file

    def spread(self, name, lines, files, pack=False):
        """The lines over so many files of a folder, every third one as an object with `Records`."""
        folder = self.folder / name
        folder.mkdir()
        for number in range(files):
            part = lines[number::files]
            text = "".join(part)
            if number % 3 == 2 and part:
                text = '{"Records":[' + ",".join(line.rstrip() for line in part) + "]}"
            path = folder / f"{number:04}.json{'.gz' if pack else ''}"
            path.write_bytes(gzip.compress(text.encode(), 1) if pack else text.encode())
        return folder
