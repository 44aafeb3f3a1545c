#!/usr/bin/env python3
"""How noisy the rules are, and what they cover: the pages spec/packs/noise.md and spec/packs/coverage.md.

usage: tables.py SPOOR DATA [--write|--check]

SPOOR    the program, as it is built
DATA     the folder with cloudtrail/*.ndjson
--write  writes the pages, and takes out of undetected.tsv what a rule names by now; without it the pages are printed
--check  says whether the pages are what --write would write, and whether all is well with the rules: every technique that
         left records is caught, every event name without a rule has a reason

The rules are those in rules/aws beside this script, not the ones inside the program. Exit code 77: the data is not here.
"""

import argparse
import json
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True  # a run leaves nothing beside the sources

from calls import named_calls
from event_names import event_names_page, take_out_named
from noise import noise_page
from techniques import techniques_page

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Rules:
    """The rules in rules/aws, and what the program says of them."""

    def __init__(self, spoor: str):
        self.spoor = spoor
        self.folder = str(ROOT / "rules/aws")
        listed = self.run("list", "--rules", self.folder, "--format", "ndjson")
        self.severity = {}
        for line in listed.splitlines():
            rule = json.loads(line)
            self.severity[short(rule["rule"])] = rule["severity"]
        self.calls = named_calls(self.run("dump", "--stage=resolved", self.folder))

    def run(self, *arguments: str) -> str:
        done = subprocess.run([self.spoor, *arguments], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"{self.spoor} {' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
        return done.stdout

    def findings(self, path: pathlib.Path, *options: str) -> list[dict]:
        output = self.run("scan", "-q", "--no-event", "--rules", self.folder, "--format", "ndjson", *options, str(path))
        found = [json.loads(line) for line in output.splitlines()]
        for finding in found:
            finding["rule"] = short(finding["rule"])
        return found

    def naming(self, calls: set[tuple[str, str]]) -> list[str]:
        """The rules that name one of the calls."""
        return sorted(rule for rule, named in self.calls.items() if named & calls)


def short(rule: str) -> str:
    return rule.removeprefix("aws.")


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("spoor")
    parser.add_argument("data", type=pathlib.Path)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--write", action="store_true")
    mode.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    records = arguments.data / "cloudtrail"
    if not records.exists():
        print(f"skipped: there are no records in {records}")
        return SKIPPED

    rules = Rules(arguments.spoor)
    tables = pathlib.Path(__file__).parent
    techniques, missing = techniques_page(rules, records / "stratus.ndjson", tables / "stratus_techniques.tsv")
    if arguments.write:
        take_out_named(rules, tables / "undetected.tsv")
    names, unexplained = event_names_page(rules, records / "traildiscover.ndjson", tables / "undetected.tsv")
    pages = {"noise.md": noise_page(rules, records), "coverage.md": techniques + names}
    problems = missing + unexplained

    for name, text in pages.items():
        path = ROOT / "spec/packs" / name
        if arguments.write:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not arguments.check:
            print(text, end="")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            problems.append(f"spec/packs/{name} is not what the rules give now: rules/tools/tables.py --write makes it anew")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems and (arguments.check or arguments.write) else 0


if __name__ == "__main__":
    sys.exit(main())
