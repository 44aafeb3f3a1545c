#!/usr/bin/env python3
"""Drives the built program over real records.

usage: scan_test.py expected|jq SPOOR ROOT

expected  the findings of the built-in rules are those of expected.tsv, of rules with memory those of expected_memory.tsv
jq        expected.tsv is what conditions.jq finds, and the counts of ten conditions are those that jq finds

Exit code 77: not everything could be tested here; what was, held.
"""

import collections
import gzip
import json
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77

# A condition, and what it should mean, in jq.
CONDITIONS = [
    (
        'eventName == "StopLogging" and userIdentity.type != "AWSService"',
        '.eventName == "StopLogging" and .userIdentity.type != "AWSService"',
    ),
    (
        'errorCode in ("AccessDenied", "Client.UnauthorizedOperation")',
        '.errorCode | IN("AccessDenied", "Client.UnauthorizedOperation")',
    ),
    (
        "exists userIdentity.invokedBy and not exists errorCode",
        ".userIdentity.invokedBy != null and .errorCode == null",
    ),
    (
        'userAgent contains~ "BOTO3" or userAgent startswith "[aws-cli"',
        '(.userAgent // "") | (ascii_downcase | contains("boto3")) or startswith("[aws-cli")',
    ),
    (
        "sourceIPAddress in (212.129.64.0/18, 198.51.100.0/24, 2001:db8::/32)",
        '(.sourceIPAddress // "")'
        r' | test("^(212\\.129\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])|198\\.51\\.100)\\.[0-9.]+$|^2001:0?db8:")',
    ),
    (
        'any resource in resources: (resource.type == "AWS::IAM::Role" and exists resource.ARN)',
        '[.resources[]? | select(.type == "AWS::IAM::Role" and .ARN != null)] | length > 0',
    ),
    (
        "userIdentity.accountId == recipientAccountId",
        ".userIdentity.accountId != null and .userIdentity.accountId == .recipientAccountId",
    ),
    (
        "eventTime >= 2024-07-31 and eventTime < 2024-08-02",
        '(.eventTime // "") | . >= "2024-07-31" and . < "2024-08-02"',
    ),
    (
        'eventName matches /^(Get|List|Describe)[A-Z]/ and readOnly != true',
        '((.eventName // "") | test("^(Get|List|Describe)[A-Z]")) and .readOnly != true',
    ),
    (
        'requestParameters.roleArn like "arn:*:iam::*:role/*" and not exists userIdentity.arn',
        '((.requestParameters.roleArn? // "") | test("^arn:.*:iam::.*:role/")) and .userIdentity.arn == null',
    ),
]


def run(spoor: str, *arguments: str) -> str:
    done = subprocess.run([spoor, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def rule_counts(spoor: str, path: pathlib.Path) -> dict[str, int]:
    """Findings of each rule, those that its `dedup` leaves out among them."""
    counts = collections.Counter()
    for line in run(spoor, "scan", "-q", "--no-event", "--no-dedup", "--format", "ndjson", str(path)).splitlines():
        finding = json.loads(line)
        counts[finding["rule"]] += 1 + finding.get("suppressed", 0)
    return dict(counts)


def expected_counts(root: pathlib.Path, *files: str) -> dict[str, dict[str, int]]:
    expected: dict[str, dict[str, int]] = {}
    for file in files:
        for line in (root / "tests/rules" / file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                corpus, rule, count = line.split("\t")
                expected.setdefault(corpus, {})[rule] = int(count)
    return expected


def corpus_path(root: pathlib.Path, corpus: str) -> pathlib.Path:
    if corpus == "sample_trail":
        return root / "rules/samples/trail"
    return root / f"../shared/data/cloudtrail/{corpus}.ndjson"


def differences(corpus: str, wanted: dict[str, int], found: dict[str, int]) -> list[str]:
    return [
        f"{corpus}: {rule}: expected {wanted.get(rule, 0)}, found {found.get(rule, 0)}"
        for rule in sorted(wanted.keys() | found.keys())
        if wanted.get(rule, 0) != found.get(rule, 0)
    ]


def test_expected(spoor: str, root: pathlib.Path) -> int:
    failed, skipped = [], []
    for corpus, wanted in expected_counts(root, "expected.tsv", "expected_memory.tsv").items():
        path = corpus_path(root, corpus)
        if path.exists():
            failed += differences(corpus, wanted, rule_counts(spoor, path))
        else:
            skipped.append(corpus)
    print("\n".join(failed))
    if skipped:
        print("these records are not here, and were skipped:", ", ".join(skipped))
    return 1 if failed else SKIPPED if skipped else 0


def records_of(path: pathlib.Path) -> str:
    """All records below the path, one a line."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    lines = []
    for file in sorted(path.rglob("*.json.gz")):
        lines += [json.dumps(record) for record in json.loads(gzip.decompress(file.read_bytes()))["Records"]]
    return "\n".join(lines)


def jq_output(arguments: list[str], records: str) -> str:
    return subprocess.run(["jq", *arguments], input=records, capture_output=True, text=True, check=True).stdout


def check_expected_with_jq(root: pathlib.Path) -> list[str]:
    failed = []
    for corpus, wanted in expected_counts(root, "expected.tsv").items():
        output = jq_output(["-r", "-f", str(root / "tests/rules/conditions.jq")], records_of(corpus_path(root, corpus)))
        found = collections.Counter(f"aws.{rule}" for rule in output.split())
        failed += differences(f"expected.tsv, {corpus}", wanted, found)
    return failed


def check_conditions(spoor: str, paths: list[pathlib.Path]) -> list[str]:
    failed = []
    matches = collections.Counter()
    for path in paths:
        records = records_of(path)
        for condition, jq in CONDITIONS:
            program = f"reduce inputs as $record (0; . + ($record | if ({jq}) then 1 else 0 end))"
            wanted = int(jq_output(["-n", program], records))
            found = int(run(spoor, "find", "-q", "-c", condition, str(path)))
            matches[condition] += wanted
            if wanted != found:
                failed.append(f"{path.name}: {condition}: jq finds {wanted}, spoor {found}")
    unmatched = [condition for condition, _ in CONDITIONS if not matches[condition]]
    return failed + [f"{condition}: no record matches, so nothing is tested" for condition in unmatched]


def test_jq(spoor: str, root: pathlib.Path) -> int:
    data = root / "../shared/data"
    if not shutil.which("jq") or not data.exists():
        print("skipped: this needs jq and the shared records")
        return SKIPPED
    failed = check_expected_with_jq(root)
    failed += check_conditions(spoor, [*sorted((data / "cloudtrail").glob("*.ndjson")), data / "formats/s3-tree"])
    print("\n".join(failed))
    return 1 if failed else 0


def main() -> int:
    if len(sys.argv) != 4 or sys.argv[1] not in ("expected", "jq"):
        sys.exit(__doc__)
    test = test_expected if sys.argv[1] == "expected" else test_jq
    return test(sys.argv[2], pathlib.Path(sys.argv[3]))


if __name__ == "__main__":
    sys.exit(main())
