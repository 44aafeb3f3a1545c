#!/usr/bin/env python3
"""What a scan makes of single records with rules with memory: of their times, keys and secrets, and what it says of them.
usage: memory_records_test.py SPOOR ROOT"""
import collections
import json
import subprocess
import sys
import unittest

from memory_scans import SPOOR, Scans, line_of, time_text


class Times(Scans):
    RULE = "rule r { where exists k  count >= 2 by k within 1h }  rule plain { where exists k }"

    def test_outside_of_the_years_2000_to_2100_are_counted_and_take_no_part(self):
        times = ["1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "soon", "", 5, None]
        lines = [line_of({"k": 1, "eventTime": time}) for time in times for _ in range(2)] + [line_of({"k": 1})]
        log, rule = self.spread("log", lines, 1), self.rule(self.RULE)
        self.assertEqual({finding["rule"] for finding in self.scan(log, rules=rule)}, {"plain"})
        self.assertEqual(self.report(log, rules=rule)["memory"]["untimed"], 13)
        edges = ["2000-01-01T00:00:00Z", "2000-01-01T00:59:59Z", "2099-12-31T23:59:58Z", "2099-12-31T23:59:59.999Z"]
        log = self.spread("edges", [line_of({"k": 1, "eventTime": time}) for time in edges], 1)
        found = [finding["time"] for finding in self.scan(log, "--only", "r", rules=rule)]
        self.assertEqual(found, ["2000-01-01T00:59:59Z", "2099-12-31T23:59:59.999Z"])
        self.assertEqual(self.report(log, rules=rule)["memory"]["untimed"], 0)

    def test_in_other_zones_are_the_same_moment(self):
        lines = [line_of({"k": 1, "eventTime": "2026-01-01T00:59:59+01:00"}), line_of({"k": 1, "eventTime": "2026-01-01T00:00:00Z"})]
        found = self.scan(self.spread("log", lines, 1), "--only", "r", rules=self.rule(self.RULE))
        self.assertEqual(found[0]["window"], {"from": "2025-12-31T23:59:59Z", "to": "2026-01-01T00:00:00Z"})

    def test_of_one_record_a_day_ahead_end_no_wait(self):
        rule = self.rule("rule r { sequence by k within 1h { a: a == 1  not b: a == 2 } }")
        day, lines = 24 * 3600, [line_of({"k": 1, "a": 1, "eventTime": time_text(0)})]

        def found(*times):
            more = [line_of({"eventID": "ahead", "eventTime": time_text(time)}) for time in times]
            log = self.spread(f"log{times}", more + lines, 2)
            return len(self.scan(log, rules=rule)), self.report(log, rules=rule)["memory"]["pending"]

        self.assertEqual(found(), (0, 1))
        self.assertEqual(found(day), (1, 0))
        self.assertEqual(found(day + 1), (0, 1))
        self.assertEqual(found(day + 1, day + 1), (0, 1))  # delivered twice
        self.assertEqual(found(day + 1, day + 2), (1, 0))

    def test_from_and_to_choose_findings_but_records_before_still_count(self):
        rule = self.rule("rule r { where exists k  count >= 3 by k within 1h }  rule d { where exists k  count >= 3 by k within 1h"
                         "  dedup by k for 1d }")
        times = [0, 10, 20, 4000, 4010, 4020]
        log = self.spread("log", [line_of({"k": 1, "eventTime": time_text(time)}) for time in times], 1)

        def found(*args):
            return [(finding["rule"], finding["time"], len(finding["events"])) for finding in self.scan(log, *args, rules=rule)]

        first, second = time_text(20), time_text(4020)
        self.assertEqual(found(), [("d", first, 3), ("r", first, 3), ("r", second, 3)])
        self.assertEqual(found("--from", time_text(20)), [("d", first, 3), ("r", first, 3), ("r", second, 3)])
        for way in (), ("--unordered",):
            self.assertEqual(found("--from", time_text(21), *way), [("r", second, 3)])
            self.assertEqual(found("--to", time_text(20), *way), [])
            self.assertEqual(sorted(found("--to", time_text(21), *way)), [("d", first, 3), ("r", first, 3)])
        self.assertEqual(found("--from", "-10s"), [("r", second, 3)])
        self.assertEqual(found("--to", "-1s"), [("d", first, 3), ("r", first, 3)])


class Records(Scans):
    def test_without_a_key_are_counted_for_each_rule(self):
        rule = self.rule("rule r { where exists a  count >= 2 by k within 1h }  rule s { where a == 1  count >= 2 by k? within 1h }")
        log = self.spread("log", [line_of({"a": n % 2, "eventTime": time_text(n)}) for n in range(10)], 3)
        rules = {each["rule"]: each for each in self.report(log, rules=rule)["memory"]["rules"]}
        self.assertEqual((rules["r"]["without_key"], rules["r"]["tuples"]), (10, 0))
        self.assertEqual((rules["s"]["without_key"], rules["s"]["tuples"], rules["s"]["keys"]), (0, 5, 1))
        self.assertEqual(rules["s"]["largest"], [{"key": [None], "tuples": 5}])

    def test_with_more_than_64_combinations_count_for_the_first(self):
        rule = self.rule("rule r { where exists k  count >= 1 by k, l within 1h }")
        log = self.spread("log", [line_of({"k": list(range(9)), "l": list(range(9)), "eventTime": time_text(0)})], 1)
        self.assertEqual(len(self.scan(log, rules=rule)), 64)
        self.assertEqual(self.report(log, rules=rule)["cut_keys"], 1)

    def test_that_fired_stand_in_the_finding(self):
        rule = self.rule("rule r { where exists k  count >= 2 by k within 1h }")
        records = [{"k": 1, "n": n, "eventTime": time_text(n * 1800)} for n in (3, 1, 0)]
        log = self.spread("log", [line_of(record) for record in records], 2)
        packed = self.spread("packed", [line_of(record) for record in records], 2, pack=True)
        text = "".join(map(line_of, records)).encode()
        for args, stdin in (([log], b""), ([packed], b""), (["-"], text), (["-", "--unordered"], text), ([log, "--threads", "1"], b"")):
            found = self.scan(*args, rules=rule, stdin=stdin)
            self.assertEqual([finding["event"]["n"] for finding in found], [1], args)
            self.assertEqual(found, json.loads(self.scan(*args, "--format", "json", rules=rule, stdin=stdin, text=True)))
            for finding in found:
                del finding["event"]
            self.assertEqual(self.scan(*args, "--no-event", rules=rule, stdin=stdin), found)

    def test_of_findings_of_one_record_are_all_found(self):
        """One record that fires for several keys, of which one is the key of a large file's last part."""
        rule = self.rule("rule r { where exists k  count >= 2 by k within 1h }")
        lines = [line_of({"k": [1, 2, 3], "eventID": f"e{n}", "eventTime": time_text(n)}) for n in range(2)]
        found = self.scan(self.spread("log", lines, 1), rules=rule)
        self.assertEqual([(finding["group"]["k"], finding["event"]["eventID"]) for finding in found], [(n, "e1") for n in (1, 2, 3)])
        self.assertEqual(len({finding["id"] for finding in found}), 3)

    def test_other_formats_have_what_was_said(self):
        rule = self.rule('rule r { where exists k  count >= 2 by k within 1h  emit "{k} and {n}" }')
        log = self.spread("log", [line_of({"k": 1, "n": n, "eventTime": time_text(n)}) for n in range(2)], 1)
        printed = self.scan(log, "--format", "csv", "--columns", "n,k", rules=rule, text=True)
        self.assertEqual(printed.splitlines(), ["time,severity,rule,n,k,message", f"{time_text(1)},medium,r,1,1,1 and 1"])
        self.assertIn("1 and 1", self.scan(log, "--format", "table", rules=rule, text=True))

    def test_of_a_finding_serve_one_of_two_steps_that_take_it(self):
        rule = self.rule("rule one { where exists k  count >= 1 by n within 1h }\n"
                         "rule two { sequence by k within 1h { a: rule one  b: rule one } }")
        for ids in ({}, {"eventID": "e"}):
            lines = [line_of(ids | {"k": 1, "n": n, "eventTime": time_text(n)}) for n in range(4)]
            found = self.scan(self.spread(f"log{len(ids)}", lines, 1), "--only", "two", rules=rule)
            self.assertEqual([finding["time"] for finding in found], [time_text(1), time_text(3)])

    def test_at_which_several_rules_fired_are_one_to_those_that_take_them(self):
        rule = self.rule("rule one { where exists k  count >= 2 by k within 10s }\n"
                         "rule two { where exists k  distinct n >= 2 by k within 10s }\n"
                         'rule order { sequence by k within 1h { a: rule one  b: rule two } emit "{a.n} {b.n} {n}" }\n'
                         "rule self { sequence by k within 1h { a: n == 3  b: rule one } }\n"
                         'rule each { together by k within 1h { a: n == 1  b: rule one } emit "{a.n} {b.n} {n}" }')
        for ids in (True, False):
            times = enumerate((0, 1, 100, 101, 200, 201))
            lines = [line_of(({"eventID": f"e{n}"} if ids else {}) | {"k": 1, "n": n, "eventTime": time_text(time)}) for n, time in times]
            logs = [self.spread(f"log{ids}", lines, 2)]
            if ids:
                logs.append(self.spread("doubled", [line for line in lines for _ in range(2)], 3))
            for log in logs:
                found = [(f["rule"], f["time"], f["message"]) for f in self.scan(log, "--skip", "one", "--skip", "two", rules=rule)]
                self.assertEqual(found, [("each", time_text(1), "1 1 1"), ("order", time_text(101), "1 3 3"), ("self", time_text(201), "self")])

    def test_of_steps_that_are_rules_which_are_not_shown(self):
        rule = self.rule("rule many { where exists k  count >= 2 by k within 1h }\n"
                         "rule then { severity high  sequence by k within 1h { many: rule many  end: end == 1 } }")
        records = [{"k": 1, "eventTime": time_text(n)} for n in range(2)] + [{"k": 1, "end": 1, "eventTime": time_text(9)}]
        log = self.spread("log", list(map(line_of, records)), 1)
        for args in (["--only", "then"], ["--skip", "many"], ["--severity", "high"]):
            self.assertEqual([finding["rule"] for finding in self.scan(log, *args, rules=rule)], ["then"], args)
        self.assertEqual(len(self.scan(log, rules=rule)), 2)


class Secrets(Scans):
    RULE = ("rule r { where exists responseElements.credentials  count >= 2 by responseElements.credentials.sessionToken within 1h"
            '  emit "token {responseElements.credentials.sessionToken}" {token: responseElements.credentials.sessionToken} }\n'
            "rule s { sequence within 1h { a by responseElements.credentials.sessionToken: exists responseElements"
            "  b by requestParameters.password: exists requestParameters } }\n"
            "rule d { where exists responseElements  count >= 1 within 1s"
            "  dedup by responseElements.credentials.sessionToken for 1d }")

    def test_in_keys_tell_groups_apart_and_are_never_shown(self):
        tokens = ["Secret1", "Secret2", "Secret1", "Secret3"]
        records = [{"responseElements": {"credentials": {"sessionToken": token}}, "eventTime": time_text(10 * n)}
                   for n, token in enumerate(tokens)]
        records.append({"requestParameters": {"password": "Secret3"}, "eventTime": time_text(100)})
        log, rule = self.spread("log", list(map(line_of, records)), 1), self.rule(self.RULE)
        text = "".join(map(line_of, records)).encode()
        for args, stdin in (([log], b""), (["-"], text), ([log, "--memory", "64K", "--threads", "3"], b"")):
            printed = self.scan(*args, rules=rule, stdin=stdin, text=True)
            self.assertNotIn("Secret", printed)
            found = collections.defaultdict(list)
            for line in printed.splitlines():
                found[json.loads(line)["rule"]].append(json.loads(line))
            self.assertEqual([len(found[name]) for name in "rsd"], [1, 1, 3])
            self.assertEqual(found["r"][0]["group"], {"responseElements.credentials.sessionToken": "***"})
            self.assertEqual((found["r"][0]["message"], found["r"][0]["fields"]), ("token ***", {"token": "***"}))
            shown = self.scan(*args, "--unmask", "--only", "r", rules=rule, stdin=stdin)[0]
            self.assertEqual((shown["group"], shown["message"]),
                             ({"responseElements.credentials.sessionToken": "Secret1"}, "token Secret1"))
        done = subprocess.run([SPOOR, "scan", "-v", "--rules", rule, "--report", self.folder / "report.json", "-o", "/dev/null", log],
                              capture_output=True, text=True, check=True)
        self.assertIn('"***"', done.stderr)
        self.assertNotIn("Secret", done.stderr + (self.folder / "report.json").read_text())


    def test_of_findings_that_other_rules_take_tell_groups_apart(self):
        rule = self.rule("rule one { where exists password  count >= 1 within 1s }\n"
                         "rule two { sequence by password within 1h { a: rule one  b: rule one } }\n"
                         "rule three { sequence by password within 1h { a: rule two  b: rule two } }")
        log = self.spread("log", [line_of({"password": f"Secret{n % 3}", "eventTime": time_text(n * 10)}) for n in range(10)], 1)
        for more in (), ("--unmask",):
            found = self.scan(log, "--skip", "one", *more, rules=rule)
            by_rule = {name: [f["time"] for f in found if f["rule"] == name] for name in ("two", "three")}
            self.assertEqual(by_rule, {"two": [time_text(t) for t in (30, 40, 50, 90)], "three": [time_text(90)]})

    def test_are_masked_and_what_stands_beside_them_is_not(self):
        rule = self.rule("rule r { where exists password  count >= 2 by k, password within 1h }")
        records = [{"password": ["Secret1", "Secret2"], "k": [1, 2], "eventTime": time_text(n)} for n in range(2)]
        found = self.scan(self.spread("log", list(map(line_of, records)), 1), rules=rule)
        self.assertEqual(sorted(finding["group"]["k"] for finding in found), [1, 1, 2, 2])
        self.assertEqual({finding["group"]["password"] for finding in found}, {"***"})
        self.assertEqual(len({finding["id"] for finding in found}), 4)


class TestsOfRules(Scans):
    def test_that_fail_say_which_steps_were_met(self):
        rule = self.rule("""rule left_off {
  sequence by trail within 1h { off x2: name == "Stop"  not on: name == "Start" } until name == "Delete"
  test "too early" fires {"trail": 1, "name": "Stop"} {"trail": 1, "name": "stop"}
}
rule many { where name == "Stop"  count >= 2 by trail within 1h
  test "two" silent x2 {"trail": 1, "name": "Stop"}
}
""")
        done = subprocess.run([SPOOR, "test", "-q", rule], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        for text in ("  sequence by trail within 1h\n    step off x2: met by 1 of 2 records\n    step not on: met by 0 of 2 records\n"
                     "    until: met by 0 of 2 records\n  silent on {\"trail\":1,\"name\":\"stop\"",
                     "  count >= 2 by trail within 1h\n    where: met by 2 of 2 records\n  fired on "):
            self.assertIn(text, done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
