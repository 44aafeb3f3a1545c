#!/usr/bin/env python3
"""What runs that continue keep: what happens when it is damaged, cannot be written, or is of other rules. usage:
resumed_state_test.py SPOOR ROOT"""
import fcntl
import json
import os
import random
import resource
import signal
import sys
import unittest

from resumed_runs import DAY, Runs, line_of, made_record, time_text


def lines(printed):
    return [json.loads(line) for line in printed.splitlines()]


class Damage(Runs):
    def setUp(self):
        super().setUp()
        choose = random.Random(1)
        self.logs = self.folder / "logs"
        self.log("a", *[made_record(choose, number, number * 20) for number in range(60)], to=self.logs)
        self.resumed(self.logs)
        self.file = self.state / "spoor.state"
        self.whole = self.file.read_bytes()
        self.log("b", *[made_record(choose, number, number * 20) for number in range(60, 90)], to=self.logs)

    def refused(self, *args, **more):
        out, err = self.run_scan("--state", self.state, *args, self.logs, code=2, **more)
        self.assertEqual(out, "")
        return err

    def test_is_refused_with_what_to_do(self):
        choose = random.Random(2)
        self.assertEqual(self.whole[:6], b"SPOORT")
        damaged = [self.whole[:size] for size in {0, 1, 8, 63, 64, len(self.whole) - 1, *choose.sample(range(len(self.whole)), 25)}]
        for at in [*range(0, 64, 5), *choose.sample(range(len(self.whole)), 60)]:
            damaged.append(self.whole[:at] + bytes([self.whole[at] ^ 1 << choose.randrange(8)]) + self.whole[at + 1:])
        for text in damaged:
            self.file.write_bytes(text)
            err = self.refused()
            self.assertIn(f"{self.file}:", err)
            self.assertIn(f"; remove {self.file} to begin anew", err)
            self.assertEqual(self.file.read_bytes(), text)
            self.assertEqual(sorted(path.name for path in self.state.iterdir()), ["lock", "spoor.state"])
        self.file.write_bytes(self.whole)
        self.resumed(self.logs)

    def test_of_a_folder(self):
        self.state = self.folder / "file"
        self.state.touch()
        self.assertIn("is no folder", self.refused())
        self.state = self.state / "below"
        self.assertIn("is no folder", self.refused())
        self.state = self.folder / "other"
        (self.state / "spoor.state").mkdir(parents=True)
        self.assertIn("no regular file", self.refused())

    def test_while_another_run_uses_it(self):
        with open(self.state / "lock", "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("another run is using it; wait until it is done", self.refused())
        self.resumed(self.logs)

    @unittest.skipIf(os.geteuid() == 0, "nothing is forbidden to root")
    def test_that_is_forbidden(self):
        self.state.chmod(0o500)
        self.assertIn("Permission denied", self.refused())
        self.state.chmod(0o700)
        self.file.chmod(0)
        self.assertIn("Permission denied", self.refused())

    def test_when_the_disk_is_full(self):
        for most in 0, 64, 2000:
            def limit(most=most):
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

            _, err = self.run_scan("--state", self.state, self.logs, code=2, preexec_fn=limit)
            self.assertIn("cannot be written: File too large", err)
            self.assertEqual(self.file.read_bytes(), self.whole)
        self.assertEqual(sorted(path.name for path in self.state.iterdir()), ["lock", "spoor.state"])


class Changes(Runs):
    ONE = "rule one { where exists k  count >= 2 by k within 1h }\n"
    TWO = "rule two { where exists k  count >= 2 by k within 2h }\n"
    TAKES = "rule takes { sequence by k within 3h { a: rule one  b: rule one  c: exists k } }\n"
    WAITS = "rule waits { where exists k  dedup by k for 1h }\n"

    def run_day(self, rules, number, *args, said=None):
        """A record every quarter of an hour; the rules that fired."""
        self.log(f"{number}", {"k": 1, "eventID": f"e{number}", "eventTime": time_text(number * 900)}, to=self.folder / "logs")
        out, err = self.run_scan("--state", self.state, "--lateness", "0s", *args, self.folder / "logs", rules=self.rule(rules))
        if said is None:
            self.assertNotIn("afresh", err)
        else:
            self.assertIn(said, err)
        return sorted(finding["rule"] for finding in lines(out))

    def fire(self, rules, **more):
        """The rules that fire for three records, the first of which came before the rules were these."""
        found = []
        for number, last in (1, []), (2, ["--close"]):
            found += self.run_day(rules, number, *last, **(more if number == 1 else {}))
        return found

    def test_of_order_and_company_harm_nothing(self):
        for rules in self.ONE + self.TWO, self.TWO + self.ONE, "rule a { where x == 1 }" + self.TWO + self.TAKES + self.ONE:
            self.setUp()
            self.run_day(self.ONE + self.TWO, 0)
            self.assertEqual(self.fire(rules), ["one", "two"], rules)

    def test_of_a_rule_start_it_afresh(self):
        self.run_day(self.ONE + self.TWO, 0)
        # The record at the watermark is still there for the rule that stays, and gone for the other.
        said = "not the rules that they were in the last run, so they start afresh: one\n"
        self.assertEqual(self.fire(self.ONE.replace(">= 2", ">= 3") + self.TWO, said=said), ["two"])

    def test_of_a_step_start_both_afresh(self):
        self.run_day(self.ONE + self.TWO + self.TAKES, 0)
        self.fire(self.ONE.replace("exists k", "k == 1") + self.TWO + self.TAKES, said="afresh: one, takes\n")

    def test_that_remove_a_rule_are_named(self):
        self.run_day(self.ONE + self.TWO, 0)
        self.assertEqual(self.fire(self.TWO, said="afresh: one\n"), ["two"])

    def test_of_titles_are_none(self):
        self.run_day(self.ONE, 0)
        self.assertEqual(self.fire(self.ONE.replace("{ where", '{ title "One"  severity high  where')), ["one"])

    def test_of_what_is_read_of_records(self):
        self.run_day(self.ONE, 0)
        self.run_day(self.ONE, 1, "--columns", "k", said="other --columns, --time, --id or --unmask than in the last run: what it kept cannot be used")
        self.setUp()
        self.run_day(self.ONE, 0, "--columns", "k")
        self.run_day(self.ONE, 1, "--columns", "k")
        self.run_day(self.ONE, 2, "--columns", "k", "--unmask", said="all rules start afresh")

    def test_of_a_rule_drop_what_waited_and_say_so(self):
        self.assertEqual(self.run_day(self.WAITS, 0), [])
        self.assertEqual(self.run_day(self.WAITS.replace("1h", "2h"), 1, said="1 finding that waited is of a rule that changed"), [])


class Told(Runs):
    RULES = ("rule plain { where exists n }  rule twice { where exists n  count >= 2 by k within 1h }"
             "  rule once { where exists n  dedup by k for 1h }  rule quiet { sequence by k within 1h { a: exists n  not b: exists m } }")

    def setUp(self):
        super().setUp()
        self.rules, self.sent = self.rule(self.RULES), 0

    def told(self, *seconds, args=()):
        self.sent += 1
        records = [{"eventID": f"e{second}", "eventTime": time_text(second), "n": 1, "k": 1} for second in seconds]
        report = self.folder / "report.json"
        out, err = self.run_scan("--state", self.state, "--report", report, *args, "-", rules=self.rules,
                                 stdin="".join(map(line_of, records)).encode())
        return [finding["rule"] for finding in lines(out)], err, json.loads(report.read_text())

    def test_how_many_findings_wait(self):
        found, err, report = self.told(0, 1, 4000)
        self.assertEqual(found, ["plain", "plain", "twice", "plain"])
        self.assertIn("\n3 findings wait for the next run\n", err)
        self.assertEqual((report["held"], report["late"], report["ahead"], report["memory"]["pending"]), (3, 0, None, 2))
        found, err, report = self.told(args=["--close"])
        self.assertEqual(found, ["once", "quiet", "quiet", "once"])
        self.assertEqual((report["held"], report["memory"]["pending"]), (0, 1))
        self.assertNotIn("wait for the next run", err)
        self.assertEqual(self.told(args=["--close"])[0], [])

    def test_which_records_came_too_late(self):
        self.told(0, 4000)
        found, err, report = self.told(4000 - 15 * 60 - 1)
        self.assertEqual(found, ["plain"])
        self.assertIn("\n1 record came too late for rules with memory\n", err)
        self.assertEqual(report["late"], 1)
        found, _, report = self.told(4000 - 15 * 60)
        self.assertEqual((found, report["late"]), (["plain"], 0))

    def test_which_record_is_ahead_of_all(self):
        self.told(0, 60)
        _, err, report = self.told(61, 2 * DAY)
        self.assertIn(f"<stdin> record 2 is over a day ahead of all others ({time_text(2 * DAY)})", err)
        self.assertEqual(report["ahead"], {"file": "<stdin>", "record": 2, "time": time_text(2 * DAY)})
        self.assertEqual(self.told(62)[2]["late"], 0)
        _, err, report = self.told(2 * DAY - 1)
        self.assertEqual((report["ahead"], self.told(63)[2]["late"]), (None, 1))

    def test_that_times_of_no_sense_move_nothing(self):
        report = self.told(0, 10**10 * 20, 10**10 * 21)[2]
        self.assertEqual((report["ahead"], self.told(1)[2]["late"]), (None, 0))

    def test_lateness_may_change(self):
        self.told(0, 4000, args=["--lateness", "0s"])
        self.assertEqual(self.told(3999, args=["--lateness", "1d"])[2]["late"], 1)
        self.assertEqual(self.told(4000 + DAY, 4000, args=["--lateness", "1d"])[2]["late"], 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
