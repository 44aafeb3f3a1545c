#!/usr/bin/env python3
"""Makes a folder of CloudTrail files, packed as they stand in a bucket, from copies of a few records. Each copy has an
eventID of its own, so that none is a double.
usage: make_logs.py LOGS FOLDER [RECORDS]    LOGS: a file or folder of .ndjson, .json or .json.gz"""
import gzip
import itertools
import json
import pathlib
import sys
import uuid

RECORDS_IN_FILE = 500


def records_of(path):
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
    if path.suffix == ".ndjson":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return json.loads(text)["Records"]


def read(logs):
    paths = [logs] if logs.is_file() else sorted(path for path in logs.rglob("*") if path.is_file())
    return [record for path in paths for record in records_of(path)]


def copies(records, count):
    for number, record in enumerate(itertools.islice(itertools.cycle(records), count)):
        yield {**record, "eventID": str(uuid.uuid5(uuid.NAMESPACE_OID, str(number)))}


def write(records, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count():
        chunk = list(itertools.islice(records, RECORDS_IN_FILE))
        if not chunk:
            return
        text = json.dumps({"Records": chunk}, separators=(",", ":"), ensure_ascii=False)
        (folder / f"{number:05}.json.gz").write_bytes(gzip.compress(text.encode(), 6, mtime=0))


write(copies(read(pathlib.Path(sys.argv[1])), int((sys.argv[3:] or ["100000"])[0])), pathlib.Path(sys.argv[2]))
