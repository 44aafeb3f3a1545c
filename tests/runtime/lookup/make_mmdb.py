#!/usr/bin/env python3
"""Writes a MaxMind database: make_mmdb.py ROWS.json OUT [--record-size 24|28|32] [--ip-version 4|6] [--padding BYTES]

ROWS.json is an object of networks and their rows. What JSON has no type for is written {"$float": 1.5},
{"$bytes": "00ff"} or {"$raw": "e1"} (bytes of the file itself, for damage). Equal values are written once and pointed to,
as MaxMind's own are; --padding moves them away from the beginning, so that pointers become longer.
"""

import argparse
import ipaddress
import json
import struct

EXTENDED, POINTER, TEXT, REAL64, BYTES, NATURAL16, NATURAL32, MAP = range(8)
INTEGER32, NATURAL64, NATURAL128, ARRAY, CONTAINER, END, BOOLEAN, REAL32 = range(8, 16)


def control(kind, size):
    if size < 29:
        first, more = size, b""
    elif size < 285:
        first, more = 29, (size - 29).to_bytes(1, "big")
    elif size < 65821:
        first, more = 30, (size - 285).to_bytes(2, "big")
    else:
        first, more = 31, (size - 65821).to_bytes(3, "big")
    if kind < 8:
        return bytes([kind << 5 | first]) + more
    return bytes([first, kind - 7]) + more


def pointer(target):
    if target < 2048:
        return bytes([POINTER << 5 | target >> 8, target & 255])
    if target < 526336:
        target -= 2048
        return bytes([POINTER << 5 | 1 << 3 | target >> 16]) + (target & 0xFFFF).to_bytes(2, "big")
    if target < 134744064:
        target -= 526336
        return bytes([POINTER << 5 | 2 << 3 | target >> 24]) + (target & 0xFFFFFF).to_bytes(3, "big")
    return bytes([POINTER << 5 | 3 << 3]) + target.to_bytes(4, "big")


def natural(number):
    bytes_needed = (number.bit_length() + 7) // 8
    kind = next(kind for kind, most in ((NATURAL16, 2), (NATURAL32, 4), (NATURAL64, 8), (NATURAL128, 16))
                if bytes_needed <= most)
    return control(kind, bytes_needed) + number.to_bytes(bytes_needed, "big")


def fixed(kind, size, number):
    return {"$raw": (control(kind, size) + number.to_bytes(size, "big")).hex()}


class Data:
    """The data section. Without `shares` nothing is pointed to, as in metadata."""

    def __init__(self, padding=0, shares=True):
        self.bytes = bytearray(padding)
        self.shares = shares
        self.known = {}

    def row(self, value):
        """The offset of a value that stands by itself."""
        key = json.dumps(value, sort_keys=True)
        if key not in self.known:
            self.add(value)
        return self.known[key]

    def add(self, value):
        key = json.dumps(value, sort_keys=True)
        if self.shares and key in self.known:
            self.bytes += pointer(self.known[key])
            return
        self.known[key] = len(self.bytes)
        if isinstance(value, bool):
            self.bytes += control(BOOLEAN, int(value))
        elif isinstance(value, int):
            self.bytes += natural(value) if value >= 0 else control(INTEGER32, 4) + struct.pack(">i", value)
        elif isinstance(value, float):
            self.bytes += control(REAL64, 8) + struct.pack(">d", value)
        elif isinstance(value, str):
            text = value.encode()
            self.bytes += control(TEXT, len(text)) + text
        elif isinstance(value, list):
            self.bytes += control(ARRAY, len(value))
            for element in value:
                self.add(element)
        elif "$float" in value:
            self.bytes += control(REAL32, 4) + struct.pack(">f", value["$float"])
        elif "$bytes" in value:
            raw = bytes.fromhex(value["$bytes"])
            self.bytes += control(BYTES, len(raw)) + raw
        elif "$raw" in value:
            self.bytes += bytes.fromhex(value["$raw"])
        else:
            self.bytes += control(MAP, len(value))
            for name, member in value.items():
                self.add(name)
                self.add(member)


class Tree:
    """Nodes of two records: None, ("node", number) or ("row", offset)."""

    def __init__(self):
        self.nodes = [[None, None]]

    def insert(self, bits, offset):
        if not bits:
            self.nodes = [[("row", offset), ("row", offset)]]
            return
        node = 0
        for bit in bits[:-1]:
            record = self.nodes[node][bit]
            if record is None or record[0] == "row":
                self.nodes.append([record, record])
                record = self.nodes[node][bit] = ("node", len(self.nodes) - 1)
            node = record[1]
        self.nodes[node][bits[-1]] = ("row", offset)

    def packed(self, record_size):
        count = len(self.nodes)

        def number(record):
            if record is None:
                return count
            return record[1] if record[0] == "node" else count + 16 + record[1]

        out = bytearray()
        for left, right in self.nodes:
            left, right = number(left), number(right)
            assert max(left, right) < 1 << record_size, "the records are too small"
            if record_size == 28:
                out += (left & 0xFFFFFF).to_bytes(3, "big")
                out.append(left >> 24 << 4 | right >> 24)
                out += (right & 0xFFFFFF).to_bytes(3, "big")
            else:
                out += left.to_bytes(record_size // 8, "big") + right.to_bytes(record_size // 8, "big")
        return bytes(out)


def bits_of(network, ip_version):
    value, width, prefix = int(network.network_address), network.max_prefixlen, network.prefixlen
    if network.version < ip_version:
        width, prefix = 128, prefix + 96
    return [value >> (width - 1 - bit) & 1 for bit in range(prefix)]


def make(rows, record_size=28, ip_version=6, padding=0):
    data, tree = Data(padding), Tree()
    networks = sorted(((ipaddress.ip_network(text), row) for text, row in rows.items()), key=lambda n: n[0].prefixlen)
    for network, row in sorted(networks, key=lambda n: len(bits_of(n[0], ip_version))):
        tree.insert(bits_of(network, ip_version), data.row(row))
    metadata = Data(shares=False)
    metadata.add({
        "binary_format_major_version": fixed(NATURAL16, 2, 2), "binary_format_minor_version": fixed(NATURAL16, 2, 0),
        "build_epoch": fixed(NATURAL64, 8, 1767225600), "database_type": "Spoor-Test",
        "description": {"en": "made for a test"}, "ip_version": fixed(NATURAL16, 2, ip_version), "languages": ["en"],
        "node_count": fixed(NATURAL32, 4, len(tree.nodes)), "record_size": fixed(NATURAL16, 2, record_size)})
    return tree.packed(record_size) + bytes(16) + bytes(data.bytes) + b"\xab\xcd\xefMaxMind.com" + bytes(metadata.bytes)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows")
    parser.add_argument("out")
    parser.add_argument("--record-size", type=int, choices=(24, 28, 32), default=28)
    parser.add_argument("--ip-version", type=int, choices=(4, 6), default=6)
    parser.add_argument("--padding", type=int, default=0)
    options = parser.parse_args()
    with open(options.rows, encoding="utf-8") as file:
        rows = json.load(file)
    with open(options.out, "wb") as file:
        file.write(make(rows, options.record_size, options.ip_version, options.padding))


if __name__ == "__main__":
    main()
