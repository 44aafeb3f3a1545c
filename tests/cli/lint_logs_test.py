#!/usr/bin/env python3
"""What lint finds in rules by real records: --logs.
usage: lint_logs_test.py SPOOR"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR = sys.argv[1]

RULES = """pack site {}
def is_read = readOnly == "true"
rule quiet { where eventName == "Put" and detail.color == "red" }
rule loud { where eventName == "Get" and is_read }
rule mistyped { where eventName == "Put" and requestParameters.bucket == "b1" and exists requestParameters.Key emit "{requestParameters.size}" }
rule of_other_calls { where eventName == "Never" and exists requestParameters.nowhere }
rule burst { where eventName == "Put" count >= 3 by user within 1h }
rule elements { where eventName == "Put" and any p in items: (p.k == 1) and user in ("eve", "mallory") }
"""


class LintLogs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        (self.root / "rules.spoor").write_text(RULES)
        records = []
        for i in range(250):
            records.append({"eventID": str(i), "eventTime": f"2024-01-01T00:{i // 60:02}:{i % 60:02}Z", "user": "eve",
                            "eventName": "Put" if i % 5 == 0 else "Get", "readOnly": "true" if i % 5 else "false",
                            "items": [{"k": 1}], "requestParameters": {"bucket": "b1", "key": "x"}, "detail": {"color": "blue"}})
        (self.root / "logs").mkdir()
        half = [json.dumps(record) for record in records]
        (self.root / "logs" / "a.json").write_text("\n".join(half[:100]))
        (self.root / "logs" / "b.json.gz").write_bytes(gzip.compress("\n".join(half[100:]).encode()))

    def run_it(self, *args):
        return subprocess.run([SPOOR, "lint", "rules.spoor", *args], cwd=self.root, capture_output=True, text=True, timeout=60)

    def found(self, *args):
        done = self.run_it("--format", "json", *args)
        out = []
        for line in done.stdout.splitlines():
            finding = json.loads(line)
            if finding["code"].startswith("L06"):
                out.append((finding["code"], finding["range"]["begin"]["line"], finding["message"], finding["notes"][0]))
        return done, out

    def test_without_logs_nothing_is_said_of_them(self):
        self.assertEqual(self.found()[1], [])

    def test_rules_fields_and_values_that_records_do_not_know(self):
        done, found = self.found("--logs", "logs")
        said = [(code, line, message) for code, line, message, _ in found]
        self.assertIn(("L0601", 3, "rule `quiet` fires for none of 250 records"), said)
        self.assertIn(("L0602", 4, "rule `loud` fires 200 times for 250 records, 80.0 %"), said)
        self.assertIn(("L0603", 5, "no record has `requestParameters.Key`, among them 50 records for which the rest of the condition holds"), said)
        self.assertIn(("L0604", 3, "`detail.color == \"red\"` holds for no record, and 50 records for which the rest of the condition holds have the field"), said)
        self.assertIn(("L0604", 8, "`user == \"mallory\"` holds for no record, and 50 records for which the rest of the condition holds have the field"), said)
        self.assertFalse([one for one in said if "nowhere" in one[2] or "items" in one[2]], said)
        self.assertFalse([one for one in said if "`burst` fires for none" in one[2]], said)
        helps = {message: help for _, _, message, help in found}
        self.assertIn("record 2 of logs/a.json", helps["rule `loud` fires 200 times for 250 records, 80.0 %"])
        self.assertEqual(self.found("--logs", "logs", "--threads", "1")[1], found)
        self.assertEqual(done.returncode, 1)

    def test_a_reason_silences_it(self):
        (self.root / "rules.spoor").write_text("# allow: never_fires not seen yet\nrule quiet { where eventName == \"Nothing\" }\n")
        self.assertEqual(self.found("--logs", "logs")[1], [])

    def test_what_cannot_be_read(self):
        (self.root / "rules.spoor").write_text("rule loud { where a == 1 }\n")
        (self.root / "logs" / "c.json").write_text('{"a": 1\n{"a": 1}')
        done = self.run_it("--logs", "logs", "--fail-on", "off")
        self.assertEqual(done.returncode, 3)
        self.assertIn("1 record of the logs could not be read", done.stderr)
        for args, said in ((["--logs", "-"], "which standard input cannot be"), (["--logs", "nowhere"], "no log was found"),
                           (["--logs", "logs", "--fix"], "--fix")):
            done = self.run_it(*args)
            self.assertEqual(done.returncode, 2, said)
            self.assertIn(said, done.stderr)


unittest.main(argv=["lint_logs_test"])
