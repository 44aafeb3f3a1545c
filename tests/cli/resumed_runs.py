"""What tests of runs that continue share: made records, runs, findings without their places."""
import collections
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
RULES = ("--rules", ROOT / "tests/cli/memory_rules", "--rules", ROOT / "tests/cli/resumed_rules")
START = datetime.datetime(2026, 1, 1)
DAY = 24 * 3600


def time_text(seconds):
    return (START + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def made_record(choose, number, seconds):
    """Of few principals, so that records meet; some lack keys, have several, have no id, or were refused."""
    name = choose.choice("abc")
    record = {"eventID": f"e{choose.randrange(10**6)}-{number}", "eventTime": time_text(seconds),
              "eventName": choose.choice(["GetUser", "ListUsers", "PutUserPolicy", "AssumeRole"]),
              "eventSource": choose.choice(["iam", "s3"] * 9 + [f"rare{number}"]) + ".amazonaws.com",
              "awsRegion": choose.choice(["us-east-1", "eu-west-1"]), "sourceIPAddress": f"192.0.2.{choose.randrange(12)}",
              "readOnly": choose.random() < 0.7, "recipientAccountId": choose.choice("123"),
              "userIdentity": {"type": "IAMUser", "arn": f"arn:aws:iam::111122223333:user/{name}", "userName": name,
                               "accessKeyId": f"ASIA{choose.randrange(40)}"}}
    if choose.random() < 0.2:
        record["errorCode"] = "AccessDenied"
    if choose.random() < 0.1:
        del record["recipientAccountId"]
    if choose.random() < 0.05:
        del record["eventID"]
    if choose.random() < 0.1:
        record["userIdentity"]["invokedBy"] = "s3.amazonaws.com"
    if choose.random() < 0.3:
        record["resources"] = [{"ARN": f"arn:{choose.randrange(20)}"} for _ in range(choose.randrange(4))]
    if record["eventName"] == "AssumeRole":
        record["responseElements"] = {"credentials": {"accessKeyId": f"ASIA{choose.randrange(40)}", "sessionToken": f"t{number}"}}
    return record


def line_of(record):
    return json.dumps(record, separators=(",", ":")) + "\n"


def without_places(printed):
    """Findings as text, but for where their records stand."""
    findings = []
    for line in printed.splitlines():
        finding = json.loads(line)
        for event in finding["events"]:
            del event["file"], event["record"]
        findings.append(json.dumps(finding))
    return sorted(findings)


class Runs(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.state = self.folder / "state"

    def run_scan(self, *args, rules=RULES, stdin=b"", code=0, **more):
        done = subprocess.run([SPOOR, "scan", *map(str, rules), *map(str, args)], input=stdin, capture_output=True, timeout=300, **more)
        self.assertEqual(done.returncode, code, (args, done.stderr))
        return done.stdout.decode(), done.stderr.decode()

    def scan(self, *args, **more):
        return self.run_scan("-q", *args, **more)[0]

    def resumed(self, *args, **more):
        return self.scan("--state", self.state, *args, **more)

    def rule(self, text, name="rule.spoor"):
        file = self.folder / name
        file.write_text(text)
        return "--rules", file

    def log(self, name, *records, to=None):
        file = (to or self.folder) / name
        file.parent.mkdir(exist_ok=True)
        with open(file, "a", encoding="utf-8") as out:
            out.writelines(map(line_of, records))
        return file

    def assert_same(self, found, expected, label):
        if found == expected:
            return
        missing, more = collections.Counter(expected), collections.Counter(found)
        missing, more = list((missing - more).elements()), list((more - missing).elements())
        rules = [sorted(collections.Counter(json.loads(line)["rule"] for line in lines).items()) for lines in (missing, more)]
        by_id = {json.loads(line)["id"]: line for line in more}
        pair = next(((line, by_id[json.loads(line)["id"]]) for line in missing if json.loads(line)["id"] in by_id), "none of one id")
        self.fail(f"{label}: {len(expected)} expected; missing of {rules[0]}; too many of {rules[1]}; differ: {pair}; "
                  f"first missing {missing[:1]}; first too many {more[:1]}"[:3000])
