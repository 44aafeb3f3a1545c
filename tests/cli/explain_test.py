#!/usr/bin/env python3
"""What explain says of a rule and a record.
usage: explain_test.py SPOOR"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR = sys.argv[1]

RULES = """pack site {}
def is_write = eventName == "Put" or eventName == "Delete"
def by(name) = actor.name == name
rule written {
  where is_write and not exists errorCode and (by("eve") or by("bob")) and size > 10
  except ops when userAgent contains "Terraform" reason "r" until 2030-01-01
}
rule opened {
  disable
  where any p in items: (p.from <= 22 and p.to >= 22 and any r in p.ranges: (r == "0.0.0.0/0"))
}
rule none_of { where none v in values: (v == secretAccessKey) and all v in values: (v like "a*") }
rule odd { where a matches /^x[0-9]{3}(b|c)+$/ and time(t).hour == 3 }
rule many { where eventName == "X" count >= 3 by user within 5m }
rule chain {
  where kind == "k"
  sequence by user within 1h { one: eventName == "A"  not off: eventName == "B"  two x2: eventName == "C" } until eventName == "E"
}
"""


class Explain(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        (self.root / "rules.spoor").write_text(RULES)

    def log(self, *records):
        (self.root / "log.json").write_text("\n".join(json.dumps(record) for record in records))
        return "log.json"

    def run_it(self, *args, stdin=""):
        return subprocess.run([SPOOR, "explain", "--rules", "rules.spoor", *args], cwd=self.root, input=stdin,
                              capture_output=True, text=True, timeout=60)

    PUT = {"eventName": "Put", "actor": {"name": "eve"}, "size": 11, "sessionToken": "s3cr3t"}

    def test_a_tree_with_what_each_part_saw(self):
        log = self.log({"x": 1}, {"eventName": "Get", "actor": {"name": "bob"}, "errorCode": "Denied", "sessionToken": "s3cr3t"})
        done = self.run_it("written", "--event", log + ":2")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertEqual(done.stdout, """site.written does not fire on record 2 of log.json
  {"eventName":"Get","actor":{"name":"bob"},"errorCode":"Denied","sessionToken":"***"}
  false  where
  false  ├─ is_write
  false  │  └─ or
  false  │     ├─ eventName == "Put"   "Get"
  false  │     └─ eventName == "Delete"   "Get"
  false  ├─ not
  true   │  └─ exists errorCode   "Denied"
  true   ├─ or
  false  │  ├─ by("eve")
  false  │  │  └─ actor.name == "eve"   "bob"
  true   │  └─ by("bob")
  false  └─ size > 10   `size` is missing
  false  except ops
  false  └─ userAgent contains "Terraform"   `userAgent` is missing
""")

    def test_code_0_where_it_fires_and_defs_are_folded_away_unless_all_is_asked_for(self):
        log = self.log(self.PUT)
        done = self.run_it("site.written", "--event", log)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("  true   ├─ is_write\n  true   ├─ not\n", done.stdout)
        self.assertIn('eventName == "Delete"   "Put"', self.run_it("-v", "written", "--event", log).stdout)

    def test_an_exception_takes_a_record_away(self):
        log = self.log({**self.PUT, "userAgent": "Terraform/1"})
        done = self.run_it("written", "--why-not", "--event", log)
        self.assertEqual(done.returncode, 1)
        self.assertIn("  true   except ops\n", done.stdout)
        self.assertIn("  it would hold after 1 change:\n    userAgent: take it away\n", done.stdout)

    def test_the_smallest_change_is_tried_before_it_is_told(self):
        log = self.log({"eventName": "Get", "actor": {"name": "kim"}, "errorCode": "Denied", "size": 10})
        made = json.loads(self.run_it("written", "--why-not", "--format", "json", "--event", log).stdout)
        why_not = made["conditions"][0]["why_not"]
        self.assertTrue(why_not["verified"])
        self.assertEqual(why_not["changes"], [{"path": "eventName", "action": "set", "value": "Put"},
                                              {"path": "errorCode", "action": "remove"},
                                              {"path": "actor.name", "action": "set", "value": "eve"},
                                              {"path": "size", "action": "set", "value": 11}])

    def test_elements_of_arrays_are_explained_one_by_one(self):
        log = self.log({"items": [{"from": 80, "to": 443, "ranges": []}, {"from": 20, "to": 30, "ranges": ["10.0.0.0/8"]}]}, {})
        done = self.run_it("opened", "--why-not", "--event", log)
        self.assertIn('            ├─ 1: {"from":80,"to":443,"ranges":[]}\n', done.stdout)
        self.assertIn("p.from <= 22   80\n", done.stdout)
        self.assertIn('r == "0.0.0.0/0"   "10.0.0.0/8"\n', done.stdout)
        self.assertIn('  it would hold after 1 change:\n    items[1].ranges[0]: set to "0.0.0.0/0"\n', done.stdout)
        made = json.loads(self.run_it("opened", "--why-not", "--format", "json", "--event", log + ":2").stdout)
        why_not = made["conditions"][0]["why_not"]
        self.assertTrue(why_not["verified"], why_not)
        self.assertEqual([change["path"] for change in why_not["changes"]], ["items[0].from", "items[0].to", "items[0].ranges[0]"])

    def test_none_and_all(self):
        log = self.log({"values": ["b", "s"], "secretAccessKey": "s"})
        done = self.run_it("none_of", "--why-not", "--event", log)
        self.assertEqual(done.returncode, 1)
        self.assertNotIn('"secretAccessKey":"s"', done.stdout)
        self.assertIn('after 2 changes:\n    values[0]: set to "a"\n    values[1]: set to "a"\n', done.stdout)

    def test_patterns_are_met_by_a_text_and_what_is_not_known_is_said(self):
        log = self.log({"a": "y", "t": "2024-01-01T03:00:00Z"}, {"a": "x111b", "t": "2024-01-01T04:00:00Z"})
        self.assertIn('    a: set to "x000b"\n', self.run_it("odd", "--why-not", "--event", log).stdout)
        done = self.run_it("odd", "--why-not", "--event", log + ":2")
        self.assertIn("  it would hold after 1 change, as far as can be told:\n    let `time(t).hour == 3` be true\n", done.stdout)

    def at(self, minute, name, user="eve", **more):
        return {"eventTime": f"2024-01-01T00:{minute:02}:00Z", "eventID": f"{minute}{user}", "eventName": name, "user": user, **more}

    def test_what_a_rule_remembers(self):
        log = self.log(self.at(0, "X"), self.at(1, "X", "bob"), self.at(2, "Y"), self.at(3, "X"), self.at(4, "X"), self.at(30, "X"))
        done = self.run_it("many", "--event", log + ":4")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stdout.endswith("""  count >= 3 by user within 5m
    where: met by 5 records, this one among them
  keys: user = eve
  in the window: 2 records
    record 1  2024-01-01T00:00:00Z  where
    record 4  2024-01-01T00:03:00Z  where
  still wanting: 1 more record
  it fires at record 5
"""), done.stdout)
        self.assertEqual(self.run_it("many", "--event", log + ":5").returncode, 0)
        whole = self.run_it("many", "--event", "-", stdin=(self.root / log).read_text())
        self.assertEqual(whole.returncode, 0)
        self.assertIn("site.many fires on -\n", whole.stdout)
        made = json.loads(self.run_it("many", "--format", "json", "--event", log + ":6").stdout)
        self.assertEqual((made["matches"], made["memory"]["held_count"], made["memory"]["wanting"]), (False, 1, "2 more records"))

    def test_what_a_sequence_still_wants(self):
        log = self.log(self.at(0, "A", kind="k"), self.at(1, "C", kind="k"), self.at(2, "C"), self.at(3, "B", kind="k"))
        done = self.run_it("chain", "--why-not", "--event", log + ":2")
        self.assertIn("  still wanting: step two x2\n", done.stdout)
        self.assertIn('  false  step one\n', done.stdout)
        self.assertIn("eventName: set to \"A\"", done.stdout)
        self.assertIn("kind: set to \"k\"", self.run_it("chain", "--why-not", "--event", log + ":3").stdout)
        self.assertIn("  it fires at no record of the log\n", done.stdout)

    def test_what_is_not_there(self):
        log = self.log({"a": 1})
        for args, said in ((["written", "--event", log + ":3"], "log.json has 1 records, there is no record 3"),
                           (["written", "--event", "nowhere.json"], "nowhere.json: "),
                           (["writen", "--event", log], "did you mean `written`?")):
            done = self.run_it(*args)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(said, done.stderr)


unittest.main(argv=["explain_test"])
