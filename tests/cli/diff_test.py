#!/usr/bin/env python3
"""What diff says of two versions of a pack, and whether scans agree with what it claims of rules with memory.
usage: diff_test.py SPOOR ROOT"""
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])

OLD = """pack site { version "1.2.0" title "Old" }
list admins = ["a", "b"]
list nets: cidr from "nets.txt"
param least = 3
def is_put = eventName == "Put"
rule broad { title "B" severity low where is_put and size > 10 test "one" fires {"eventName": "Put", "size": 11} }
rule by_list { where user in admins }
rule by_file { where ip in nets }
rule burst { where is_put count >= least by user within 5m }
rule differs { where eventName == "A" and color == "red" }
rule gone { where eventName == "G" }
rule same { where eventName == "S" and size == 1 }
"""
NEW = """pack site { version "1.3.0" title "New" }
list admins = ["a", "c", "b"]
list nets: cidr from "nets.txt"
param least = 2
def is_put = eventName == "Put"
rule broad { title "B" severity high where size > 10 and eventName in ("Put", "PutX") test "two" fires {"eventName": "Put", "size": 11} }
rule by_list { where user in admins }
rule by_file { where ip in nets }
rule burst { where is_put count >= least by user within 5m }
rule differs { where eventName == "A" and color == "blue" }
rule fresh { where eventName == "F" }
rule same { where size == 1 and eventName == "S" }
"""
RECORDS = [{"eventName": "Put", "size": 11, "user": "c", "ip": "10.0.0.1"}, {"eventName": "PutX", "size": 12, "user": "a", "ip": "10.1.0.1"},
           {"eventName": "A", "color": "red"}, {"eventName": "A", "color": "blue"}, {"eventName": "Put", "size": 1, "user": "c"}]

TEXT = """site.broad: broadened, severity raised from low to high, tests
    where
      - eventName == "Put"
      + eventName in ("Put", "PutX")
    test one: gone
    test two: new
    1 finding in OLD, 2 in NEW: 1 record in both, 1 only in NEW (the first is record 2 of log.json)
site.burst: broadened, memory
    memory
      - count >= 3 by user within 5m
      + count >= 2 by user within 5m
    only by param `least`; the rule is written as it was
    0 findings in OLD, 1 in NEW: 0 records in both, 1 only in NEW (the first is record 5 of log.json)
site.by_file: narrowed
    only by list `nets`; the rule is written as it was
    2 findings in OLD, 1 in NEW: 1 record in both, 1 only in OLD (the first is record 2 of log.json)
site.by_list: broadened
    where
      - user in ("a", "b")
      + user in ("a", "c", "b")
    only by list `admins`; the rule is written as it was
    1 finding in OLD, 3 in NEW: 1 record in both, 2 only in NEW (the first is record 1 of log.json)
site.differs: changed
    where
      - color == "red"
      + color == "blue"
    1 finding in OLD, 1 in NEW: 0 records in both, 1 only in OLD (the first is record 3 of log.json), 1 only in NEW (the first is record 4 of log.json)
site.fresh: added
    no finding in the logs
site.gone: removed
    no finding in the logs
site.same: same meaning
    no finding in the logs

site: list `admins` changed: 1 item more ("c"); used by site.by_list
site: list `nets` changed: 1 item fewer (10.1.0.0/16); used by site.by_file
site: param `least` changed: `3`, now `2`; used by site.burst

pack site: version 1.2.0, now version 1.3.0; what changed is major, so NEW is 2.0.0 at least, which its header does not say
    title
      - Old
      + New
1 added, 1 removed, 3 broadened, 1 narrowed, 1 changed, 1 same meaning, 0 rules as before
"""


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)

    def pack(self, side, text, **files):
        (self.root / side).mkdir(exist_ok=True)
        (self.root / side / "p.spoor").write_text(text)
        for name, content in files.items():
            (self.root / side / f"{name}.txt").write_text(content)

    def log(self, records):
        lines = []
        for i, record in enumerate(records):
            lines.append(json.dumps({"eventID": str(i), "eventTime": f"2024-01-01T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}Z", **record}))
        (self.root / "log.json").write_text("\n".join(lines))

    def run_it(self, *args):
        return subprocess.run([SPOOR, *args], cwd=self.root, capture_output=True, text=True, timeout=120)

    def document(self, *args, code=1):
        done = self.run_it("diff", "old", "new", "--format", "json", *args)
        self.assertEqual((done.returncode, done.stderr), (code, ""))
        return json.loads(done.stdout)


class Reports(Folder):
    def setUp(self):
        super().setUp()
        self.pack("old", OLD, nets="10.0.0.0/16\n10.1.0.0/16\n")
        self.pack("new", NEW, nets="10.0.0.0/16\n")
        self.log(RECORDS)

    def test_text(self):
        done = self.run_it("diff", "old", "new", "--logs", "log.json")
        self.assertEqual(done.stderr, "")
        self.assertEqual(done.stdout, TEXT)
        self.assertEqual(done.returncode, 1)
        coloured = self.run_it("diff", "old", "new", "--color", "always").stdout
        self.assertIn('\033[32m      + eventName in ("Put", "PutX")\033[0m\n', coloured)

    def test_json(self):
        document = self.document("--logs", "log.json")
        self.assertEqual((document["schema"], document["meaning"], document["same_rules"]), ("spoor.diff/1", True, 0))
        rules = {rule["rule"]: rule for rule in document["rules"]}
        self.assertEqual(rules["site.broad"]["changes"], ["broadened", "severity_raised", "tests"])
        self.assertEqual(rules["site.broad"]["texts"][:2], [
            {"change": "broadened", "what": "where", "old": 'eventName == "Put"'},
            {"change": "broadened", "what": "where", "new": 'eventName in ("Put", "PutX")'}])
        self.assertEqual(rules["site.broad"]["replay"], {"old_findings": 1, "new_findings": 2, "both": 1, "only_old": 0, "only_new": 1,
                                                         "new_example": {"file": "log.json", "record": 2}})
        self.assertEqual((rules["site.by_list"]["causes"], rules["site.by_list"]["is_rewritten"]), (["list admins"], False))
        self.assertEqual((rules["site.same"]["meaning"], rules["site.same"]["step"]), (False, "patch"))
        names = {name["name"]: name for name in document["names"]}
        self.assertEqual(names["admins"]["items_added"], {"count": 1, "first": ['"c"']})
        (pack,) = document["packs"]
        self.assertEqual((pack["step"], pack["least_version"], pack["is_enough"]), ("major", "2.0.0", False))

    def test_markdown(self):
        page = self.run_it("diff", "old", "new", "--format", "markdown", "--logs", "log.json").stdout
        self.assertIn("| `site.broad` | broadened, severity raised from low to high, tests | 1 | 2 |\n", page)
        self.assertIn('```diff\n  where\n- eventName == "Put"\n+ eventName in ("Put", "PutX")\n', page)
        self.assertEqual((page.count("<details>"), page.count("</details>")), (1, 1))

    def test_a_file_is_written(self):
        done = self.run_it("diff", "old", "new", "--logs", "log.json", "-o", "out.txt")
        self.assertEqual((done.stdout, (self.root / "out.txt").read_text()), ("", TEXT))

    def test_exit_codes(self):
        self.assertEqual(self.run_it("diff", "old", "old").returncode, 0)
        self.pack("new", OLD.replace('"B"', '"C"').replace("is_put and size > 10", "size > 10 and is_put"), nets="10.1.0.0/16\n10.0.0.0/16\n")
        document = self.document(code=0)
        self.assertEqual([rule["changes"] for rule in document["rules"]], [["same_meaning", "metadata"]])
        self.assertEqual(document["packs"][0]["least_version"], "1.2.1")
        (self.root / "new/p.spoor").write_text("rule x { where }")
        done = self.run_it("diff", "old", "new")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("NEW (`new`) does not compile, so nothing was compared", done.stderr)
        done = self.run_it("diff", "new", "old")
        self.assertIn("OLD (`new`) does not compile", done.stderr)
        self.assertEqual(self.run_it("diff", "old", "nowhere").returncode, 2)
        self.assertEqual(self.run_it("diff", "old", "old", "--logs", "-").returncode, 2)

    def test_records_that_cannot_be_read(self):
        (self.root / "log.json").write_text('{"eventName": "Put"}\n{"eventName": \n')
        done = self.run_it("diff", "old", "old", "--logs", "log.json")
        self.assertEqual(done.returncode, 3)
        self.assertIn("1 record of the logs could not be read", done.stderr)

    def test_a_site_that_tunes_a_pack(self):
        (self.root / "site_a.spoor").write_text("use site\ntune site { list admins = [] }\n")
        (self.root / "site_b.spoor").write_text('use site\ntune site { list admins = [] }\ntune site.broad { except me when user == "me" reason "r" }\n')
        done = self.run_it("diff", "site_a.spoor", "site_b.spoor", "--pack-path", ".")
        self.assertEqual(done.returncode, 2)  # two folders have the pack
        (self.root / "packs").mkdir()
        (self.root / "old").rename(self.root / "packs/site")
        done = self.run_it("diff", "site_a.spoor", "site_b.spoor", "--pack-path", "packs", "--format", "json")
        rules = json.loads(done.stdout)["rules"]
        self.assertEqual([(rule["rule"], rule["changes"]) for rule in rules], [("site.broad", ["narrowed", "exceptions"])])

    def test_the_manual_has_every_change(self):
        rows = re.findall(r'^CHANGE\((\w+), (\w+), (\w+), "(.*)"\)$', (ROOT / "cli/workbench/diff/changes.def").read_text(), re.M)
        self.assertGreater(len(rows), 10)
        page = (ROOT / "spec/diff.md").read_text()
        for name, is_of_meaning, step, sentence in rows:
            self.assertIn(f"| `{name}` | {'yes' if is_of_meaning == 'true' else 'no'} | {step} | {sentence} |\n", page)

    def test_what_ships_has_not_changed(self):
        done = self.run_it("diff", "builtin", str(ROOT / "rules"))
        self.assertEqual(done.returncode, 0)
        self.assertIn("rules as before", done.stdout)


class Claims(Folder):
    """Rules with memory, made at random, on records made at random: what is broader fires for all groups that it fired
    for, what is the same at the same records."""

    def clause(self, dice):
        within = dice.choice(["5s", "10s", "20s"])
        names = lambda: ", ".join(f'"{name}"' for name in sorted(dice.sample("ABC", dice.randint(1, 2))))
        kind = dice.choice(["count", "distinct", "sequence", "together", "first", "sum", "ratio"])
        where = f"where eventName in ({names()}, \"D\") "
        if kind in ("count", "distinct"):
            counted = "count" if kind == "count" else "distinct region"
            return where + f"{counted} >= {dice.randint(2, 4)} by user within {within}"
        if kind == "sum":
            return where + f"sum size >= {dice.randint(2, 6)} by user within {within}"
        if kind == "ratio":
            return where + f"ratio (region == \"r0\") >= 0.{dice.randint(3, 7)} min {dice.randint(2, 4)} by user within {within}"
        if kind == "first":
            return where + f"first region by user over {within} warmup {dice.choice(['0s', '1s', '2s'])}"
        absent = f"not n: eventName in ({names()}) " if dice.random() < 0.5 and kind == "sequence" else ""
        return f"{kind} by user within {within} {{ a: eventName in ({names()}) {absent}b: eventName in ({names()}) }}"

    def near(self, clause, dice):
        changes = [(">= 2", ">= 3"), (">= 3", ">= 2"), (">= 4", ">= 3"), ("5s", "10s"), ("10s", "5s"), ("20s", "10s"), ('"A"', '"A", "B"'),
                   ('"B"', '"B", "C"'), ('"C"', '"A"'), ("warmup 1s", "warmup 0s"), ("0.5", "0.4"), ("min 3", "min 2"), (', "D"', "")]
        for old, new in dice.sample(changes, len(changes)):
            if old in clause:
                return clause.replace(old, new, 1)
        return clause

    def findings(self, side):
        done = self.run_it("scan", "--rules", side, "--format", "ndjson", "--no-event", "-q", "log.json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        groups, places = collections.defaultdict(set), collections.defaultdict(set)
        for line in done.stdout.splitlines():
            finding = json.loads(line)
            groups[finding["rule"]].add(json.dumps(finding["group"]))
            places[finding["rule"]].add(finding["events"][-1]["record"])
        return groups, places

    def test_scans_agree(self):
        claims = collections.Counter()
        for seed in range(4):
            dice = random.Random(seed)
            olds = [self.clause(dice) for _ in range(150)]
            news = [self.near(clause, dice) for clause in olds]
            for side, clauses in (("old", olds), ("new", news)):
                self.pack(side, "pack p {}\n" + "".join(f"rule r{i} {{ {clause} }}\n" for i, clause in enumerate(clauses)))
            self.log([{"user": f"u{dice.randrange(40)}", "eventName": dice.choice("ABCDE"), "region": f"r{dice.randrange(3)}",
                       "size": dice.choice([-1, 1, 2])} for _ in range(300)])
            document = self.document("--logs", "log.json")
            (old_groups, old_places), (new_groups, new_places) = self.findings("old"), self.findings("new")
            changes = {rule["rule"]: rule for rule in document["rules"]}
            for i, (old, new) in enumerate(zip(olds, news)):
                name = f"p.r{i}"
                said = set(changes.get(name, {"changes": ["same"]})["changes"])
                with self.subTest(seed=seed, old=old, new=new, said=said):
                    if "broadened" in said:
                        self.assertLessEqual(old_groups[name], new_groups[name])
                    elif "narrowed" in said:
                        self.assertLessEqual(new_groups[name], old_groups[name])
                    elif "changed" not in said:
                        self.assertEqual(old_places[name], new_places[name])
                    if name in changes:
                        replay = changes[name]["replay"]
                        self.assertEqual(replay["only_old"], len(old_places[name] - new_places[name]))
                        self.assertEqual(replay["only_new"], len(new_places[name] - old_places[name]))
                if old_groups[name] != new_groups[name]:
                    claims.update(said & {"broadened", "narrowed", "changed"})
        for claim in ("broadened", "narrowed", "changed"):
            self.assertGreater(claims[claim], 5, claims)


unittest.main(argv=["diff_test"])
