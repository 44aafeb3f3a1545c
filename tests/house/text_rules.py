#!/usr/bin/env python3
"""No source is over 400 lines. No file names a place of some developer's machine, or leaves a note to finish it later;
what builds and tests the project fetches from nowhere but the package source that the system has set up.
usage: text_rules.py ROOT"""
import pathlib
import re
import sys

import tree

MOST_LINES = 400
SOURCES = (".c", ".cpp", ".h", ".hpp", ".py", ".sh", "dev")
FORBIDDEN = {  # the notes are written so that this file does not find itself
    "a place of one machine": re.compile(r"(?<![\w.$}/])/(?:work|root)/\w|/tmp/b[a]sh"),
    "a note for later": re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b"),
    "the number of an issue": re.compile(r"\bissues? #?\d", re.I),
    "a proxy or package source of one machine": re.compile(
        r"https?_proxy\s*=|--(?:extra-)?index-url|\bregistry\s*=|\bAcquire::https?|apt/sources\.list", re.I),
}
# Files about a lint that finds such notes in rules.
ABOUT_NOTES = ("compiler/lint/placeholder_text.cpp", "spec/lints/placeholder_text.md", "tests/lint/hygiene.txt")
FETCHES = re.compile(r"\b(?:curl|wget|FetchContent\w*|ExternalProject\w*|git clone|pip3? install|npm install)\b")
BUILD_FILES = ("CMakeLists.txt", "dev", "run", ".cmake", ".yml", "CMakePresets.json")


def problems(root):
    for name in tree.names(root):
        try:
            text = (root / name).read_text()
        except UnicodeDecodeError:
            continue  # packed samples
        lines = text.splitlines()
        if name.endswith(SOURCES) and len(lines) > MOST_LINES:
            yield f"{name} has {len(lines)} lines, more than {MOST_LINES}: split it"
        forbidden = dict(FORBIDDEN)
        if name in ABOUT_NOTES:
            del forbidden["a note for later"]
        if name.endswith(BUILD_FILES):
            forbidden["fetching what is no package of the system"] = FETCHES
        for number, line in enumerate(lines, 1):
            for what, pattern in forbidden.items():
                if found := pattern.search(line):
                    yield f"{name}:{number}: {what}: {found[0]}"


if __name__ == "__main__":
    tree.finish(problems(pathlib.Path(sys.argv[1])), "no file is too long, and none names what it should not")
