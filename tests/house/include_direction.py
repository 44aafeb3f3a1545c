#!/usr/bin/env python3
"""Includes go one way: lang <- compiler <- runtime <- cli and library, and inside the runtime json <- log, event, lookup <- match
<- scan. The runtime and the library see of the compiler only the Program. PEGTL is known to the grammar alone, simdjson to a few files. No two
folders include each other, by whatever way round; a folder inside another counts for itself: it is either what the
outer one stands on, or what stands on the outer one.
usage: include_direction.py ROOT"""
import collections
import pathlib
import re
import sys

import tree

ROOMS = ("lang", "compiler", "runtime", "library", "cli")
ALLOWED = {
    "lang": {"lang"},
    "compiler": {"lang", "compiler"},
    "compiler/program": {"lang", "compiler/program"},
    "runtime/json": {"lang", "runtime/json"},
    "runtime/log": {"lang", "runtime/json", "runtime/log"},
    "runtime/event": {"lang", "compiler/program", "runtime/json", "runtime/event"},
    "runtime/lookup": {"lang", "compiler/program", "runtime/json", "runtime/lookup"},
    "runtime/match": {"lang", "compiler/program", "runtime/json", "runtime/event", "runtime/lookup", "runtime/match"},
    "runtime/sort": {"runtime/sort"},
    "runtime/state": {"lang", "compiler/program", "runtime/json", "runtime/sort", "runtime/state"},
    "runtime/scan": {"lang", "compiler/program", "runtime/json", "runtime/log", "runtime/event", "runtime/lookup", "runtime/match", "runtime/sort", "runtime/state", "runtime/scan"},
    "library": {"lang", "compiler/program", "runtime", "library"},
}
LIBRARIES = {
    "tao/pegtl": {"lang/grammar"},
    "simdjson": {"runtime/json/tokens.cpp", "runtime/log/framer.cpp"},
    "hs/": {"runtime/lookup/parts_chunk.cpp"},
    "maxminddb": {"runtime/lookup/database.cpp", "runtime/lookup/database_row.cpp"},
    "CLI/": {"cli/options.h", "cli/commands.h", "cli/main.cpp"},
}


def room(path):
    """The most precise name in ALLOWED for a file, or its top folder."""
    parts = path.split("/")
    for depth in (2, 1):
        name = "/".join(parts[:depth])
        if name in ALLOWED:
            return name
    return parts[0]


def within(target, allowed):
    return any(target == name or target.startswith(name + "/") for name in allowed)


def includes(root):
    """Yields (file, what it includes), both as paths from the root."""
    for name in tree.names(root, ".h", ".hpp", ".cpp"):
        if name.split("/")[0] in ROOMS:
            for match in re.finditer(r'^\s*#\s*include\s+[<"]([^">]+)[">]', (root / name).read_text(), re.M):
                yield name, match[1]


def circles(edges):
    """Yields the sets of folders that lead to each other; edges: folder -> folders."""

    def reach(start):
        reached, waiting = set(), [start]
        while waiting:
            for target in edges[waiting.pop()] - reached:
                reached.add(target)
                waiting.append(target)
        return reached

    reached = {folder: reach(folder) for folder in list(edges)}
    seen = set()
    for folder in sorted(reached):
        circle = {other for other in reached[folder] if folder in reached.get(other, ())}
        if circle and folder not in seen:
            seen |= circle
            yield circle


def problems(root):
    edges = collections.defaultdict(set)
    examples = {}
    for name, target in includes(root):
        for library, users in LIBRARIES.items():
            if target.startswith(library) and not within(name, users):
                yield f"{name} includes {target}, which only {', '.join(sorted(users))} may"
        if target.split("/")[0] not in ROOMS:
            continue
        allowed = ALLOWED.get(room(name))
        if allowed is not None and not within(target, allowed):
            yield f"{name} includes {target}, against the direction"
        step = name.rpartition("/")[0], target.rpartition("/")[0]
        if step[0] != step[1]:
            edges[step[0]].add(step[1])
            examples.setdefault(step, f"{name} includes {target}")
    for circle in circles(edges):
        steps = [text for (begin, end), text in sorted(examples.items()) if begin in circle and end in circle]
        yield f"folders in a circle, {', '.join(sorted(circle))}: {'; '.join(steps)}"


if __name__ == "__main__":
    tree.finish(problems(pathlib.Path(sys.argv[1])), "all includes go the right way")
