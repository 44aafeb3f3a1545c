#!/usr/bin/env python3
"""Every .cpp file is named in a CMakeLists.txt, so that none is forgotten by the build; and what is named is there.
usage: listed_sources.py ROOT"""
import pathlib
import posixpath
import re
import sys

import tree

FOLDERS = ("lang", "compiler", "runtime", "library", "cli", "tests")


def listed(root):
    """Yields (list, source) for each source that a list names; those that the build makes have a `$` in their path."""
    for name in tree.names(root):
        if posixpath.basename(name) != "CMakeLists.txt":
            continue
        text = re.sub(r"#.*", "", (root / name).read_text())
        for source in re.findall(r"[^\s()\"]+\.cpp\b", text):
            if "$" not in source:
                yield name, posixpath.normpath(posixpath.join(posixpath.dirname(name), source))


def problems(root):
    known = set()
    for cmake_list, source in listed(root):
        known.add(source)
        if not (root / source).is_file():
            yield f"{cmake_list} names {source}, which is not there"
    for name in tree.names(root, ".cpp"):
        if name.split("/")[0] in FOLDERS and name not in known:
            yield f"{name} is in no CMakeLists.txt"


if __name__ == "__main__":
    tree.finish(problems(pathlib.Path(sys.argv[1])), "every source is in a list, and every listed one is there")
