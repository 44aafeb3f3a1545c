#!/usr/bin/env python3
"""Runs that continue find together what one run finds that has all, wherever the log is cut. usage:
resumed_scan_test.py SPOOR ROOT. SPOOR_RESUMED_CUTS: how many random cuts (default 25); SPOOR_RESUMED_SEED: the first."""
import collections
import gzip
import json
import os
import random
import sys
import unittest

from resumed_runs import DAY, ROOT, RULES, Runs, line_of, made_record, time_text, without_places

REAL = ROOT.parent / "shared/data/cloudtrail"
CUTS, SEED = int(os.environ.get("SPOOR_RESUMED_CUTS", 25)), int(os.environ.get("SPOOR_RESUMED_SEED", 1))
LATENESS = 600


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
