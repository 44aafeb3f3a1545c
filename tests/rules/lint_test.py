#!/usr/bin/env python3
"""`spoor lint` finds nothing in the packs that ship, as strict as their own settings are, nor in the example.
usage: lint_test.py SPOOR ROOT"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def lint(spoor: str, *arguments: str) -> tuple[int, list[dict]]:
    """The exit code, and the findings."""
    done = subprocess.run([spoor, "lint", "--format", "json", *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"lint {' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def expect_clean(spoor: str, *arguments: str) -> list[str]:
    code, findings = lint(spoor, *arguments)
    problems = [
        f"{finding['file']}:{finding['range']['begin']['line']}: {finding['id']}: {finding['message']}"
        for finding in findings
    ]
    if code != 0 and not problems:
        problems.append(f"lint {' '.join(arguments)}: exit code {code} without a finding")
    return problems


def expect_settings_count(spoor: str, root: pathlib.Path) -> list[str]:
    """What spoor.toml asks of every rule is missed where it is taken away from one."""
    with tempfile.TemporaryDirectory() as folder:
        pack = pathlib.Path(folder) / "aws"
        shutil.copytree(root / "rules/aws", pack)
        file = pack / "trail.spoor"
        text, count = re.subn(r"^  runbook .*\n", "", file.read_text(), count=1, flags=re.MULTILINE)
        file.write_text(text)
        code, findings = lint(spoor, str(pack))
    missed = [finding for finding in findings if finding["id"] == "missing_metadata" and "runbook" in finding["message"]]
    if count == 1 and code == 1 and len(missed) == 1:
        return []
    return [f"{count} runbook taken away, exit code {code}, {len(missed)} missed"]


def main() -> int:
    spoor, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    problems = expect_clean(spoor, str(root / "rules/aws"), str(root / "rules/cloudtrail"))
    problems += expect_clean(spoor, "--strict", str(root / "examples/kubernetes"))
    problems += expect_settings_count(spoor, root)
    print("\n".join(problems) if problems else "nothing found")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
