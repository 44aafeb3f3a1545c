#!/usr/bin/env python3
"""The two halves of a scan: `match` in as many processes as there are parts of the logs, then `correlate`, give what
`scan` gives; files that are damaged, changed or of other rules are refused.
usage: halves_test.py SPOOR ROOT"""
import json
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
TRAIL = ROOT / "rules/samples/trail"
REAL = ROOT.parent / "shared/data/cloudtrail"

# A rule of each kind, with and without `dedup`, some that take the findings of others, one that nobody sees.
RULES = """
rule plain { severity low where exists errorCode emit "{eventName} failed" { code: errorCode, from: sourceIPAddress } }
rule once { severity high where eventName startswith "Delete" dedup by awsRegion for 1h }
rule burst { severity medium where exists eventName count >= 5 by userIdentity.arn? within 10m dedup by eventSource for 2h }
rule wide { where exists eventName distinct eventName >= 2 by sourceIPAddress within 1h emit "many from {sourceIPAddress}" }
rule share { where exists eventName ratio (exists errorCode) >= 0.2 min 5 by awsRegion within 1d }
rule fresh { where exists awsRegion first awsRegion by userIdentity.arn over 30d warmup 0s }
rule jump { where exists eventName spike >= 2x per 1h over 2d min 3 warmup 0s }
rule steps {
  severity critical
  sequence by sourceIPAddress within 2h {
    look: eventName startswith "List" or eventName startswith "Get" or eventName startswith "Describe"
    act x2: eventName startswith "Create" or eventName startswith "Delete" or eventName startswith "Put"
  }
  emit "{look.eventName}, then {act.eventName}" { first: look.eventTime }
}
rule silence {
  sequence by userIdentity.arn within 1h {
    begin: eventName startswith "Create"
    not gone: eventName startswith "Delete"
  }
}
rule both {
  together by awsRegion within 1d {
    many: rule wide
    failed: exists errorCode
  }
  emit "both {many.sourceIPAddress}"
}
rule higher { together by awsRegion within 2d { b: rule both  s: eventName startswith "Create" } }
"""


def run(*args, **more):
    return subprocess.run([SPOOR, *map(str, args)], capture_output=True, text=True, timeout=120, **more)


def findings(text):
    """Findings as they are printed, but for where records stood."""
    made = [json.loads(line) for line in text.splitlines()]
    for finding in made:
        for event in finding["events"]:
            del event["file"], event["record"]
    return [json.dumps(finding) for finding in made]


class Halves(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="spoor_halves_"))
        self.addCleanup(subprocess.run, ["rm", "-rf", str(self.folder)], check=False)
        self.rules = self.folder / "rules.spoor"
        self.rules.write_text(RULES)

    def must(self, *args, code=0, **more):
        done = run(*args, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def match(self, *args, to="x.tuples", rules=None, **more):
        file = self.folder / to
        self.must("match", "-q", "--rules", rules or self.rules, "-o", file, *args, **more)
        return file

    def correlate(self, *args, rules=None, **more):
        return self.must("correlate", "-q", "--rules", rules or self.rules, *args, **more)

    def log(self, name, records):
        path = self.folder / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return path

    def refused(self, *args):
        done = run("correlate", "-q", *args)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        return done.stderr

    def check_parts(self, records, parts, *options):
        """`scan` of all at once, against parts that were matched each for itself, some of them twice."""
        whole = self.log("whole.ndjson", records)
        expected = self.must("scan", "-q", "--rules", self.rules, *options, whole).stdout
        files = []
        for part in range(parts):
            log = self.log(f"part{part}.ndjson", records[part::parts])
            files.append(self.match(log, "--threads", part % 3 + 1, to=f"{part}.tuples"))
        made = self.correlate(*options, "--threads", "3", *reversed(files), files[0]).stdout
        self.assertEqual(findings(made), findings(expected))
        return findings(expected)


class Agreement(Halves):
    def sample(self):
        return [json.loads(line) for line in run("find", "-q", "true", TRAIL).stdout.splitlines()]

    def test_parts_of_the_sample_trail(self):
        kinds = {json.loads(text)["rule"] for text in self.check_parts(self.sample(), 3)}
        self.assertGreaterEqual(len(kinds), 5, kinds)

    def test_every_option_means_the_same(self):
        records = self.sample()
        newest = max(record["eventTime"] for record in records)
        middle = sorted(record["eventTime"] for record in records)[len(records) // 2]
        for options in (["--from", middle], ["--to", middle], ["--from", "-3h"], ["--only", "both"], ["--skip", "burst"],
                        ["--severity", "medium"], ["--no-event"], ["--limit", "5"], ["--max-per-rule", "1"],
                        ["--memory", "64K"], ["--from", newest]):
            with self.subTest(options=options):
                self.check_parts(records, 2, *options)

    def test_every_format(self):
        file = self.match(TRAIL)
        for form in ("csv", "json", "table", "ndjson"):
            with self.subTest(format=form):
                self.assertEqual(self.correlate("--format", form, file).stdout,
                                 self.must("scan", "-q", "--rules", self.rules, "--format", form, TRAIL).stdout)

    def test_the_rules_that_ship(self):
        file = self.match(TRAIL, rules="builtin")
        self.assertEqual(self.correlate(file, rules="builtin").stdout, self.must("scan", "-q", TRAIL).stdout)

    def test_doubles_of_which_texts_differ(self):
        """Which of two deliveries is shown does not depend on whether their texts are carried."""
        records = []
        for i in range(12):
            base = {"eventID": f"e{i}", "eventTime": f"2024-01-01T00:00:{i:02}Z", "recipientAccountId": "1",
                    "eventName": "DeleteTrail", "sourceIPAddress": "192.0.2.1", "awsRegion": "r", "userIdentity": {"arn": "a"}}
            records += [dict(base, pad="x" * (7 * i % 5)), dict(base, pad="y"), dict(base, pad="x" * 9)]
        self.assertTrue(self.check_parts(records, 3))

    def test_only_what_is_chosen_is_shown(self):
        shown = self.check_parts(self.sample(), 2, "--only", "both")
        self.assertEqual({json.loads(text)["rule"] for text in shown}, {"both"})

    def test_match_may_choose(self):
        some = self.match("--only", "burst", "--only", "plain", TRAIL)
        expected = self.must("scan", "-q", "--rules", self.rules, "--only", "burst", "--only", "plain", TRAIL).stdout
        self.assertTrue(expected)
        self.assertEqual(self.correlate(some).stdout, expected)
        other = self.match(TRAIL, to="other.tuples")
        self.assertIn("chose other rules than those of", self.refused("--rules", self.rules, some, other))

    def test_without_records(self):
        bare, full = self.match("--no-event", TRAIL, to="bare.tuples"), self.match(TRAIL)
        self.assertLess(bare.stat().st_size, full.stat().st_size)
        self.assertEqual(self.correlate(bare).stdout,
                         self.must("scan", "-q", "--no-event", "--rules", self.rules, TRAIL).stdout)

    def test_secrets(self):
        record = {"eventID": "e", "eventTime": "2024-01-01T00:00:00Z", "recipientAccountId": "1", "errorCode": "x",
                  "eventName": "GetSessionToken", "responseElements": {"credentials": {"sessionToken": "secret!"}}}
        log = self.log("secret.ndjson", [record])
        masked, bare = self.match(log), self.match("--unmask", log, to="bare.tuples")
        self.assertEqual(masked.stat().st_mode & 0o777, 0o600)
        self.assertNotIn("secret!", self.correlate(masked).stdout)
        self.assertIn("secret!", self.correlate("--unmask", bare).stdout)
        self.assertIn("give --unmask here too", self.refused("--rules", self.rules, bare))
        self.assertIn("leave --unmask out", self.refused("--unmask", "--rules", self.rules, masked))

    def test_the_report_is_of_all_logs(self):
        good, bad = self.log("good.ndjson", self.sample()), self.folder / "bad.ndjson"
        bad.write_text('{"eventID": "1"}\n{"eventID": \n')
        files = [self.match(good), self.match(bad, to="bad.tuples", code=3)]
        figures = self.folder / "report.json"
        self.correlate("--report", figures, *files, code=3)
        made = json.loads(figures.read_text())
        self.must("scan", "-q", "--rules", self.rules, "--report", figures, good, bad, code=3)
        expected = json.loads(figures.read_text())
        for key in ("files", "records", "bytes", "rules", "findings", "duplicates", "bad_count", "bad", "suppressed"):
            self.assertEqual(made[key], expected[key], key)
        self.assertEqual(self.correlate("--fail-on", "low", files[0], code=1).stdout,
                         self.must("scan", "-q", "--rules", self.rules, good).stdout)

    @unittest.skipUnless(REAL.is_dir(), "there are no real records beside the project")
    def test_real_records(self):
        for log in sorted(REAL.glob("*.ndjson")):
            with self.subTest(log=log.name):
                records = [json.loads(line) for line in log.read_text().splitlines()]
                self.assertTrue(self.check_parts(records, 4))


class Refusal(Halves):
    def test_other_rules(self):
        file = self.match(TRAIL)
        changed = self.folder / "changed.spoor"
        changed.write_text(RULES.replace("count >= 5", "count >= 6").replace("severity low", "severity high"))
        said = self.refused("--rules", changed, file)
        self.assertIn(f"{file}: it was matched by other rules than those given here; these are missing or differ: `burst`", said)
        self.assertNotIn("plain", said)
        changed.write_text(RULES.replace("distinct eventName >= 2", "distinct eventName >= 9"))
        self.assertIn("differ: `both`, `higher`, `wide`", self.refused("--rules", changed, file))
        changed.write_text(RULES + "rule more { where a == 1 }\n")
        self.assertIn("differ: `more`", self.refused("--rules", changed, file))
        self.assertRegex(self.refused(file), r"(`[^`]+`, ){9}`[^`]+` and \d+ more")

    def test_severity_and_order_are_no_meaning(self):
        file = self.match(TRAIL)
        rules = ["rule" + part for part in RULES.split("\nrule")[1:]]
        other = self.folder / "other.spoor"
        other.write_text("\n".join(reversed(rules)))
        self.assertEqual(findings(self.correlate(file, rules=other).stdout), findings(self.correlate(file).stdout))

    def test_mixed_rules(self):
        changed = self.folder / "changed.spoor"
        changed.write_text(RULES.replace("count >= 5", "count >= 6"))
        files = [self.match(TRAIL), self.match(TRAIL, to="other.tuples", rules=changed)]
        self.assertIn("other.tuples: it was matched by other rules", self.refused("--rules", self.rules, *files))

    def test_other_columns(self):
        file = self.match("--columns", "eventName", TRAIL)
        self.assertIn("other --columns, --time or --id", self.refused("--rules", self.rules, file))
        self.assertEqual(self.correlate("--columns", "eventName", "--format", "csv", file).stdout,
                         self.must("scan", "-q", "--rules", self.rules, "--columns", "eventName", "--format", "csv", TRAIL).stdout)

    def test_what_is_no_file_of_tuples(self):
        log = next(TRAIL.rglob("*.gz"), None) or next(path for path in TRAIL.rglob("*") if path.is_file())
        self.assertIn("it is no file of tuples that Spoor wrote", self.refused("--rules", self.rules, log))
        self.assertIn("No such file", self.refused("--rules", self.rules, self.folder / "none.tuples"))
        self.assertIn("no regular file", self.refused("--rules", self.rules, self.folder))

    def test_damage(self):
        """A small file with each of its bytes changed, and cut at many places: never a finding, never a crash."""
        record = {"eventID": "e", "eventTime": "2024-01-01T00:00:00Z", "eventName": "DeleteTrail", "awsRegion": "r"}
        rules = self.folder / "small.spoor"
        rules.write_text("rule a { where exists eventName count >= 1 by awsRegion within 1m }\nrule b { where exists eventID }\n")
        file = self.match(self.log("one.ndjson", [record]), rules=rules)
        whole = file.read_bytes()
        self.assertEqual(len(self.correlate(file, rules=rules).stdout.splitlines()), 2)
        for at in range(0, len(whole), 3):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:])
            self.assertIn(str(file), self.refused("--rules", rules, file), at)
        for size in range(0, len(whole), 17):
            file.write_bytes(whole[:size])
            self.assertIn(str(file), self.refused("--rules", rules, file), size)

    def test_a_full_disk_leaves_nothing(self):
        file = self.folder / "full.tuples"
        file.write_text("what was there")

        def little():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        done = run("match", "-q", "--rules", self.rules, "-o", file, TRAIL, preexec_fn=little)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("full.tuples: cannot be written: File too large", done.stderr)
        self.assertEqual(file.read_text(), "what was there")
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.endswith(".part")], [])

    def test_a_run_that_is_cut_short_writes_nothing(self):
        log = self.folder / "bad.ndjson"
        log.write_text('{"eventID": \n{"eventID": "1"}\n')
        file = self.folder / "x.tuples"
        self.must("match", "-q", "--strict", "--rules", self.rules, "-o", file, log, code=3)
        self.assertFalse(file.exists())
        self.must("match", "-q", "--rules", self.rules, log, code=2)  # no -o


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
