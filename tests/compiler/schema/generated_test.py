#!/usr/bin/env python3
"""The tables that generators wrote are those that they would write today.
usage: generated_test.py ROOT. The sources are looked for beside ROOT, in shared/data; exit code 77: they are not there."""
import pathlib
import subprocess
import sys

SKIPPED = 77
TABLES = (  # generator, its source, what it writes
    ("rules/aws_api/make_calls.py", "aws_api/operations.tsv.gz", "rules/aws_api/calls.txt"),
    ("rules/attack/make_techniques.py", "attack_techniques.tsv", "rules/attack/techniques.tsv"),
)


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    data = root.parent / "shared" / "data"
    if not data.is_dir():
        print("there are no sources of the tables here")
        return SKIPPED
    failed = 0
    for generator, source, table in TABLES:
        made = subprocess.run([sys.executable, root / generator, data / source], capture_output=True, check=True).stdout
        if made != (root / table).read_bytes():
            print(f"{table} is not what {generator} writes from {source}")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
