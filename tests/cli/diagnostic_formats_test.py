#!/usr/bin/env python3
"""What check, lint, fmt --check and test say in each of their formats: the same findings, in forms that others read.
usage: diagnostic_formats_test.py SPOOR ROOT"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is missing")
    sys.exit(77)

SPOOR = sys.argv[1]
SCHEMA = json.loads((pathlib.Path(sys.argv[2]) / "tests/cli/sarif.schema.json").read_text())

FILES = {
    "trail.spoor": """rule trail_stopped {
  title "Trail stopped"
  severity high
  where eventSource == "cloudtrail.amazonaws.com" and eventName == "StopLoging" and not exists errorCode
  test "stopped" fires {"eventSource": "cloudtrail.amazonaws.com", "eventName": "StopLogging"}
  test "started" silent {"eventName": "StartLogging"}
}
""",
    # Not in its form, with what a format may trip over: marks of XML and of GitHub, and text of more bytes than letters.
    "50 % <ä>, b.spoor": """rule trail_stopped_too { title "Trail stopped" severity high
where eventSource == "cloudtrail.amazonaws.com" and not exists errorCode
and requestParameters.name == "ä&<100%>" and eventName matches /^StopLogging$/ and eventName == "StopLogging" }
""",
    "clean.spoor": """rule gateway_deleted {
  title "Gateway deleted"
  severity low
  where eventSource == "ec2.amazonaws.com" and eventName == "DeleteInternetGateway" and not exists errorCode
}
""",
}
BROKEN = {"broken.spoor": 'rule broken { title "x" where eventName = "StopLogging" }\n'}
GITHUB = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([EWL]\d{4})::(.+)")
GITHUB_LEVEL = {"error": "error", "warning": "warning", "note": "notice"}


class Formats(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, files):
        (self.root / "rules").mkdir(exist_ok=True)
        for name, text in files.items():
            (self.root / "rules" / name).write_text(text)

    def run_it(self, *args, code):
        done = subprocess.run([SPOOR, *args, "rules"], cwd=self.root, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        return done.stdout

    def json_findings(self, command, code):
        findings = [json.loads(line) for line in self.run_it(*command, "--format", "json", code=code).splitlines()]
        for finding in findings:
            self.assertEqual(set(finding), {"code", "id", "severity", "file", "range", "message", "labels", "notes", "fixes"})
            self.check_range(finding["range"])
            for fix in finding["fixes"]:
                self.check_range(fix["range"])
        return findings

    def check_range(self, found):
        """Lines and columns, which count letters, are of the same place as the bytes."""
        text = (self.root / found["file"]).read_bytes()
        for end in ("begin", "end"):
            before = text[:found[end]["byte"]].decode()
            self.assertEqual((found[end]["line"], found[end]["column"]),
                             (before.count("\n") + 1, len(before) - before.rfind("\n")))

    def check_github(self, command, code, findings):
        lines = self.run_it(*command, "--format", "github", code=code).splitlines()
        seen = []
        for line in lines:
            match = GITHUB.fullmatch(line)
            self.assertIsNotNone(match, line)
            level, file, number, column, kind, message = match.groups()
            seen.append((level, urllib.parse.unquote(file), int(number), int(column), kind, message.replace("%25", "%")))
        expected = [(GITHUB_LEVEL[finding["severity"]], finding["file"], finding["range"]["begin"]["line"],
                     finding["range"]["begin"]["column"], finding["code"],
                     finding["message"] + (f" ({finding['notes'][0]})" if finding["notes"] else "")) for finding in findings]
        self.assertEqual(seen, expected)

    def check_sarif(self, command, code, findings):
        log = json.loads(self.run_it(*command, "--format", "sarif", code=code))
        jsonschema.Draft7Validator(SCHEMA).validate(log)
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual(len(run["results"]), len(findings))
        for result, finding in zip(run["results"], findings):
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertEqual((result["ruleId"], result["level"]), (finding["code"], finding["severity"]))
            self.assertTrue(result["message"]["text"].startswith(finding["message"]))
            self.check_place(result["locations"][0]["physicalLocation"], finding["range"])
            self.assertEqual(len(result.get("relatedLocations", [])), len(finding["labels"]))
            replacements = [(self.file_of(change), replacement["deletedRegion"]["byteOffset"], replacement["insertedContent"]["text"])
                            for fix in result.get("fixes", []) for change in fix["artifactChanges"] for replacement in change["replacements"]]
            self.assertEqual(sorted(replacements), sorted(
                (fix["range"]["file"], fix["range"]["begin"]["byte"], fix["replacement"]) for fix in finding["fixes"]))

    @staticmethod
    def file_of(holder):
        return urllib.parse.unquote(holder["artifactLocation"]["uri"])

    def check_place(self, place, expected):
        begin, end, region = expected["begin"], expected["end"], place["region"]
        self.assertEqual(self.file_of(place), expected["file"])
        self.assertEqual(region, {"startLine": begin["line"], "startColumn": begin["column"], "endLine": end["line"],
                                  "endColumn": end["column"], "byteOffset": begin["byte"], "byteLength": end["byte"] - begin["byte"]})

    def check_junit(self, command, code, findings, files):
        root = xml.etree.ElementTree.fromstring(self.run_it(*command, "--format", "junit", code=code).encode())
        self.assertEqual(root.tag, "testsuites")
        found = collections.Counter((finding["file"], finding["severity"] != "note") for finding in findings)
        self.assertEqual([suite.get("name") for suite in root], sorted(f"rules/{name}" for name in files))
        for suite in root:
            cases, failures = suite.findall("testcase"), suite.findall("testcase/failure")
            self.assertEqual((int(suite.get("tests")), int(suite.get("failures"))), (len(cases), len(failures)))
            self.assertEqual(len(failures), found[suite.get("name"), True])
            self.assertEqual(len(cases), max(1, len(failures) + found[suite.get("name"), False]))
        messages = {failure.get("message") for failure in root.iter("failure")}
        self.assertEqual(messages, {finding["message"] for finding in findings if finding["severity"] != "note"})

    def check_all(self, command, code, files):
        findings = self.json_findings(command, code)
        self.check_github(command, code, findings)
        self.check_sarif(command, code, findings)
        self.check_junit(command, code, findings, files)
        return findings

    def test_check(self):
        self.write(FILES)
        self.assertEqual(self.check_all(["check"], 0, FILES), [])
        self.write(BROKEN)
        findings = self.check_all(["check"], 2, FILES | BROKEN)
        self.assertEqual([(finding["code"], finding["severity"]) for finding in findings], [("E0004", "error")])
        self.assertIn("error[E0004]", self.run_it("check", code=2))

    def test_lint(self):
        self.write(FILES)
        findings = self.check_all(["lint"], 1, FILES)
        seen = collections.Counter(finding["id"] for finding in findings)
        for lint in ("unknown_event", "regex_is_literal", "duplicate_metadata", "untested_rule"):
            self.assertGreaterEqual(seen[lint], 1, lint)
        self.assertEqual({finding["severity"] for finding in findings}, {"warning", "note"})
        self.assertTrue(any(finding["fixes"] for finding in findings) and any(finding["labels"] for finding in findings))
        self.assertIn("warning[L0101 unknown_event]", self.run_it("lint", code=1))

    def test_exit_codes_of_lint(self):
        self.write({"clean.spoor": FILES["clean.spoor"]})
        self.assertEqual({finding["severity"] for finding in self.json_findings(["lint"], 0)}, {"note"})
        self.run_it("lint", "--strict", code=1)
        self.run_it("lint", "--strict", "--fail-on", "error", code=0)
        self.run_it("lint", "--fail-on", "note", code=1)
        self.run_it("lint", "--level", "untested_rule=error", "--fail-on", "error", code=1)
        self.write(BROKEN)
        self.assertIn("E0004", [finding["code"] for finding in self.check_all(["lint"], 2, {"clean.spoor": ""} | BROKEN)])
        self.run_it("lint", "--fail-on", "off", code=2)

    def test_fmt_check(self):
        self.write(FILES)
        before = {name: (self.root / "rules" / name).read_bytes() for name in FILES}
        findings = self.check_all(["fmt", "--check"], 1, FILES)
        self.assertEqual([(finding["id"], finding["file"]) for finding in findings], [("not_formatted", "rules/50 % <ä>, b.spoor")])
        self.assertEqual(self.run_it("fmt", "--check", code=1), "rules/50 % <ä>, b.spoor\n")
        self.assertEqual(before, {name: (self.root / "rules" / name).read_bytes() for name in FILES})
        self.write(BROKEN)
        self.assertEqual([finding["code"] for finding in self.check_all(["fmt", "--check"], 2, FILES | BROKEN)], ["W0107", "E0004"])

    def test_test(self):
        self.write(FILES)
        lines = [json.loads(line) for line in self.run_it("test", "--format", "json", code=1).splitlines()]
        failed = [line for line in lines if line["schema"] == "spoor.test/1" and not line["passed"]]
        self.assertEqual([(line["rule"], line["test"], line["file"], line["line"]) for line in failed],
                         [("trail_stopped", "stopped", "rules/trail.spoor", 5)])
        (line,) = self.run_it("test", "--format", "github", code=1).splitlines()
        self.assertEqual(GITHUB.fullmatch(line).groups()[:5], ("error", "rules/trail.spoor", "5", "8", "E0402"))
        log = json.loads(self.run_it("test", "--format", "sarif", code=1))
        jsonschema.Draft7Validator(SCHEMA).validate(log)
        self.assertEqual([result["ruleId"] for result in log["runs"][0]["results"]], ["E0402"])
        root = xml.etree.ElementTree.fromstring(self.run_it("test", "--format", "junit", code=1))
        (suite,) = root
        self.assertEqual((suite.get("name"), suite.get("tests"), suite.get("failures")), ("trail_stopped", "2", "1"))
        self.assertEqual([case.get("name") for case in suite.iter("testcase")], ["stopped", "started"])
        self.assertIn('FAIL trail_stopped "stopped"', self.run_it("test", code=1))
        self.write({"trail.spoor": FILES["trail.spoor"].replace("StopLoging", "StopLogging")})
        self.assertEqual(json.loads(self.run_it("test", "--format", "sarif", code=0))["runs"][0]["results"], [])
        self.write(BROKEN)
        self.run_it("test", code=2)

    def test_no_such_path_and_no_such_format(self):
        for command in (["check"], ["lint"], ["fmt", "--check"], ["test"]):
            done = subprocess.run([SPOOR, *command, "absent"], cwd=self.root, capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stdout), (2, ""), command)
            self.assertIn("absent", done.stderr)
            self.write(FILES)
            self.assertEqual(self.run_it(*command, "--format", "yaml", code=2), "")

    def test_the_schema_refuses_what_is_wrong(self):
        self.write(FILES)
        log = json.loads(self.run_it("lint", "--format", "sarif", code=1))
        validator = jsonschema.Draft7Validator(SCHEMA)
        self.assertTrue(validator.is_valid(log))
        result = log["runs"][0]["results"][0]
        for member, value in (("level", "fatal"), ("ruleIndex", -1), ("locations", []), ("colour", "red")):
            wrong = json.loads(json.dumps(log))
            wrong["runs"][0]["results"][0] = result | {member: value}
            self.assertFalse(validator.is_valid(wrong), member)


unittest.main(argv=["diagnostic_formats_test"])
