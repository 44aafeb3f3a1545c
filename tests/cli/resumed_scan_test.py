#!/usr/bin/env python3
"""Runs that continue find together what one run finds that has all, wherever the log is cut. usage:
resumed_scan_test.py SPOOR ROOT. SPOOR_RESUMED_CUTS: how many random cuts (default 25); SPOOR_RESUMED_SEED: the first."""
import collections
import datetime
import gzip
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
RULES = ("--rules", ROOT / "tests/cli/memory_rules", "--rules", ROOT / "tests/cli/resumed_rules")
REAL = ROOT.parent / "shared/data/cloudtrail"
CUTS, SEED = int(os.environ.get("SPOOR_RESUMED_CUTS", 25)), int(os.environ.get("SPOOR_RESUMED_SEED", 1))
START = datetime.datetime(2026, 1, 1)
DAY = 24 * 3600
LATENESS = 600


def time_text(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def made_record(choose, number, seconds):
    """Of few principals, so that records meet; some lack keys, have several, have no id, or were refused."""
    name = choose.choice("abc")
    record = {"eventID": f"e{choose.randrange(10**6)}-{number}", "eventTime": time_text(seconds),
              "eventName": choose.choice(["GetUser", "ListUsers", "PutUserPolicy", "AssumeRole"]),
              "eventSource": choose.choice(["iam", "s3"] * 9 + [f"rare{number}"]) + ".amazonaws.com",
              "awsRegion": choose.choice(["us-east-1", "eu-west-1"]), "sourceIPAddress": f"192.0.2.{choose.randrange(12)}",
              "readOnly": choose.random() < 0.7, "recipientAccountId": choose.choice("123"),
              "userIdentity": {"type": "IAMUser", "arn": f"arn:aws:iam::111122223333:user/{name}", "userName": name,
                               "accessKeyId": f"ASIA{choose.randrange(40)}"}}
    if choose.random() < 0.2:
        record["errorCode"] = "AccessDenied"
    if choose.random() < 0.1:
        del record["recipientAccountId"]
    if choose.random() < 0.05:
        del record["eventID"]
    if choose.random() < 0.1:
        record["userIdentity"]["invokedBy"] = "s3.amazonaws.com"
    if choose.random() < 0.3:
        record["resources"] = [{"ARN": f"arn:{choose.randrange(20)}"} for _ in range(choose.randrange(4))]
    if record["eventName"] == "AssumeRole":
        record["responseElements"] = {"credentials": {"accessKeyId": f"ASIA{choose.randrange(40)}", "sessionToken": f"t{number}"}}
    return record


def line_of(record):
    return json.dumps(record, separators=(",", ":")) + "\n"


def without_places(printed):
    """Findings as text, but for where their records stand."""
    findings = []
    for line in printed.splitlines():
        finding = json.loads(line)
        for event in finding["events"]:
            del event["file"], event["record"]
        findings.append(json.dumps(finding))
    return sorted(findings)


class Runs(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.state = self.folder / "state"

    def run_scan(self, *args, rules=RULES, stdin=b"", code=0, **more):
        done = subprocess.run([SPOOR, "scan", *map(str, rules), *map(str, args)], input=stdin, capture_output=True, timeout=300, **more)
        self.assertEqual(done.returncode, code, (args, done.stderr))
        return done.stdout.decode(), done.stderr.decode()

    def scan(self, *args, **more):
        return self.run_scan("-q", *args, **more)[0]

    def resumed(self, *args, **more):
        return self.scan("--state", self.state, *args, **more)

    def rule(self, text, name="rule.spoor"):
        file = self.folder / name
        file.write_text(text)
        return "--rules", file

    def log(self, name, *records, to=None):
        file = (to or self.folder) / name
        file.parent.mkdir(exist_ok=True)
        with open(file, "a", encoding="utf-8") as out:
            out.writelines(map(line_of, records))
        return file

    def assert_same(self, found, expected, label):
        if found == expected:
            return
        missing, more = collections.Counter(expected), collections.Counter(found)
        missing, more = list((missing - more).elements()), list((more - missing).elements())
        rules = [sorted(collections.Counter(json.loads(line)["rule"] for line in lines).items()) for lines in (missing, more)]
        by_id = {json.loads(line)["id"]: line for line in more}
        pair = next(((line, by_id[json.loads(line)["id"]]) for line in missing if json.loads(line)["id"] in by_id), "none of one id")
        self.fail(f"{label}: {len(expected)} expected; missing of {rules[0]}; too many of {rules[1]}; differ: {pair}; "
                  f"first missing {missing[:1]}; first too many {more[:1]}"[:3000])


class Cuts(Runs):
    """Random corpora, cut by when records arrive."""

    def arrivals(self, choose):
        """[(when it arrives, record)]: at most LATENESS after its time."""
        span = choose.choice([3600, 4 * 3600, 3 * DAY])
        step = choose.choice([1, 2, 60])
        arrivals = []
        for number in range(choose.choice([150, 600])):
            seconds = choose.randrange(span) // step * step
            record = made_record(choose, number, seconds)
            arrivals.append((seconds + choose.uniform(0, LATENESS), record))
            while choose.random() < 0.15:  # delivered twice
                arrivals.append((seconds + choose.uniform(0, LATENESS), record))
        if choose.random() < 0.3:  # its clock is wrong
            at, record = choose.choice(arrivals)
            arrivals.append((max(at, 2.0), dict(record, eventID="ahead", eventTime=time_text(at + 5 * DAY))))
        return sorted(arrivals, key=lambda arrival: arrival[0])

    def grow(self, choose, logs, number, records):
        """As new files, as lines of one that is there, or as a member of one."""
        way = choose.randrange(4)
        text = "".join(map(line_of, records)).encode()
        if way == 0:
            (logs / f"one{number:03}.json").write_bytes(b'{"Records":[' + b",".join(text.split(b"\n")[:-1]) + b"]}")
        elif way == 1:
            for part in range(3):
                (logs / f"part{part}-{number:03}.json.gz").write_bytes(gzip.compress("".join(map(line_of, records[part::3])).encode(), 1))
        else:
            with open(logs / ("grown.ndjson" if way == 2 else "grown.ndjson.gz"), "ab") as out:
                out.write(text if way == 2 else gzip.compress(text, 1))

    def one_case(self, seed):
        choose = random.Random(seed)
        arrivals = self.arrivals(choose)
        case = self.folder / str(seed)
        logs, state, whole = case / "logs", case / "state", case / "whole.ndjson"
        logs.mkdir(parents=True)
        whole.write_text("".join(line_of(record) for _, record in arrivals))
        expected = without_places(self.scan(whole))
        cuts = sorted(choose.choices(range(1, len(arrivals)), k=choose.choice([1, 3, 8])))
        found = []
        for number, (begin, end) in enumerate(zip([0] + cuts, cuts + [len(arrivals)])):
            records = [record for _, record in arrivals[begin:end]]
            last = ["--close"] if end == len(arrivals) else []
            args = ["--state", state, "--lateness", f"{LATENESS}s", "--threads", choose.choice([1, 3]), *last]
            args += choose.choice([[], ["--memory", "64K"]])
            if choose.random() < 0.2 and records:
                found += without_places(self.scan(*args, "-", stdin="".join(map(line_of, records)).encode()))
                continue
            self.grow(choose, logs, number, choose.sample(records, len(records)))
            found += without_places(self.scan(*args, logs))
        self.assert_same(sorted(found), expected, f"seed {seed}, cuts {cuts}")
        return collections.Counter(json.loads(finding)["rule"].split(".")[-1] for finding in expected)

    def test_anywhere_change_nothing(self):
        rules = collections.Counter()
        for seed in range(SEED, SEED + CUTS):
            with self.subTest(seed=seed):
                rules += self.one_case(seed)
        names = {line.split()[1] for folder in RULES[1::2] for file in folder.glob("*.spoor") for line in file.read_text().splitlines()
                 if line.startswith("rule ")}
        self.assertEqual(names - set(rules), set())


class Real(Runs):
    @unittest.skipUnless(REAL.is_dir(), "the corpora are not here")
    def test_logs_day_by_day(self):
        for corpus in sorted(REAL.glob("*.ndjson")):
            lines = corpus.read_text().splitlines(keepends=True)
            if corpus.stat().st_size > 60_000_000:
                continue
            days = collections.defaultdict(list)
            for line in lines:
                days[json.loads(line).get("eventTime", "")[:10]].append(line)
            whole = self.folder / "whole" / corpus.name
            whole.parent.mkdir(exist_ok=True)
            ordered = sorted(days)
            step = -(-len(ordered) // 25)
            whole.write_text("".join(line for day in ordered for line in days[day]))
            for rules in (), RULES:
                logs = self.folder / f"{corpus.stem}{len(rules)}"
                logs.mkdir()
                self.state = self.folder / f"state-{corpus.stem}{len(rules)}"
                expected, found = without_places(self.scan(whole, rules=rules)), []
                for at in range(0, len(ordered), step):
                    part = ordered[at:at + step]
                    (logs / f"{part[0]}.ndjson").write_text("".join(line for day in part for line in days[day]))
                    last = ["--close"] if at + step >= len(ordered) else []
                    found += without_places(self.resumed("--lateness", "1h", *last, logs, rules=rules))
                with self.subTest(corpus=corpus.stem, rules=rules):
                    self.assert_same(sorted(found), expected, corpus.stem)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
