#!/usr/bin/env python3
"""Which files runs that continue read, and that none is lost when they are killed. usage: resumed_files_test.py SPOOR ROOT.
SPOOR_RESUMED_KILLS: how many (default 10)."""
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest

import waiting
from resumed_runs import RULES, SPOOR, Runs, line_of, made_record, time_text, without_places

KILLS = int(os.environ.get("SPOOR_RESUMED_KILLS", 10))
PLAIN = "rule plain { where exists n }"


def record(number, seconds=None, **more):
    return {"eventID": f"e{number}", "eventTime": time_text(number if seconds is None else seconds), "n": number, **more}


class OneFolder(Runs):
    def setUp(self):
        super().setUp()
        self.rules = self.rule(PLAIN)
        self.logs = self.folder / "logs"
        self.logs.mkdir()

    def numbers(self, *args, said="", **more):
        """Of the records that are new."""
        out, err = self.run_scan("--state", self.state, *args, rules=self.rules, **more)
        self.assertIn(said, err)
        if not said:
            self.assertNotIn("read anew", err)
        return [json.loads(line)["event"]["n"] for line in out.splitlines()]


class Files(OneFolder):
    def test_that_are_new_are_read(self):
        for number in range(4):
            self.log(f"{number}.ndjson", record(number), to=self.logs)
            self.assertEqual(self.numbers(self.logs), [number])
            self.assertEqual(self.numbers(self.logs), [])

    def test_that_grow_are_read_from_where_they_ended(self):
        file = self.log("a", record(0), record(1), to=self.logs)
        self.assertEqual(self.numbers(self.logs), [0, 1])
        self.log("a", record(2), to=self.logs)
        self.assertEqual(self.numbers(self.logs), [2])
        with open(file, "a", encoding="utf-8") as out:
            out.write(line_of(record(3)) + line_of(record(4))[:20])
        self.assertEqual(self.numbers(self.logs, code=3), [3])
        with open(file, "a", encoding="utf-8") as out:
            out.write(line_of(record(4))[20:] + line_of(record(5)))
        self.assertEqual(self.numbers(self.logs), [4, 5])
        self.assertEqual(self.numbers(self.logs), [])

    def test_that_grow_by_a_packed_member(self):
        for number in range(3):
            with open(self.logs / "a.gz", "ab") as out:
                out.write(gzip.compress(line_of(record(number)).encode()))
            self.assertEqual(self.numbers(self.logs), [number])

    def test_whose_packed_member_was_cut_off(self):
        packed = gzip.compress(b"".join(line_of(record(number)).encode() for number in range(5000)), 1)
        file = self.logs / "a.gz"
        file.write_bytes(packed[:len(packed) // 2])
        found = self.numbers(self.logs, code=3)
        self.assertTrue(0 < len(found) < 5000)
        file.write_bytes(packed)
        self.assertEqual(found + self.numbers(self.logs), list(range(5000)))

    def test_that_changed_are_named_and_read_anew(self):
        file = self.log("a", *map(record, range(9)), to=self.logs)
        self.assertEqual(len(self.numbers(self.logs)), 9)
        file.write_text(line_of(record(20)))
        self.assertEqual(self.numbers(self.logs, said=f"read anew: {file}"), [20])
        self.log("a", *map(record, range(21, 25)), to=self.logs)
        self.assertEqual(self.numbers(self.logs), [21, 22, 23, 24])
        size = file.stat().st_size
        file.write_text(file.read_text().replace('"n":20', '"n":30').replace("e20", "e30"))
        self.assertEqual(file.stat().st_size, size)
        self.assertEqual(self.numbers(self.logs, said="read anew"), [30])  # the others are known by their ids

    def test_that_were_touched_are_not_read(self):
        file = self.log("a", record(0), to=self.logs)
        self.numbers(self.logs)
        os.utime(file, (1, 1))
        report = self.folder / "report.json"
        self.assertEqual(self.numbers(self.logs, "--report", report), [])
        self.assertEqual(json.loads(report.read_text())["files"], 0)

    def test_are_the_same_by_other_paths(self):
        self.log("a", record(0), to=self.logs)
        self.assertEqual(self.numbers("logs", cwd=self.folder), [0])
        self.assertEqual(self.numbers("a", cwd=self.logs), [])
        (self.folder / "link").symlink_to(self.logs)
        self.assertEqual(self.numbers(self.folder / "link"), [])
        self.assertEqual(self.numbers(self.logs), [])

    def test_that_are_gone_may_come_back(self):
        file = self.log("a", record(0), to=self.logs)
        self.log("b", record(1), to=self.logs)
        self.assertEqual(self.numbers(self.logs), [0, 1])
        text = file.read_text()
        file.unlink()
        self.assertEqual(self.numbers(self.logs), [])
        file.write_text(text)
        self.assertEqual(self.numbers(self.logs), [])

    def test_without_a_log_are_no_failure_later(self):
        (self.logs / "empty").touch()
        self.numbers(self.logs, code=2, said="none of the files is a log")
        self.log("a", record(0), to=self.logs)
        self.assertEqual(self.numbers(self.logs), [0])
        (self.logs / "empty2").touch()
        self.assertEqual(self.numbers(self.logs), [])

    def test_standard_input_is_new_each_time(self):
        for number in range(3):
            self.assertEqual(self.numbers("-", stdin=line_of(record(number)).encode()), [number])
        self.assertEqual(self.numbers("-", stdin=line_of(record(2)).encode()), [])  # delivered twice
        self.assertEqual(self.numbers("-", stdin=b""), [])

    def test_are_named_as_long_as_findings_name_them(self):
        rules = self.rule("rule pairs { where exists k  count >= 2 by k within 1h }")
        for number in range(6):
            self.log(f"day{number}", record(number, seconds=number * 1200, k=1 if number < 5 else 2), to=self.logs)
            out = self.scan("--state", self.state, "--lateness", "0s", self.logs, rules=rules)
            out += self.scan("--state", self.state, "--lateness", "0s", *["--close"] * (number == 5), self.logs, rules=rules)
            for line in out.splitlines():
                names = [event["file"].rsplit("/", 1)[-1] for event in json.loads(line)["events"]]
                self.assertEqual(names, ["day0", "day1"])
        text = (self.state / "spoor.state").read_bytes()
        self.assertNotIn(b"logs/day0\0", text)


class Ends(OneFolder):
    def test_of_a_strict_run_leave_the_state(self):
        file = self.log("a", record(0), to=self.logs)
        with open(file, "a", encoding="utf-8") as out:
            out.write("{]\n" + line_of(record(1)))
        self.assertEqual(self.numbers("--strict", self.logs, code=3), [0])
        self.assertFalse((self.state / "spoor.state").exists())
        self.assertEqual(self.numbers(self.logs, code=3), [0, 1])

    def test_of_an_interrupted_run_leave_the_state(self):
        self.log("a", record(0), to=self.logs)
        self.numbers(self.logs)
        before = (self.state / "spoor.state").read_bytes()
        run = subprocess.Popen([SPOOR, "scan", *map(str, self.rules), "--state", self.state, "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdin.write(line_of(record(1)).encode())
        run.stdin.flush()
        waiting.until_read(run.stdin)
        run.send_signal(signal.SIGINT)
        out, _ = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 130)
        self.assertEqual([json.loads(line)["event"]["n"] for line in out.splitlines()], [1])
        self.assertEqual((self.state / "spoor.state").read_bytes(), before)

    def test_when_nobody_reads_leave_the_state(self):
        self.log("a", *map(record, range(20000)), to=self.logs)
        run = subprocess.Popen([SPOOR, "scan", "-q", *map(str, self.rules), "--state", self.state, self.logs], stdout=subprocess.PIPE)
        run.stdout.read(100)
        run.stdout.close()
        run.wait(timeout=60)
        self.assertFalse((self.state / "spoor.state").exists())
        self.assertEqual(len(self.numbers(self.logs)), 20000)


class Kills(Runs):
    def test_lose_no_finding(self):
        choose = random.Random(KILLS)
        records = [made_record(choose, number, number * 7) for number in range(4000)]
        whole = self.log("whole", *records)
        expected = without_places(self.scan(whole))
        logs, found, kills, took = self.folder / "logs", [], 0, 0.3
        parts = [records[at:at + 400] for at in range(0, len(records), 400)]
        for number, part in enumerate(parts):
            self.log(f"{number:02}", *part, to=logs)
            args = ["--state", self.state, "--memory", "256K", *["--close"] * (number + 1 == len(parts)), logs]
            for _ in range(-(-KILLS // len(parts))):
                run = subprocess.Popen([SPOOR, "scan", "-q", *map(str, (*RULES, *args))], stdout=subprocess.PIPE)
                killer = choose.uniform(0, took)
                try:
                    out, _ = run.communicate(timeout=killer)
                except subprocess.TimeoutExpired:
                    run.kill()
                    out, _ = run.communicate()
                    kills += 1
                found += without_places(out[:out.rfind(b"\n") + 1].decode())
            begin = time.monotonic()
            found += without_places(self.scan(*args))
            took = time.monotonic() - begin
            self.assertEqual(sorted(path.name for path in self.state.iterdir()), ["lock", "spoor.state"])
        self.assertGreater(kills, 0)
        self.assert_same(sorted({json.loads(line)["id"]: line for line in found}.values()), expected, "killed")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
