#!/usr/bin/env python3
"""packages.txt is the one list of packages: README's table has the same ones, and `dev` installs its groups.
usage: packages.py ROOT"""
import pathlib
import re
import sys

import tree


def groups_of_packages(text):
    """package -> group"""
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {row[1]: row[0] for row in rows}


def packages_of_table(text):
    """The first cells of the table under README's heading "Packages"."""
    section = text.partition("\n## Packages\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\|([^|]*)\|", section, re.M)[2:]  # behind the heading and the line below it
    return {name.strip() for cell in cells for name in cell.split(",")}


def problems(root):
    listed = groups_of_packages((root / "packages.txt").read_text())
    shown = packages_of_table((root / "README.md").read_text())
    for package in sorted(set(listed) - shown):
        yield f"{package} of packages.txt is not in README's table"
    for package in sorted(shown - set(listed)):
        yield f"{package} of README's table is not in packages.txt"
    groups = set(listed.values())
    installed = set()
    for words in re.findall(r"(?<=\bsetup )(\w+|\"[\w ]+\")", (root / "dev").read_text()):
        installed.update(words.strip('"').split())
    for group in sorted(groups - installed):
        yield f"the group {group} of packages.txt is installed by no command of dev"
    for group in sorted(installed - groups):
        yield f"dev installs the group {group}, of which packages.txt has none"


if __name__ == "__main__":
    tree.finish(problems(pathlib.Path(sys.argv[1])), "one list of packages")
