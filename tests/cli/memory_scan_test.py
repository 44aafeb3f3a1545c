#!/usr/bin/env python3
"""What rules with memory find depends on the records alone: not on how they are spread over files, packed, ordered or
delivered, nor on threads and memory. usage: memory_scan_test.py SPOOR ROOT"""
import datetime
import json
import pathlib
import random
import sys
import unittest

from memory_scans import ROOT, RULES, START, Scans, line_of, time_text

REAL = ROOT.parent / "shared/data/cloudtrail"


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

    def test_of_one_wait_and_of_many_files(self):
        """The end of the log is the newest record of all files, whoever reads it."""
        rule = self.rule("rule r { sequence by k within 10m { a: k == 1  not b: k == 2 } }")
        lines = [line_of({"eventTime": time_text(0), "k": 1})] + [line_of({"eventTime": time_text(n), "x": 1}) for n in range(600)]
        self.assertEqual(self.scan(self.spread("short", lines, 30), rules=rule), [])
        self.assertEqual(self.report(self.folder / "short", rules=rule)["memory"]["pending"], 1)
        lines.insert(3, line_of({"eventTime": time_text(600), "x": 1}))
        for threads in (1, 8):
            found = self.scan(self.spread(f"long{threads}", lines, 30), "--threads", threads, rules=rule)
            self.assertEqual([finding["time"] for finding in found], [time_text(600)])


class Definitions(Scans):
    """Held against the sentences of the manual, in the plainest way."""

    def setUp(self):
        super().setUp()
        choose = random.Random(5)
        self.records = [{"eventID": f"e{n:03}", "eventTime": time_text(choose.randrange(900)), "k": choose.choice([1, 2, [1, 2], None, "1"]),
                         "v": choose.choice([["a"], ["b", "c"], ["c"], []]), "n": choose.choice([1, 0.5, -2, "3"])} for n in range(400)]
        self.records.sort(key=lambda record: (record["eventTime"], record["eventID"]))
        choose = choose.sample(self.records, len(self.records))
        self.log = self.spread("log", list(map(line_of, choose)), 9)

    @staticmethod
    def seconds(record):
        return (datetime.datetime.fromisoformat(record["eventTime"][:-1]) - START).total_seconds()

    def expected(self, takes_part, holds, within):
        """[(id, key, ids of the window)]"""
        found = []
        for key in (1, 2, "1"):
            mine = [r for r in self.records if takes_part(r) and key in (r["k"] if isinstance(r["k"], list) else [r["k"]])
                    and (type(key) is str) == (r["k"] == "1")]
            held = False
            for at, record in enumerate(mine):
                window = [r for r in mine[:at + 1] if self.seconds(record) - self.seconds(r) < within]
                was_held, held = held and len(window) > 1, holds(window)
                if held and not was_held:
                    found.append((record["eventID"], key, [r["eventID"] for r in window]))
        return sorted(found, key=str)

    def check(self, clause, takes_part, holds):
        rule = self.rule("rule r { where exists eventID  " + clause + " }")
        found = [(f["event"]["eventID"], f["group"]["k"], [e["id"] for e in f["events"]]) for f in self.scan(self.log, rules=rule)]
        expected = self.expected(takes_part, holds, 60)
        self.assertGreater(len(expected), 5)
        self.assertEqual(sorted(found, key=str), expected)

    def test_count(self):
        self.check("count >= 14 by k within 1m", lambda r: True, lambda window: len(window) >= 14)

    def test_distinct(self):
        self.check("distinct v > 2 by k within 1m", lambda r: r["v"], lambda window: len({v for r in window for v in r["v"]}) > 2)

    def test_sum(self):
        self.check("sum n >= 1.5 by k within 1m", lambda r: r["n"] != "3", lambda window: sum(r["n"] for r in window) >= 1.5)

    def test_ratio(self):
        self.check('ratio (v == "c") >= 0.6 min 4 by k within 1m', lambda r: True,
                   lambda window: len(window) >= 4 and sum("c" in r["v"] for r in window) * 10 >= 6 * len(window))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
