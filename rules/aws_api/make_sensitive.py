#!/usr/bin/env python3
"""Writes sensitive.tsv: which parameters of AWS API calls hold secrets.

    rules/aws_api/make_sensitive.py operations.tsv.gz [source_alias.json] > rules/aws_api/sensitive.tsv

operations.tsv.gz has a line for each operation of botocore's service models (Apache-2.0): event source, operation,
top-level request keys, sensitive paths; between tabs, lists between commas. source_alias.json maps the prefix of an
event source in records to the one in the models.

Of a path only the last two keys are kept, without the marks of lists and maps, and their first letters become lower
case: that is enough to tell a parameter, and it holds in whatever the event wraps it in. A path that a shorter one
covers is left out.
"""

import gzip
import json
import re
import sys

DATE_SUFFIX = re.compile(r"(\d{8}(v\d+)?|\d{4}_\d\d_\d\d)$")


def short_path(path):
    keys = [key for key in re.sub(r"\[\]|\{\}", "", path).split(".") if key]
    return ".".join(key[:1].lower() + key[1:] for key in keys[-2:])


def is_covered(path, paths):
    parent, _, key = path.rpartition(".")
    return bool(parent) and (key in paths or parent in paths)


def read_operations(path):
    operations = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, operation, _, sensitive = line.rstrip("\n").split("\t")
            if sensitive:
                name = DATE_SUFFIX.sub("", operation) or operation
                operations.setdefault((source, name), set()).update(map(short_path, sensitive.split(",")))
    return operations


def add_aliases(operations, aliases):
    for prefix, model in aliases.items():
        for (source, name), paths in list(operations.items()):
            if source.split(".", 1)[0] == model:
                operations.setdefault((prefix + "." + source.split(".", 1)[1], name), set()).update(paths)


def main():
    operations = read_operations(sys.argv[1])
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as aliases:
            add_aliases(operations, json.load(aliases))
    print("# Written by make_sensitive.py from botocore's service models (Apache-2.0).")
    print("# event source, operation, paths of sensitive parameters: their last two keys")
    for (source, name), paths in sorted(operations.items()):
        kept = sorted(path for path in paths if not is_covered(path, paths))
        print(source, name, ",".join(kept), sep="\t")


if __name__ == "__main__":
    main()
