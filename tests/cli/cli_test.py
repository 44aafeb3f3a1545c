#!/usr/bin/env python3
"""Drives the built tool as a user, a script or a CI job would: exit codes, streams, formats.
usage: cli_test.py SPOOR ROOT"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
TRAIL = str(ROOT / "rules/samples/trail")


def run(*args, stdin=""):
    return subprocess.run([SPOOR, *args], input=stdin, capture_output=True, text=True, timeout=60)


class Scan(unittest.TestCase):
    def test_findings_are_json_lines_in_order_of_time(self):
        done = run("scan", "-q", TRAIL)
        findings = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr, "")
        self.assertTrue(findings)
        self.assertEqual([f["time"] for f in findings], sorted(f["time"] for f in findings))
        self.assertTrue(all(f["schema"] == "spoor.finding/1" and "event" in f for f in findings))

    def test_threads_change_nothing(self):
        self.assertEqual(run("scan", "-q", "--threads", "1", TRAIL).stdout, run("scan", "-q", "--threads", "7", TRAIL).stdout)

    def test_fail_on_fails_only_from_its_level_on(self):
        self.assertEqual(run("scan", "-q", "--fail-on", "critical", TRAIL).returncode, 1)
        self.assertEqual(run("scan", "-q", "--only", "aws.role_created", "--fail-on", "high", TRAIL).returncode, 0)

    def test_json_is_one_array_and_csv_has_a_heading(self):
        self.assertIsInstance(json.loads(run("scan", "-q", "--format", "json", TRAIL).stdout), list)
        self.assertTrue(run("scan", "-q", "--format", "csv", TRAIL).stdout.startswith("time,severity,rule,who,from,message"))

    def test_limits_count_what_they_leave_out(self):
        done = run("scan", "--limit", "3", TRAIL)
        self.assertEqual(len(done.stdout.splitlines()), 3)
        self.assertIn("left out by limits", done.stderr)

    def test_report_and_output_are_files(self):
        with tempfile.TemporaryDirectory() as folder:
            report, output = folder + "/report.json", folder + "/out.ndjson"
            self.assertEqual(run("scan", "-q", "--report", report, "-o", output, TRAIL).stdout, "")
            figures = json.loads(pathlib.Path(report).read_text())
            self.assertEqual(figures["findings"], len(pathlib.Path(output).read_text().splitlines()))
            self.assertEqual(figures["bad"], [])

    def test_a_delivery_that_came_twice_is_one_finding(self):
        record = '{"eventID":"e","eventTime":"2024-01-01T00:00:00Z","recipientAccountId":"1","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging"}\n'
        self.assertEqual(len(run("scan", "-q", "-", stdin=record * 2).stdout.splitlines()), 1)
        self.assertEqual(len(run("scan", "-q", "--no-dedup", "-", stdin=record * 2).stdout.splitlines()), 2)


class Find(unittest.TestCase):
    def test_codes_are_those_of_grep(self):
        self.assertEqual(run("find", "-q", 'eventName == "StopLogging"', TRAIL).returncode, 0)
        self.assertEqual(run("find", "-q", 'eventName == "Nothing"', TRAIL).returncode, 1)

    def test_unreadable_records_cost_themselves(self):
        done = run("find", "a == 1", "-", stdin='{"a":1}\n{"a":"x\n{"a":1}\n')
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout, '{"a":1}\n{"a":1}\n')
        self.assertIn("<stdin> record 2", done.stderr)

    def test_strict_stops_at_the_first(self):
        done = run("find", "-q", "--strict", "a == 1", "-", stdin='{"a":1}\n{"a":[}\n{"a":1}\n')
        self.assertEqual((done.returncode, done.stdout), (3, '{"a":1}\n'))

    def test_secrets_are_masked(self):
        log = '{"a":1, "sessionToken":"abc"}\n'
        self.assertEqual(run("find", "-q", "a == 1", "-", stdin=log).stdout, '{"a":1,"sessionToken":"***"}\n')
        self.assertIn("abc", run("find", "-q", "--unmask", "a == 1", "-", stdin=log).stdout)

    def test_counts_limits_and_times(self):
        self.assertEqual(run("find", "-q", "-c", "true", TRAIL).stdout, "709\n")
        self.assertEqual(len(run("find", "-q", "--limit", "5", "true", TRAIL).stdout.splitlines()), 5)
        self.assertEqual(run("find", "-q", "-c", "--from", "2027-01-01", "true", TRAIL).stdout, "0\n")

    def test_a_reader_that_goes_away_ends_it_quietly(self):
        done = subprocess.run(["sh", "-c", f"'{SPOOR}' find -q true '{TRAIL}' | head -1"], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        self.assertEqual(len(done.stdout.splitlines()), 1)


class Mistakes(unittest.TestCase):
    def test_usage_is_code_2_and_says_what_was_meant(self):
        for args, said in ((["scam"], "did you mean `scan`"), (["scan"], "PATH"), (["scan", "nowhere"], "nowhere"),
                           (["scan", "--rules", "nowhere", TRAIL], "nowhere"), (["scan", "--from", "x", TRAIL], "is no time"),
                           (["find", 'a = "x"', TRAIL], "E0004")):
            done = run(*args)
            self.assertEqual(done.returncode, 2, args)
            self.assertIn(said, done.stderr, args)
            self.assertEqual(done.stdout, "", args)

    def test_check_reports_every_error(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.spoor"
            path.write_text('rule a { where b }\nrule c { where d = "x" }\n')
            done = run("check", "--format", "json", str(path))
            self.assertEqual(done.returncode, 2)
            self.assertEqual([json.loads(line)["code"] for line in done.stdout.splitlines()], ["E0101", "E0004"])
        self.assertEqual(run("check", str(ROOT / "rules")).returncode, 0)


class Dump(unittest.TestCase):
    def test_every_stage_prints(self):
        for stage in ("ast", "resolved", "typed", "plan", "bytecode"):
            done = run("dump", "--stage", stage, str(ROOT / "rules/aws/trail.spoor"), str(ROOT / "rules/aws/pack.spoor"))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("stop_logging", done.stdout)
        done = run("dump", "--stage", "slots", "-", "--record", "1")
        self.assertEqual(done.returncode, 2)


unittest.main(argv=["cli_test"])
