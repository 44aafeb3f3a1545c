#!/usr/bin/env python3
"""Lints call nothing unknown that real records have: their event sources, calls, parameters and fields.
usage: known_calls_test.py SPOOR ROOT. Records are looked for beside ROOT, in shared/data; exit code 77: they are not there."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
LINTS = {"unknown_event", "event_source_mismatch", "unknown_source", "unknown_request_field", "unknown_field",
         "wrong_case", "versioned_name"}
OPEN = {"requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "insightDetails"}
NOT_OF_AWS = {"service", "userIdentity.session_name"}  # in one record each, made or changed by hand


def key_text(key):
    return key if re.fullmatch(r"[A-Za-z_]\w*", key) else "`" + key.replace("\\", "\\\\").replace("`", "\\`") + "`"


def paths_of(value, keys=()):
    if isinstance(value, list):
        for item in value:
            yield from paths_of(item, keys)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield keys + (key,)
            if (keys + (key,))[0] not in OPEN:
                yield from paths_of(inner, keys + (key,))


def conditions_of(record):
    source, name = record.get("eventSource"), record.get("eventName")
    if source and name:
        call = f"eventSource == {json.dumps(source)} and base_name(eventName) == base_name({json.dumps(name)})"
        yield call
        yield f"eventName == {json.dumps(name)} and exists requestID"
        parameters = record.get("requestParameters")
        for key in parameters if isinstance(parameters, dict) else ():
            yield f"{call} and exists requestParameters.{key_text(key)}"
    for keys in paths_of(record):
        if ".".join(keys) not in NOT_OF_AWS:
            yield "exists " + ".".join(map(key_text, keys))


def main():
    spoor, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    files = sorted((root.parent / "shared" / "data" / "cloudtrail").glob("*.ndjson"))
    if not files:
        print("there are no records here")
        return SKIPPED
    conditions = {}
    for file in files:
        for line in file.read_text().splitlines():
            conditions.update(dict.fromkeys(conditions_of(json.loads(line))))
    rules = [f'rule r{i} {{ title "{i}" severity low where {c} }}' for i, c in enumerate(conditions)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "real.spoor"
        path.write_text("\n".join(["pack real { schema cloudtrail }", *rules]) + "\n")
        found = subprocess.run([spoor, "lint", "--format", "json", path], capture_output=True, text=True).stdout
    findings = [finding for finding in map(json.loads, found.splitlines())
                if finding["id"] in LINTS or finding["severity"] == "error"]
    for finding in findings:
        print(finding["id"], finding["message"], "in", rules[finding["range"]["begin"]["line"] - 2])
    print(f"{len(rules)} rules, {len(findings)} findings")
    return 1 if findings or not found else 0


if __name__ == "__main__":
    sys.exit(main())
