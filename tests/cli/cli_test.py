#!/usr/bin/env python3
"""Drives the built tool as a user, a script or a CI job would: exit codes, streams, formats.
usage: cli_test.py SPOOR ROOT"""
import csv
import gzip
import json
import os
import pathlib
import re
import signal
import stat
import subprocess
import sys
import tempfile
import unittest

import waiting

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
TRAIL = str(ROOT / "rules/samples/trail")


STOPPED = '{"eventID":"e","eventTime":"2024-01-01T00:00:00Z","recipientAccountId":"1","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging"}\n'


def run(*args, stdin="", **more):
    return subprocess.run([SPOOR, *args], input=stdin, capture_output=True, text=True, timeout=60, **more)


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

    def test_the_manual_names_every_member(self):
        manual = (ROOT / "spec/findings.md").read_text()
        shown = {tuple(json.loads(text)): text for text in re.findall(r"^```json\n(.*?)^```", manual, re.S | re.M)}
        with tempfile.TemporaryDirectory() as folder:
            finding = json.loads(run("scan", "-q", "--only", "aws.stop_logging", "--report", folder + "/report.json", TRAIL).stdout)
            report = json.loads(pathlib.Path(folder, "report.json").read_text())
        for made in (finding, report):
            self.assertIn(tuple(made), shown)

    def test_fail_on_counts_what_limits_leave_out(self):
        self.assertEqual(run("scan", "-q", "--limit", "0", "--fail-on", "critical", TRAIL).returncode, 1)

    def test_memory_changes_nothing(self):
        self.assertEqual(run("scan", "-q", "--memory", "64K", TRAIL, TRAIL + "/AWSLogs").stdout, run("scan", "-q", TRAIL).stdout)
        full = run("scan", "-q", "--memory", "64K", TRAIL, env={"TMPDIR": "/nonexistent"})
        self.assertEqual((full.returncode, full.stdout), (2, ""))
        self.assertIn("/nonexistent", full.stderr)

    def test_options_take_one_value_each_so_that_paths_stay_paths(self):
        twice = run("scan", "-q", "--rules", str(ROOT / "rules/aws"), TRAIL, "-", stdin=STOPPED)
        self.assertEqual(len(twice.stdout.splitlines()), len(run("scan", "-q", TRAIL).stdout.splitlines()) + 1)

    def test_no_log_at_all_is_code_2_and_says_why(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "a.zip").write_bytes(b"PK\x03\x04")
            done = run("scan", folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn("a.zip", done.stderr)
            self.assertEqual(run("scan", folder, TRAIL).returncode, 0)

    def test_a_path_that_is_not_there_is_named(self):
        done = run("scan", "nowhere", TRAIL)
        self.assertEqual(done.returncode, 3)
        self.assertIn("nowhere", done.stderr)

    def test_what_is_no_regular_file_is_written_to_and_stays(self):
        with tempfile.TemporaryDirectory() as folder:
            target, link = pathlib.Path(folder) / "target", pathlib.Path(folder) / "link"
            link.symlink_to("target")
            self.assertEqual(run("scan", "-q", "-o", str(link), TRAIL).returncode, 0)
            self.assertTrue(link.is_symlink())
            self.assertTrue(target.read_text())
            fifo = pathlib.Path(folder) / "fifo"
            os.mkfifo(fifo)
            reader = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
            self.assertEqual(run("scan", "-q", "--limit", "1", "--no-event", "-o", str(fifo), TRAIL).returncode, 0)
            self.assertTrue(os.read(reader, 10))
            os.close(reader)
            self.assertTrue(stat.S_ISFIFO(fifo.stat().st_mode))

    def test_a_delivery_that_came_twice_is_one_finding(self):
        for other in (STOPPED, STOPPED.replace("00Z", "00.000Z")):
            for order in ([], ["--unordered"]):
                done = run("scan", *order, "-", stdin=STOPPED + other)
                self.assertEqual(len(done.stdout.splitlines()), 1)
                self.assertIn("1 finding of records delivered twice", done.stderr)
                self.assertEqual(len(run("scan", "-q", *order, "--no-dedup", "-", stdin=STOPPED + other).stdout.splitlines()), 2)


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

    def test_no_column_shows_a_secret(self):
        log = json.dumps({"a": 1, "eventSource": "kms.amazonaws.com", "eventName": "Encrypt", "requestParameters": {"plaintext": "SECRET"},
                          "p": {"password": "SECRET"}, "l": [{"sessionToken": "SECRET"}]}) + "\n"
        columns = ("p.password", 'p["password"]', "p.`password`", "lower(p.password)", 'concat("x", p.password)', "p", "l",
                   "l.sessionToken", "requestParameters.plaintext", "requestParameters")
        for format in ("csv", "table"):
            done = run("find", "-q", "--format", format, "--columns", ",".join(columns), "a == 1", "-", stdin=log)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotIn("secret", done.stdout.lower())
            shown = run("find", "-q", "--unmask", "--format", format, "--columns", ",".join(columns), "a == 1", "-", stdin=log)
            self.assertEqual(shown.stdout.lower().count("secret"), len(columns))

    def test_columns_are_expressions(self):
        done = run("find", "-q", "--format", "csv", "--columns", 'coalesce(x, "a,b"), a', "a == 1", "-", stdin='{"a":1}\n')
        self.assertEqual(list(csv.reader(done.stdout.splitlines())), [["time", 'coalesce(x, "a,b")', "a"], ["", "a,b", "1"]])

    def test_limit_none_finds_none(self):
        done = run("find", "-q", "--limit", "0", "true", TRAIL)
        self.assertEqual((done.returncode, done.stdout), (1, ""))

    def test_back_from_the_newest(self):
        last = run("find", "-q", "--from", "-1h", "true", TRAIL).stdout
        self.assertEqual(run("find", "-q", "--from", "-1h", "--memory", "64K", "--threads", "3", "true", TRAIL).stdout, last)
        times = [json.loads(line)["eventTime"] for line in run("find", "-q", "true", TRAIL).stdout.splitlines()]
        newest = max(times)
        self.assertEqual(max(json.loads(line)["eventTime"] for line in last.splitlines()), newest)
        self.assertLess(len(last.splitlines()), len(times))

    def test_counts_limits_and_times(self):
        self.assertEqual(run("find", "-q", "-c", "true", TRAIL).stdout, "709\n")
        self.assertEqual(len(run("find", "-q", "--limit", "5", "true", TRAIL).stdout.splitlines()), 5)
        self.assertEqual(run("find", "-q", "-c", "--from", "2027-01-01", "true", TRAIL).stdout, "0\n")

    def test_a_reader_that_goes_away_ends_it_quietly(self):
        done = subprocess.run(["sh", "-c", f"'{SPOOR}' find -q true '{TRAIL}' | head -1"], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        self.assertEqual(len(done.stdout.splitlines()), 1)


class Streams(unittest.TestCase):
    def test_one_interrupt_ends_a_wait_for_input_and_what_has_come_counts(self):
        whole, bad, cut = STOPPED.encode(), b'{"a":[}\n', b'{"a":'
        for command, log, bad_count in ((["scan"], whole + cut, 0), (["find", "true"], whole + cut, 0), (["scan", "--unordered"], bad + whole, 1),
                                        (["scan"], gzip.compress(whole) + gzip.compress(whole * 9)[:30], 0)):
            with subprocess.Popen([SPOOR, *command, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                process.stdin.write(log)
                process.stdin.flush()
                waiting.until_read(process.stdin)  # it has to be waiting for more
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(10), 130)
                self.assertEqual(len(process.stdout.read().splitlines()), 1, command)
                said = process.stderr.read()
                self.assertIn(b"interrupted: what was found so far was written", said)
                self.assertEqual(said.count(b"could not be read: 1 place"), bad_count, said)
                self.assertEqual(said.count(b"could not be read"), bad_count, said)

    def test_a_reader_that_goes_away_is_no_failure_of_any_command(self):
        for command in ("scan -q '%s'" % TRAIL, "find true '%s'" % TRAIL, "dump --stage=bytecode '%s'" % (ROOT / "rules")):
            done = subprocess.run(["bash", "-c", f"'{SPOOR}' {command} | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True)
            self.assertEqual((done.stdout, done.stderr), ("0\n", ""), command)

    def test_a_full_disk_and_closed_streams_are_no_crash(self):
        for command in (["find", "-q", "true", TRAIL], ["dump", "--stage=bytecode", str(ROOT / "rules")]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([SPOOR, *command], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 2, command)
            self.assertIn("No space left", done.stderr)
        shell = lambda script: subprocess.run(["bash", "-c", script], capture_output=True, text=True)
        self.assertEqual(shell(f"'{SPOOR}' scan '{TRAIL}' 2>&- >/dev/null").returncode, 0)
        self.assertEqual(shell(f"'{SPOOR}' scan -q '{TRAIL}' >&-").returncode, 2)
        self.assertEqual(shell(f"'{SPOOR}' scan -q - <&-").returncode, 3)


class Mistakes(unittest.TestCase):
    def test_usage_is_code_2_and_says_what_was_meant(self):
        for args, said in ((["scam"], "did you mean `scan`"), (["scan"], "PATH"), (["scan", "nowhere"], "nowhere"),
                           (["scan", "--rules", "nowhere", TRAIL], "nowhere"), (["scan", "--from", "x", TRAIL], "is no time"),
                           (["scan", "--from", "2025-01-01", "--to", "2024-01-01", TRAIL], "is not before"),
                           (["scan", "--severty", "high", TRAIL], "did you mean `--severity`"), (["scan", "--format", "tabel", TRAIL], "did you mean `table`"),
                           (["scan", "--limit", "-3", TRAIL], "is no count"), (["scan", "--threads", "0", TRAIL], "is no count"),
                           (["scan", "--memory", "lots", TRAIL], "is no size"), (["scan", "--unordered", "--from", "-1h", TRAIL], "--unordered"),
                           ([], "Usage"), (["check", "/dev/zero"], "larger than"),
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


    def test_rule_folders_may_hold_anything(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "loop.spoor").symlink_to("loop.spoor")
            done = run("check", folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn("loop.spoor", done.stderr)
            (path / "loop.spoor").unlink()
            (path / ".hidden").mkdir()
            (path / ".hidden" / "x.spoor").write_text("broken")
            (path / "x.spoor").write_text("rule a { where b == 1 }\n")
            self.assertEqual(run("check", folder, str(path / "x.spoor"), f"{folder}/../{path.name}/x.spoor").returncode, 0)


class Help(unittest.TestCase):
    def test_every_command_has_two_examples_that_work_as_printed(self):
        commands = re.findall(r"^  ([a-z]+) ", run("--help").stdout.partition("Subcommands:\n")[2].partition("\n\n")[0], re.M)
        self.assertTrue({"scan", "find", "check", "dump"} <= set(commands), commands)
        with tempfile.TemporaryDirectory() as folder:
            for name in ("rules", "examples"):
                (pathlib.Path(folder) / name).symlink_to(ROOT / name)
            for command in [""] + commands:
                shown = re.search(r"^examples:\n((?:  .*\n?)+)", run(*command.split(), "--help").stdout, re.M)
                self.assertTrue(shown, command)
                examples = [line.strip() for line in shown[1].splitlines()]
                self.assertGreaterEqual(len(examples), 2, command)
                for example in examples:
                    self.assertIn(f"spoor {command}".rstrip() + " ", example)
                    done = subprocess.run(["bash", "-o", "pipefail", "-c", example], cwd=folder, capture_output=True, text=True, timeout=60,
                                          env={**os.environ, "PATH": f"{pathlib.Path(SPOOR).parent}:{os.environ['PATH']}"})
                    self.assertEqual(done.returncode, 0, f"{example}\n{done.stderr}")
                    self.assertTrue(done.stdout + done.stderr, example)


class Dump(unittest.TestCase):
    def test_slots_show_the_elements_of_every_array(self):
        with tempfile.TemporaryDirectory() as folder:
            rules = pathlib.Path(folder) / "x.spoor"
            rules.write_text("rule q { where any x in a: (any y in x.b: (y == 3)) }\n")
            done = run("dump", "--stage=slots", "--rules", str(rules), "-", stdin='{"a":[{"b":[]},{"b":[3,4]}]}\n')
            self.assertEqual((done.returncode, done.stdout), (0, "a[*].b[*] #0 = 3\na[*].b[*] #1 = 4\nmatches q\n"))
            self.assertEqual(run("dump", "--stage=slots", "-", "-").returncode, 2)

    def test_every_stage_prints(self):
        for stage in ("ast", "resolved", "typed", "plan", "bytecode"):
            done = run("dump", "--stage", stage, str(ROOT / "rules/aws"))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("stop_logging", done.stdout)
        done = run("dump", "--stage", "slots", "-", "--record", "1")
        self.assertEqual(done.returncode, 2)


class Format(unittest.TestCase):
    CROWDED, GOOD = "rule r{where a==1}\n", "rule r {\n  where a == 1\n}\n"

    def test_writes_in_place_and_keeps_the_mode(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.spoor")
            path.write_text(self.CROWDED)
            path.chmod(0o640)
            self.assertEqual(run("fmt", "--check", folder).returncode, 1)
            self.assertIn("-rule r{where a==1}\n+rule r {\n", run("fmt", "--diff", folder).stdout)
            self.assertEqual(path.read_text(), self.CROWDED)
            self.assertEqual(run("fmt", folder).returncode, 0)
            self.assertEqual(path.read_text(), self.GOOD)
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)
            self.assertEqual(run("fmt", "--check", folder).returncode, 0)

    def test_standard_input_goes_to_output_and_errors_stop_it(self):
        self.assertEqual(run("fmt", "-", stdin=self.CROWDED).stdout, self.GOOD)
        broken = run("fmt", "-", stdin="rule r { where }\n")
        self.assertEqual((broken.returncode, broken.stdout), (2, ""))
        self.assertIn("error[", broken.stderr)


unittest.main(argv=["cli_test"])
