#!/usr/bin/env python3
"""What `spoor profile` counts and measures, and how it says so.
usage: profile_test.py SPOOR ROOT"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
TRAIL = str(ROOT / "rules/samples/trail")
RULES = """
rule stopped { where eventName == "StopLogging" }
rule other_account { where eventSource == "a" and recipientAccountId != userIdentity.accountId }
rule unsuccessful { severity high where errorCode == "AccessDenied" or not exists eventName }
rule quiet { where not exists sourceIPAddress }
"""
RECORDS = [{"eventName": "StopLogging", "eventSource": "a", "recipientAccountId": "1", "userIdentity": {"accountId": "1"}},
           {"eventName": "x", "eventSource": "a", "recipientAccountId": "1", "userIdentity": {"accountId": "2"}},
           {"errorCode": "AccessDenied", "sourceIPAddress": "192.0.2.1"}]


def run(*args, stdin=""):
    return subprocess.run([SPOOR, *args], input=stdin, capture_output=True, text=True, timeout=300)


class Profile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.rules, self.log = str(self.folder / "r.spoor"), str(self.folder / "log.ndjson")
        pathlib.Path(self.rules).write_text(RULES)
        pathlib.Path(self.log).write_text("".join(json.dumps(record) + "\n" for record in RECORDS * 100))

    def lines(self, *args):
        done = run("profile", "-q", "--format", "ndjson", *args)
        self.assertEqual((done.returncode, done.stderr), (0, ""), args)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def of_kind(self, kind, *args):
        return {line["name"]: line for line in self.lines(*args) if line["kind"] == kind}

    def test_counts_are_those_of_the_records(self):
        rules = self.of_kind("rule", "--counts", "--rules", self.rules, self.log)
        self.assertEqual({name: (line["candidates"], line["matches"]) for name, line in rules.items()},
                         {"stopped": (100, 100), "other_account": (200, 100), "unsuccessful": (300, 100), "quiet": (200, 200)})
        self.assertEqual(rules["stopped"]["witness"], 'eventName == "StopLogging"')
        self.assertIn("runs unless exists sourceIPAddress", rules["quiet"]["witness"])
        predicates = self.of_kind("predicate", "--counts", "--rules", self.rules, self.log)
        self.assertEqual(predicates["recipientAccountId == userIdentity.accountId"]["asked"], 200)
        fields = self.of_kind("field", "--counts", "--rules", self.rules, self.log)
        self.assertEqual((fields["eventSource"]["values"], fields["recipientAccountId"]["asked"]), (200, 200))

    def test_matches_are_what_a_scan_finds(self):
        rules = self.of_kind("rule", "--counts", TRAIL)
        with_memory = {rule["rule"] for rule in map(json.loads, run("list", "--format", "ndjson").stdout.splitlines())
                       if "memory" in rule}  # of which many matches make a finding, or none
        found = collections.Counter()  # with those that a rule's `dedup` leaves out
        for line in run("scan", "-q", "--no-dedup", "--no-event", "--format", "ndjson", TRAIL).stdout.splitlines():
            finding = json.loads(line)
            if finding["rule"] not in with_memory:
                found[finding["rule"]] += 1 + finding.get("suppressed", 0)
        self.assertGreater(len(found), 10)
        self.assertEqual({name: line["matches"] for name, line in rules.items()
                          if line["matches"] > 0 and name not in with_memory}, dict(found))

    def test_rules_with_memory_say_what_they_keep(self):
        rules = self.folder / "memory.spoor"
        rules.write_text('rule burst { where errorCode == "AccessDenied" count >= 3 by user within 5m }\n'
                         'rule silent { where errorCode == "No" count >= 3 by user within 5m }\n')
        log = self.folder / "memory.ndjson"
        log.write_text("".join(json.dumps({"eventID": str(i), "eventTime": f"2026-01-01T10:00:0{i}Z", "user": user,
                                           "errorCode": "AccessDenied"}) + "\n" for i, user in enumerate("abb")))
        lines = [line for line in self.lines("--rules", rules, log) if line["kind"] == "memory"]
        self.assertEqual(lines, [{"schema": "spoor.profile/1", "kind": "memory", "name": "burst", "tuples": 3, "keys": 2,
                                  "largest": 2, "key": '"b"'}])
        self.assertEqual([line for line in self.lines("--only", "silent", "--rules", rules, log) if line["kind"] == "memory"],
                         [])

    def test_counts_do_not_depend_on_threads_or_the_form_of_rules(self):
        pack = str(self.folder / "aws.spoorc")
        self.assertEqual(run("compile", "-q", "builtin", "-o", pack).returncode, 0)
        expected = run("profile", "-q", "--counts", "--threads", "1", TRAIL).stdout
        self.assertIn("candidates  matches  rule", expected)
        for more in (["--threads", "2"], ["--threads", "5"], ["--rules", pack]):
            self.assertEqual(run("profile", "-q", "--counts", *more, TRAIL).stdout, expected, more)

    def test_times_are_shares_of_the_stages(self):
        lines = self.lines("--rules", self.rules, self.log)
        stages = [line for line in lines if line["kind"] == "stage"]
        self.assertEqual(len(stages), 4)
        self.assertAlmostEqual(sum(line["share"] for line in stages), 1, places=3)
        for line in lines:
            self.assertEqual(line["schema"], "spoor.profile/1")
            self.assertGreaterEqual(line["nanoseconds"], 0)
        rules = [line["nanoseconds"] for line in lines if line["kind"] == "rule"]
        self.assertEqual(rules, sorted(rules, reverse=True))
        self.assertGreater(rules[0], 0)
        for line in self.lines("--counts", "--rules", self.rules, self.log):
            self.assertNotIn("share", line)
            self.assertNotIn("nanoseconds", line)

    def test_json_is_one_array_of_the_same(self):
        whole = json.loads(run("profile", "-q", "--counts", "--format", "json", TRAIL).stdout)
        self.assertEqual(whole, self.lines("--counts", TRAIL))

    def test_tables_are_cut_and_say_so(self):
        text = run("profile", "-q", "--counts", "--top", "2", "--rules", self.rules, self.log).stdout
        self.assertIn("and 2 more rules\n", text)
        self.assertIn("2 rules without a witness, looked at for every record", text)
        self.assertEqual(run("profile", "-q", "--counts", "--rules", self.rules, self.log).stdout.count("more rules"), 0)

    def test_some_rules_alone_are_shown_and_none_is_a_mistake(self):
        self.assertEqual(set(self.of_kind("rule", "--rules", self.rules, "--severity", "high", self.log)), {"unsuccessful"})
        done = run("profile", "--rules", self.rules, "--only", "nothing", self.log)
        self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_what_cannot_be_read_is_code_3_and_no_log_is_code_2(self):
        done = run("profile", "--counts", "--rules", self.rules, "-", stdin='{"eventName":"StopLogging"}\n{"a":\n')
        self.assertEqual(done.returncode, 3)
        self.assertIn("could not be read: 1 place", done.stderr)
        self.assertRegex(done.stdout, r"(?m)^1 +1 +stopped ")
        self.assertEqual(run("profile", str(self.folder / "nowhere")).returncode, 2)

    def test_no_record_is_no_division_by_nothing(self):
        done = run("profile", "-q", "--format", "json", "--rules", self.rules, "-", stdin="[]")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({line.get("share") for line in json.loads(done.stdout)}, {0})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
