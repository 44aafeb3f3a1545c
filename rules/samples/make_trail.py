#!/usr/bin/env python3
"""Makes the sample trail from published records.

usage: make_trail.py SOURCE [TARGET]

SOURCE is a folder with maheribra.ndjson and stratus.ndjson, one CloudTrail record a line; TARGET, by default the
folder `trail` beside this script, is written anew. Every run over the same source gives the same bytes.
"""

import gzip
import hashlib
import json
import pathlib
import re
import shutil
import sys

# Of the recorded attack techniques these, by the account in which each was tried; all of maheribra is taken.
STRATUS_ACCOUNTS = {
    "562283505220",  # console sign-in without MFA
    "229654561268",  # a user made, made administrator, given a key
    "609418236337",  # a role for another account, made administrator
    "070411556318",  # a console password for a user
    "143434273843",  # StopLogging
    "847129010505",  # DeleteTrail
    "958312252124",  # event selectors narrowed
    "307578594326",  # LeaveOrganization, refused
    "032092706103",  # security group opened
    "756680937392",  # snapshot shared
    "171471557522",  # database snapshot shared
    "880896431042",  # function opened
}
PLACEHOLDER_ACCOUNT = "111122223333"
SECRET = re.compile(r'"(sessionToken|tokenValue)":"(?:[^"\\]|\\.)*"')
DELIVERY_MINUTES = 5


def records(source: pathlib.Path):
    """Lines as they stand, secrets aside."""
    for name in ("maheribra.ndjson", "stratus.ndjson"):
        for line in (source / name).read_text(encoding="utf-8").splitlines():
            line = line.replace("<ACCOUNT_ID>", PLACEHOLDER_ACCOUNT)
            line = SECRET.sub(r'"\1":"HIDDEN_DUE_TO_SECURITY_REASONS"', line)
            record = json.loads(line)
            if name == "stratus.ndjson" and record.get("recipientAccountId") not in STRATUS_ACCOUNTS:
                continue
            yield record, line


def delivery_name(record: dict) -> tuple[str, str]:
    """Folder and beginning of the name of the file that would have delivered the record."""
    account, region, time = record["recipientAccountId"], record["awsRegion"], record["eventTime"]
    year, month, day, hour, minute = time[0:4], time[5:7], time[8:10], time[11:13], int(time[14:16])
    minute -= minute % DELIVERY_MINUTES
    folder = f"AWSLogs/{account}/CloudTrail/{region}/{year}/{month}/{day}"
    return folder, f"{account}_CloudTrail_{region}_{year}{month}{day}T{hour}{minute:02}Z"


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else pathlib.Path(__file__).parent / "trail"
    files: dict[tuple[str, str], list[str]] = {}
    for record, line in records(source):
        files.setdefault(delivery_name(record), []).append(line)
    shutil.rmtree(target, ignore_errors=True)
    for (folder, stem), lines in sorted(files.items()):
        content = ('{"Records":[' + ",".join(lines) + "]}").encode("utf-8")
        unique = hashlib.sha256(content).hexdigest()[:16]
        path = target / folder / f"{stem}_{unique}.json.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
