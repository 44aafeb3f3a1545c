#!/usr/bin/env python3
"""What `spoor init` writes is sound as it stands, changes nothing of the pack, and works when its examples are taken.
usage: init_test.py SPOOR ROOT"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
TRAIL = ROOT / "rules/samples/trail"
KUBERNETES = ["--pack-path", ROOT / "examples/kubernetes"]
COMMENTED = re.compile(r"^( *)# ?", re.M)


def run(*args):
    return subprocess.run([SPOOR, *map(str, args)], capture_output=True, text=True, timeout=300)


def findings(*args):
    found = [json.loads(line) for line in run("scan", *args, "--format", "ndjson", "--no-event", TRAIL).stdout.splitlines()]
    return [(finding["rule"], finding["id"]) for finding in found]


class Init(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name) / "new" / "site"

    def write(self, *args):
        done = run("init", self.site, *args)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        return done

    def check_sound(self, *options):
        for command in (["check"], ["lint", "--strict"], ["test"]):
            done = run(*command, *options, self.site)
            self.assertEqual(done.returncode, 0, f"{command}: {done.stdout}{done.stderr}")
        done = run("fmt", "--check", self.site)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_three_files_that_are_sound_as_they_stand(self):
        done = self.write()
        self.assertEqual(sorted(path.name for path in self.site.iterdir()), ["README.md", "site.spoor", "spoor.toml"])
        for name in ("README.md", "site.spoor", "spoor.toml"):
            self.assertIn(f"wrote {self.site / name}\n", done.stderr)
        self.check_sound()

    def test_the_pack_runs_as_it_does_without_it(self):
        self.write()
        self.assertGreater(len(findings()), 10)
        self.assertEqual(findings("--rules", self.site), findings())

    def test_every_list_and_param_of_the_pack_is_there_with_its_comment(self):
        self.write()
        text = (self.site / "site.spoor").read_text()
        for line in (ROOT / "rules/aws/site.spoor").read_text().splitlines():
            if line.startswith("list "):  # to be filled if it is empty
                self.assertIn(f"\n  {'' if line.endswith(' = []') else '# '}{line}\n", text)
        self.assertIn("\n  # Regions in use. \"*\": all but those that are off in a new account.\n"
                      "  # list allowed_regions = ", text)  # without what its comment says to the linter
        self.assertNotIn("allow:", text)
        names = set()
        for path in (ROOT / "rules/aws").glob("*.spoor"):
            names |= set(re.findall(r"^(?:param|list|table) (\w+)", path.read_text(), re.M))
        self.assertGreater(len(names), 20)
        for name in names:
            self.assertRegex(text, rf"(?m)^  (# )?(param|list|table) {name}\b")
        self.assertIn("  # Instances that one principal ends within ten minutes. Five are more than most repairs need.\n"
                      "  # param instances_ended = ", text)

    def test_lists_that_are_filled_and_examples_that_are_taken_work(self):
        self.write()
        path = self.site / "site.spoor"
        text = path.read_text().replace("list own_accounts = []", 'list own_accounts = ["111122223333"]')
        text, count = re.subn(r"(?m)^  # (param .*)$", r"  \1", text)
        self.assertGreater(count, 10)
        examples = re.search(r"(?s)\n(# tune .*?)\n\n", text[text.index("# --- rules of the pack"):])[1]
        uncommented = re.sub(r"(?m)^# A rule .*\n", "", examples)
        text = text.replace(examples, COMMENTED.sub(r"\1", uncommented))
        path.write_text(text)
        self.assertIn("\ntune aws.", text)
        self.assertIn("{ disable }", text)
        done = run("check", self.site)
        self.assertEqual(done.returncode, 0, done.stdout)
        tuned = re.findall(r"(?m)^tune (aws\.\w+)", text)
        listed = {json.loads(line)["rule"]: json.loads(line) for line in run("list", self.site).stdout.splitlines()}
        tuned, disabled = tuned
        self.assertEqual(listed[tuned]["severity"], "medium")
        self.assertNotIn(disabled, listed)

    def test_every_setting_is_there_and_says_what_holds_anyway(self):
        self.write()
        path = self.site / "spoor.toml"
        text = path.read_text()
        self.assertEqual({key: value for key, value in tomllib.loads(text).items() if value}, {})
        taken, count = re.subn(r"(?m)^# (\w+ = )", r"\1", text)
        self.assertGreater(count, 50)
        settings = tomllib.loads(taken)
        self.assertEqual(settings["lint"], {"strict": False, "fail_on": "warning"})
        self.assertEqual(settings["metadata"]["required"], ["title", "severity"])
        listed = [line.split()[1:3] for line in run("lint", "--list").stdout.splitlines()[1:]]
        self.assertEqual(settings["levels"], dict(listed))
        path.write_text(re.sub(r"(?m)^(engine|coverage) = .*\n", "", taken))
        done = run("lint", self.site)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_nothing_is_overwritten(self):
        self.site.mkdir(parents=True)
        (self.site / "spoor.toml").write_text("# mine\n")
        (self.site / "README.md").symlink_to("nowhere")
        done = run("init", self.site)
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"{self.site / 'README.md'}, {self.site / 'spoor.toml'} exist already", done.stderr)
        self.assertEqual((self.site / "spoor.toml").read_text(), "# mine\n")
        self.assertFalse((self.site / "site.spoor").exists())

    def test_a_pack_for_other_logs_keeps_its_places_of_time_and_identity(self):
        self.write("--pack", "example.kubernetes", *KUBERNETES)
        text = (self.site / "site.spoor").read_text()
        self.assertIn("  time_path requestReceivedTimestamp\n  id_path auditID\n", text)
        self.assertNotIn("cloudtrail", text)
        self.check_sound(*KUBERNETES)
        audit = ROOT / "examples/kubernetes/audit.ndjson"
        plain = run("scan", "-q", "--rules", ROOT / "examples/kubernetes", audit).stdout
        self.assertGreater(len(plain), 100)
        self.assertEqual(run("scan", "-q", "--rules", self.site, *KUBERNETES, audit).stdout, plain)
        self.assertIn(f"spoor check --pack-path {ROOT / 'examples/kubernetes'} .", (self.site / "README.md").read_text())

    def test_a_pack_of_any_shape(self):
        pack = self.site.parent / "packs" / "odd"
        pack.mkdir(parents=True)
        (pack / "accounts.csv").write_text("id,stage\n1,test\n")
        (pack / "odd.spoor").write_text(
            'pack site {}\n# First line.\n#\n# Last line.\nlist words = [\n  "a",  # one\n  "b",\n]\nlist names from "names.txt"\n'
            'table accounts from "accounts.csv"\nparam `odd` = 5\n'.replace("param `odd`", "param odd") +
            'rule only {\n  title "Only"\n  severity low\n  where a in words or a in names or accounts(a).stage == "test" or b > odd\n}\n')
        (pack / "names.txt").write_text("c\n")
        options = ["--pack-path", pack.parent]
        self.write("--pack", "site", *options)
        text = (self.site / "site.spoor").read_text()
        self.assertIn('  # First line.\n  #\n  # Last line.\n  # list words = [\n', text)
        self.assertIn('  # table accounts from "accounts.csv"\n', text)
        for command in ("check", "lint"):
            done = run(command, *options, self.site)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(run("fmt", "--check", self.site).returncode, 0)

    def test_a_pack_that_is_not_there_or_broken_is_said(self):
        for name, said in (("cloudtral", "did you mean `cloudtrail`?"), ("no.such.pack.anywhere", "nor among those that ship")):
            done = run("init", self.site, "--pack", name)
            self.assertEqual(done.returncode, 2)
            self.assertIn(said, done.stderr)
        self.site.parent.mkdir()
        (self.site.parent / "broken.spoor").write_text("pack broken {}\nrule x { where }\n")
        self.assertEqual(run("init", self.site, "--pack", "broken", "--pack-path", self.site.parent).returncode, 2)
        self.assertFalse(self.site.exists())


unittest.main(argv=["init_test"])
