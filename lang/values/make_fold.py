#!/usr/bin/env python3
"""Writes fold.def from Unicode's CaseFolding.txt (Debian: /usr/share/unicode/CaseFolding.txt of unicode-data).

    lang/values/make_fold.py /usr/share/unicode/CaseFolding.txt > lang/values/fold.def

Takes the simple foldings, statuses C and S. Neighbours that move by the same distance share a row: next to each
other (stride 1), or every other one, where upper and lower case alternate (stride 2).
"""

import sys


def read_foldings(path):
    version = ""
    foldings = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not version:
                version = line.lstrip("# ").strip().removesuffix(".txt")
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) >= 3 and fields[1] in ("C", "S"):
                foldings[int(fields[0], 16)] = int(fields[2], 16)
    return version, sorted(foldings.items())


def rows(foldings):
    """Yields (first, last, stride, delta)."""
    row = None
    for code_point, folded in foldings:
        delta = folded - code_point
        if row and delta == row[3]:
            gap = code_point - row[1]
            if gap == row[2] or (row[0] == row[1] and gap in (1, 2)):
                row = (row[0], code_point, gap, delta)
                continue
        if row:
            yield row
        row = (code_point, code_point, 1, delta)
    if row:
        yield row


def main():
    version, foldings = read_foldings(sys.argv[1])
    print(f"// Written by make_fold.py from {version}, statuses C and S. Ascending.")
    print("//")
    print("// FOLD(first, last, stride, delta): every code point first, first + stride, ... last folds to itself + delta.")
    print()
    for first, last, stride, delta in rows(foldings):
        print(f"FOLD(0x{first:04X}, 0x{last:04X}, {stride}, {delta})")


if __name__ == "__main__":
    main()
