#!/usr/bin/env python3
"""The mistakes of tests/lint/planted are found where comments `# expect: lint_id` say so, in the line of code below them, and
nothing else is; the same rules without the mistakes, in tests/lint/corrected, are clean.
usage: planted_test.py SPOOR ROOT"""
import collections
import json
import pathlib
import re
import subprocess
import sys

LEAST_MISTAKES = 30


def expected_in(path):
    """Yields (line, lint). Several comments may speak of one line."""
    waiting = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if match := re.fullmatch(r"\s*# expect: (\w+)", line):
            waiting.append(match[1])
        else:
            yield from ((number, lint) for lint in waiting)
            waiting = []
    if waiting:
        sys.exit(f"{path}: nothing stands below the last comment")


def found_in(spoor, folder):
    """The exit code, and a count of (file, line, lint)."""
    done = subprocess.run([spoor, "lint", "--strict", "--format", "json", folder], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"lint {folder}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, collections.Counter(
        (finding["file"], finding["range"]["begin"]["line"], finding["id"]) for finding in findings)


def names(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def main():
    spoor, root = sys.argv[1], pathlib.Path(sys.argv[2]) / "tests/lint"
    expected = collections.Counter(
        (str(path), line, lint) for path in (root / "planted").rglob("*.spoor") for line, lint in expected_in(path))
    code, found = found_in(spoor, root / "planted")
    problems = [f"{file}:{line}: {lint} is not found" for file, line, lint in sorted((expected - found).elements())]
    problems += [f"{file}:{line}: {lint} is found, and not expected" for file, line, lint in sorted((found - expected).elements())]
    if code != 1:
        problems.append(f"the exit code of what has mistakes is {code}")
    if expected.total() < LEAST_MISTAKES:
        problems.append(f"only {expected.total()} mistakes are planted")
    code, found = found_in(spoor, root / "corrected")
    problems += [f"{file}:{line}: {lint} is found in what is correct" for file, line, lint in sorted(found)]
    if code != 0:
        problems.append(f"the exit code of what is correct is {code}")
    if any("# expect:" in path.read_text() for path in (root / "corrected").rglob("*.spoor")):
        problems.append("what is correct expects findings")
    if names(root / "planted") != names(root / "corrected"):
        problems.append("the two folders do not have the same files")
    print("\n".join(problems) if problems else f"{expected.total()} mistakes of {len({key[2] for key in expected})} lints")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
