#!/usr/bin/env python3
"""Writes techniques.tsv: the techniques of MITRE ATT&CK for enterprises, by id.

    rules/attack/make_techniques.py attack_techniques.tsv > rules/attack/techniques.tsv

attack_techniques.tsv has id, name and tactics of each technique, between tabs, below a line that names the version;
so has techniques.tsv below its own.
"""

import re
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        version = re.search(r"ATT&CK [0-9.]+", next(lines)).group()
        techniques = [line.split("\t") for line in lines if not line.startswith("#")]
    print("# Written by make_techniques.py from MITRE ATT&CK. (c) The MITRE Corporation, used under its terms of use.")
    print(version)
    for technique in sorted(techniques):
        print("\t".join(part.strip() for part in technique))


if __name__ == "__main__":
    main()
