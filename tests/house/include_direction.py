#!/usr/bin/env python3
"""Includes go one way: lang <- compiler <- runtime <- cli, and inside the runtime json <- log, event <- match <- scan.
The runtime sees of the compiler only the Program. PEGTL is known to the grammar alone, simdjson to a few files.
usage: include_direction.py ROOT"""
import pathlib
import re
import sys

ALLOWED = {
    "lang": {"lang"},
    "compiler": {"lang", "compiler"},
    "compiler/program": {"lang", "compiler/program"},
    "runtime/json": {"lang", "runtime/json"},
    "runtime/log": {"lang", "runtime/json", "runtime/log"},
    "runtime/event": {"lang", "compiler/program", "runtime/json", "runtime/event"},
    "runtime/match": {"lang", "compiler/program", "runtime/json", "runtime/event", "runtime/match"},
    "runtime/scan": {"lang", "compiler/program", "runtime/json", "runtime/log", "runtime/event", "runtime/match", "runtime/scan"},
}
LIBRARIES = {
    "tao/pegtl": {"lang/grammar.h", "lang/grammar.cpp"},
    "simdjson": {"runtime/json/tokens.cpp", "runtime/log/framer.cpp"},
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


def problems(root):
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        top = name.split("/")[0]
        if path.suffix not in (".h", ".cpp") or top not in ("lang", "compiler", "runtime", "cli"):
            continue
        for match in re.finditer(r'^\s*#\s*include\s+[<"]([^">]+)[">]', path.read_text(), re.M):
            target = match[1]
            for library, users in LIBRARIES.items():
                if target.startswith(library) and name not in users:
                    yield f"{name} includes {target}, which only {', '.join(sorted(users))} may"
            allowed = ALLOWED.get(room(name))
            if target.split("/")[0] in ("lang", "compiler", "runtime", "cli") and allowed is not None:
                if not within(target, allowed):
                    yield f"{name} includes {target}, against the direction"


found = list(problems(pathlib.Path(sys.argv[1])))
print("\n".join(found) or "all includes go the right way")
sys.exit(1 if found else 0)
