#!/usr/bin/env python3
"""Writes calls.txt: which API calls AWS has, and which parameters they take.

    rules/aws_api/make_calls.py operations.tsv.gz > rules/aws_api/calls.txt

operations.tsv.gz has a line for each operation of botocore's service models (Apache-2.0): event source, operation,
top-level request keys, sensitive paths; between tabs, lists between commas. Keys begin with a lower-case letter, as in
records.

What is written has three parts, each below a line with its name and its length. `words` are what names consist of,
`FileSystem` of `File` and `System`. `keys` are all request keys with a capital first letter, each as the codes of its
words. In `services` a line `@s3` begins a service, by the first part of its event source's host name; lines below have
an operation as the codes of its words and, behind a blank, the codes of its keys. Words and keys stand with the
commonest first, whose codes are the shortest.

A code is a number in one to three digits, which are printable characters but blank, `#` and `@`. A first digit below
ONE is all of the number; one below TWO begins two digits, and any other three.
"""

import collections
import gzip
import re
import sys

DIGITS = [chr(c) for c in range(33, 127) if chr(c) not in "#@"]
ONE, TWO = 48, 86
BASE = len(DIGITS)
DATE_SUFFIX = re.compile(r"(\d{8}(v\d+)?|\d{4}_\d\d_\d\d)$")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+|[^A-Za-z0-9]")


def code(number):
    if number < ONE:
        return DIGITS[number]
    number -= ONE
    if number < (TWO - ONE) * BASE:
        return DIGITS[ONE + number // BASE] + DIGITS[number % BASE]
    number -= (TWO - ONE) * BASE
    return DIGITS[TWO + number // BASE**2] + DIGITS[number // BASE % BASE] + DIGITS[number % BASE]


def codes(things):
    commonest = sorted(things, key=lambda thing: (-things[thing], thing))
    return {thing: code(number) for number, thing in enumerate(commonest)}


def read_services(path):
    services = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, operation, keys, _ = line.rstrip("\n").split("\t")
            service = services.setdefault(source.split(".", 1)[0], {})
            name = DATE_SUFFIX.sub("", operation) or operation
            service.setdefault(name, set()).update(key[:1].upper() + key[1:] for key in keys.split(",") if key)
    return services


def main():
    services = read_services(sys.argv[1])
    keys = codes(collections.Counter(key for service in services.values() for op in service.values() for key in op))
    names = [name for service in services.values() for name in service] + list(keys)
    words = codes(collections.Counter(word for name in names for word in WORD.findall(name)))

    def spelled(name):
        return "".join(words[word] for word in WORD.findall(name))

    print("# Written by make_calls.py, which says in what form, from botocore's service models (Apache-2.0).")
    print("words", len(words))
    print(*words, sep="\n")
    print("keys", len(keys))
    print(*map(spelled, keys), sep="\n")
    print("services", len(services))
    for service, operations in sorted(services.items()):
        print("@" + service)
        for operation, taken in sorted(operations.items()):
            print(spelled(operation), *["".join(keys[key] for key in sorted(taken))] if taken else [])


if __name__ == "__main__":
    main()
