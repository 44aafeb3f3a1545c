#!/usr/bin/env python3
"""Packs as a site has them: looked for by name, with their data, for a version. usage: packs_test.py SPOOR MAKE_MMDB"""
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR, MAKE_MMDB = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])


def run(*args, stdin="", **more):
    return subprocess.run([SPOOR, *args], input=stdin, capture_output=True, text=True, timeout=60, **more)


class InAFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def write(self, files):
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def spoor(self, *args, **more):
        return run(*args, cwd=self.folder, **more)


class PackPath(InAFolder):
    SITE = {"site/site.spoor": "pack site {}\nuse org.net\nrule r { where inside and exists sourceIPAddress }\n"}
    RECORD = '{"sourceIPAddress":"10.0.0.1"}\n'

    def pack(self, text):
        return "pack org.net {}\ndef inside = " + text + "\n"

    def found(self, *args):
        done = self.spoor("scan", "-q", "--rules", "site", *args, "-", stdin=self.RECORD)
        self.assertIn(done.returncode, (0, 2), done.stderr)
        return len(done.stdout.splitlines()) if done.returncode == 0 else done.stderr

    def test_is_searched_in_its_order_behind_the_files_folder(self):
        self.write(self.SITE | {"one/org/net/n.spoor": self.pack("true"), "two/org.net/n.spoor": self.pack("false")})
        self.assertIn("there is no pack `org.net`", self.found())
        self.assertEqual(self.found("--pack-path", "one", "--pack-path", "two"), 1)
        self.assertEqual(self.found("--pack-path", "two", "--pack-path", "one"), 0)
        self.assertEqual(self.found("--pack-path", "two/org.net"), 0)
        self.write({"site/org.net/n.spoor": self.pack("true")})
        self.assertEqual(self.found("--pack-path", "two"), 1)

    def test_has_packs_in_folders_of_any_name_and_each_once(self):
        self.write(self.SITE | {"one/deep/er/n.spoor": self.pack("true"), "one/deep/er/below/m.spoor": "pack other {}\n"})
        self.assertEqual(self.found("--pack-path", "one"), 1)
        self.write({"one/copy/n.spoor": self.pack("true")})
        said = self.found("--pack-path", "one")
        for text in ("error[E0203]", "one/copy/n.spoor:1:6", "one/deep/er/n.spoor:1:6"):
            self.assertIn(text, said)

    def test_rules_that_are_given_come_first(self):
        self.write(self.SITE | {"one/org/net/n.spoor": self.pack("true"), "given/n.spoor": self.pack("false")})
        self.assertEqual(self.found("--pack-path", "one", "--rules", "given"), 0)

    def test_comes_before_what_ships(self):
        self.write({"site/s.spoor": "use cloudtrail\nrule r { where success }\n",
                    "mine/cloudtrail/c.spoor": "pack cloudtrail {}\ndef success = eventName == \"x\"\n"})
        record = '{"eventName":"x","errorCode":"AccessDenied"}\n'
        done = self.spoor("scan", "-q", "--rules", "site", "--pack-path", "mine", "--columns", "eventName", "-", stdin=record)
        self.assertEqual(len(done.stdout.splitlines()), 1, done.stderr)

    def test_every_command_that_reads_rules_takes_it(self):
        self.write(self.SITE | {"one/org/net/n.spoor": self.pack("true"), "log.json": self.RECORD})
        for command in (["check"], ["test"], ["dump", "--stage=plan"]):
            self.assertEqual(self.spoor(*command, "--pack-path", "one", "site").returncode, 0, command)
        done = self.spoor("dump", "--stage=slots", "--pack-path", "one", "--rules", "site", "log.json")
        self.assertIn('sourceIPAddress = "10.0.0.1"', done.stdout)

    def test_must_be_a_folder(self):
        self.write(self.SITE)
        done = self.spoor("check", "--pack-path", "nowhere", "site")
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere", done.stderr)

    def test_two_packs_of_one_name_are_named_with_both_places(self):
        self.write(self.SITE | {"site/org/net/n.spoor": self.pack("true"), "one/org/net/n.spoor": self.pack("true"),
                                "one/other/o.spoor": "pack other {}\nuse org.net\ndef far = not inside\n",
                                "site/t.spoor": "use other\nrule t { where far }\n"})
        said = self.spoor("check", "--pack-path", "one", "site/site.spoor", "site/t.spoor").stdout
        self.assertIn("error[E0203]", said)
        self.assertIn("site/site.spoor:2:5", said)
        self.assertIn("one/other/o.spoor:2:5", said)

    def test_a_circle_is_named_with_all_its_places(self):
        self.write(self.SITE | {"one/org/net/n.spoor": "pack org.net {}\nuse back\ndef inside = true\n",
                    "one/back/b.spoor": "pack back {}\nuse org.net\n"})
        said = self.spoor("check", "--pack-path", "one", "site").stdout
        self.assertIn("`org.net` uses `back` uses `org.net`", said)
        self.assertIn("one/back/b.spoor:2:5", said)
        self.assertIn("one/org/net/n.spoor:2:5", said)

    def test_lists_stand_beside_the_pack(self):
        self.write(self.SITE | {"one/org/net/n.spoor": "pack org.net {}\nlist nets : cidr from \"data/nets.txt\"\n"
                                                       "def inside = sourceIPAddress in nets\n",
                                "one/org/net/data/nets.txt": "10.0.0.0/8\n"})
        self.assertEqual(self.found("--pack-path", "one"), 1)


class Database(InAFolder):
    RULES = ('table geo : ip from "geo.mmdb"\nrule r {\n  where geo(ip).country.iso_code == "NL"\n'
             '  emit "{geo(ip).names[1]}"\n'
             '  test "mocked" fires mock geo("192.0.2.1") = {"country": {"iso_code": "NL"}} {"ip": "192.0.2.1"}\n}\n')

    def make(self, rows):
        spec = importlib.util.spec_from_file_location("make_mmdb", MAKE_MMDB)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        (self.folder / "geo.mmdb").write_bytes(module.make(rows))

    def scan(self):
        return self.spoor("scan", "-q", "--rules", "r.spoor", "-", stdin='{"ip":"198.51.100.7"}\n{"ip":"10.0.0.1"}\n')

    def test_is_opened_by_the_run(self):
        self.write({"r.spoor": self.RULES})
        self.make({"198.51.100.0/24": {"country": {"iso_code": "NL"}, "names": ["a", "b"]}})
        findings = [json.loads(line) for line in self.scan().stdout.splitlines()]
        self.assertEqual([f["message"] for f in findings], ["b"])
        self.make({"10.0.0.0/8": {"country": {"iso_code": "NL"}}})
        findings = [json.loads(line) for line in self.scan().stdout.splitlines()]
        self.assertEqual([f["event"]["ip"] for f in findings], ["10.0.0.1"])

    def test_may_be_absent_for_tests_alone(self):
        self.write({"r.spoor": self.RULES})
        done = self.spoor("test", "r.spoor")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("warning[W0104]", done.stderr)
        self.assertEqual(self.scan().returncode, 2)
        self.assertIn("error[E0212]", self.scan().stderr)

    def test_must_be_one(self):
        self.write({"r.spoor": self.RULES, "geo.mmdb": "id,country\n"})
        for command in ("check", "test"):
            done = self.spoor(command, "r.spoor")
            self.assertEqual(done.returncode, 2)
            self.assertIn("error[E0119]", done.stdout + done.stderr)


class Words(InAFolder):
    def said(self, text, **more):
        self.write({"r.spoor": text} | more)
        done = self.spoor("check", ".")
        self.assertEqual(done.returncode, 2, done.stdout)
        return done.stdout + done.stderr

    def test_of_the_prelude_are_said_to_need_it(self):
        for word in ("success", "exists a and not success"):
            self.assertIn("  = help: `success` is a def of the pack `cloudtrail`: write `use cloudtrail` above the rules\n",
                          self.said("rule r { where %s }\n" % word))
        self.assertIn("`cloudtrail.success` is a def of the pack `cloudtrail`", self.said("rule r { where cloudtrail.success }\n"))
        self.assertIn("did you mean the def `success`, with `use cloudtrail` above the rules, or `exists succes`",
                      self.said("rule r { where succes }\n"))

    def test_that_are_misspelt_lead_to_the_nearest_def(self):
        for use, word, meant in (("", "succes", "success"), (" as ct", "ct.denid", "ct.denied"), ("", "smal", "small")):
            said = self.said("use cloudtrail%s\ndef small = size < 10\nrule r { where %s }\n" % (use, word))
            self.assertIn(f"did you mean the def `{meant}`, or `exists {word}` or `{word} == true`?", said)
        self.assertIn("did you mean the def `success`,", self.spoor("find", "sucess", "-").stderr)

    def test_of_another_file_are_not_at_hand(self):
        other = "pack other {}\nuse cloudtrail\ndef small = size < 10\nrule r { where small and success }\n"
        said = self.said("pack site {}\nrule r { where success or small }\n", **{"below/o.spoor": other})
        self.assertIn("write `use cloudtrail` above the rules", said)
        self.assertIn("did you mean `exists small` or `small == true`?", said)
        self.assertNotIn("o.spoor:", said)

    def test_that_resemble_no_def_are_fields(self):
        self.assertIn("= help: did you mean `exists flag` or `flag == true`?", self.said("use cloudtrail\nrule r { where flag }\n"))


class RulesAmongLogs(InAFolder):
    def test_are_skipped_and_said_to_be_rules(self):
        self.write({"rules/r.spoor": "rule r { where a == 1 }\n", "logs/l.json": '{"a":1}\n', "logs/r.spoor": "rule r {}\n"})
        self.assertEqual(self.spoor("compile", "rules/r.spoor", "-o", "rules/r.spoorc").returncode, 0)
        done = self.spoor("scan", "rules")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("skipped 2 files: a rule file: rules stand behind `--rules`", done.stderr)
        done = self.spoor("scan", "--rules", "rules/r.spoor", "logs")
        self.assertEqual((done.returncode, len(done.stdout.splitlines())), (0, 1), done.stderr)
        self.assertIn("skipped 1 file", done.stderr)


class Dedup(InAFolder):
    def test_counts_in_every_format(self):
        self.write({"r.spoor": 'rule r { title "t" where exists k dedup by k for 1h }\n'})
        log = "".join('{"eventTime":"2024-01-01T00:00:0%dZ","eventID":"%d","k":"x"}\n' % (i, i) for i in range(3))
        command = ["scan", "--rules", "r.spoor", "--report", "report.json", "-"]
        done = self.spoor(*command, stdin=log)
        finding = json.loads(done.stdout)
        self.assertEqual((finding["group"], finding["suppressed"]), ({"k": "x"}, 2))
        self.assertIn("2 findings suppressed", done.stderr)
        self.assertEqual(json.loads((self.folder / "report.json").read_text())["suppressed"], 2)
        self.assertIn("t (and 2 more)", self.spoor(*command, "--format", "table", stdin=log).stdout)


unittest.main(argv=["packs_test"])
