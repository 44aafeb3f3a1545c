#!/usr/bin/env python3
"""What rules with memory find depends on the records alone: not on how they are spread over files, packed, ordered or
delivered, nor on threads and memory. usage: memory_scan_test.py SPOOR ROOT"""
import collections
import datetime
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
RULES = str(ROOT / "tests/cli/memory_rules")
REAL = ROOT.parent / "shared/data/cloudtrail"
START = datetime.datetime(2026, 1, 1)


def time_text(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def made_records(count, seed):
    """Few principals and seconds, so that records tie; some lack keys, have several, or were refused."""
    choose = random.Random(seed)
    records = []
    for number in range(count):
        name = choose.choice(["a", "b", "c"])
        record = {"eventID": f"e{choose.randrange(10**9)}-{number}", "eventTime": time_text(choose.randrange(7200) // 2 * 2),
                  "eventName": choose.choice(["GetUser", "ListUsers", "PutUserPolicy", "AssumeRole"]),
                  "eventSource": choose.choice(["iam", "s3"] * 9 + [f"rare{number}"]) + ".amazonaws.com",
                  "awsRegion": choose.choice(["us-east-1", "eu-west-1"]), "sourceIPAddress": f"192.0.2.{choose.randrange(30)}",
                  "readOnly": choose.random() < 0.7, "recipientAccountId": choose.choice(["1", "2", "3"]),
                  "userIdentity": {"type": "IAMUser", "arn": f"arn:aws:iam::111122223333:user/{name}", "userName": name,
                                   "accessKeyId": f"ASIA{choose.randrange(40)}"}}
        if choose.random() < 0.2:
            record["errorCode"] = "AccessDenied"
        if choose.random() < 0.1:
            del record["recipientAccountId"]
        if choose.random() < 0.1:
            record["userIdentity"]["invokedBy"] = "s3.amazonaws.com"
        if choose.random() < 0.3:
            record["resources"] = [{"ARN": f"arn:{choose.randrange(20)}"} for _ in range(choose.randrange(4))]
        if record["eventName"] == "AssumeRole":
            record["responseElements"] = {"credentials": {"accessKeyId": f"ASIA{choose.randrange(40)}", "sessionToken": f"t{number}"}}
        records.append(record)
    return records


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


def without_places(findings):
    for finding in findings:
        for event in finding["events"]:
            del event["file"], event["record"]
    return findings


class SameFindings(Scans):
    def check(self, lines, ways):
        one = self.spread("one", lines, 1)
        printed = self.scan(one, "--threads", 1, text=True)
        expected = without_places([json.loads(line) for line in printed.splitlines()])
        self.assertEqual({finding["rule"] for finding in expected}, self.rules_of_the_pack())

        def same(label, *args, **more):
            with self.subTest(way=label):
                self.assertEqual(without_places(self.scan(*args, **more)), expected)

        for threads in (2, 3, 8):
            with self.subTest(threads=threads):
                self.assertEqual(self.scan(one, "--threads", threads, text=True), printed)
        with self.subTest(memory="little"):
            self.assertEqual(self.scan(one, "--memory", "64K", "--threads", 3, text=True), printed)
            self.assertGreater(self.report(one, "--memory", "64K")["memory"]["spilled_bytes"], 0)
            self.assertEqual(self.report(one, "--memory", "1G")["memory"]["spilled_bytes"], 0)
        with self.subTest(order="none"):
            unordered = self.scan(one, "--unordered", "--threads", 3, text=True)
            self.assertEqual(sorted(unordered.splitlines()), sorted(printed.splitlines()))

        choose = random.Random(7)
        shuffled = choose.sample(lines, len(lines))
        for files in ways:
            folder = self.spread(f"files{files}", shuffled, files, pack=files % 2 == 1)
            same(f"{files} files", folder)
        same("standard input", "-", stdin="".join(shuffled).encode())
        same("standard input, one thread", "-", "--threads", 1, stdin="".join(shuffled).encode())
        same("one large packed file", self.spread("packed", shuffled, 1, pack=True), "--threads", 3)
        doubled = [line for line in lines if json.loads(line).get("eventID")]
        with self.subTest(way="delivered twice"):
            once = without_places(self.scan(self.spread("once", doubled, 5)))
            twice = choose.sample(doubled * 2, 2 * len(doubled))
            self.assertEqual(without_places(self.scan(self.spread("twice", twice, 5))), once)
            report = self.report(self.folder / "twice")
            self.assertGreater(report["memory"]["doubles"], self.report(self.folder / "once")["memory"]["doubles"])
            self.assertNotEqual(without_places(self.scan(self.folder / "twice", "--no-dedup")), once)

    @staticmethod
    def rules_of_the_pack():
        text = pathlib.Path(RULES, "often.spoor").read_text()
        return {"often." + line.split()[1] for line in text.splitlines() if line.startswith("rule ")}

    def test_of_made_records(self):
        self.check([line_of(record) for record in made_records(600, seed=1)], (2, 7, 500))

    @unittest.skipUnless(REAL.is_dir(), "there are no real records beside the project")
    def test_of_real_records(self):
        lines = [line for file in sorted(REAL.glob("*.ndjson")) for line in file.read_text().splitlines(keepends=True)]
        self.check(lines, (40, 501))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
