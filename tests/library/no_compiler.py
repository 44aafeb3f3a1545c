#!/usr/bin/env python3
"""No code of the language's front end is in libspoor: a sensor runs packs without a parser.
usage: no_compiler.py LIBSPOOR.a RUNTIME.a FRONT_END.a ..."""
import subprocess
import sys


def defined(archive):
    """Functions and data that the archive's objects define for others; not what headers leave in every object."""
    done = subprocess.run(["nm", "--defined-only", "--format=posix", archive], capture_output=True, text=True, check=True)
    rows = (line.split() for line in done.stdout.splitlines())
    return {row[0] for row in rows if len(row) > 2 and row[1] in "TDBR"}


def main(library, runtime, *front_end):
    inside = defined(library)
    if not defined(runtime) or not defined(runtime) <= inside:
        sys.exit(f"{runtime} is no part of {library}, so this test sees nothing")
    for archive in front_end:
        symbols = defined(archive)
        if not symbols:
            sys.exit(f"{archive} defines nothing, so this test sees nothing")
        if symbols & inside:
            sys.exit(f"{library} has code of {archive}: {', '.join(sorted(symbols & inside)[:5])}")
    names = subprocess.run(["nm", library], capture_output=True, text=True, check=True).stdout
    if "pegtl" in names:
        sys.exit(f"{library} has symbols of PEGTL")


main(*sys.argv[1:])
