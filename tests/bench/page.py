#!/usr/bin/env python3
"""Puts the figures of one run into spec/performance.md, between the marks that stand there: all of that run, whatever
they say, and none of another.
usage: page.py JSON PAGE    JSON: as `./dev bench --json JSON` writes it"""
import json
import pathlib
import re
import sys

BEGIN, END = "<!-- figures of one run, by tests/bench/page.py -->", "<!-- end of figures -->"
COLUMNS = ("100 rules, over the walk", "1000 rules, over the walk", "5000 rules, over the walk", "10000 rules, over the walk",
           "growth 100 to 10,000 rules", "worst event, 10,000 rules, over its walk")


def bound(figure):
    sign = ">=" if figure["at_least"] else "<="
    return f"{sign} {figure['target']:g}, {figure['verdict'].lower()}" if figure["target"] is not None else ""


def cell(figure):
    target = bound(figure)
    return f"{figure['value']:.2f}" + (f" ({target})" if target else "")


def tables(run):
    if not run["hits_agree"]:
        sys.exit("hits differ in this run: its times do not count")
    figures = {figure["name"]: figure for figure in run["figures"]}
    workloads = [name.removesuffix(", " + COLUMNS[0]) for name in figures if name.endswith(", " + COLUMNS[0])]
    yield "| times over the walk | 100 rules | 1,000 | 5,000 | 10,000 | growth | worst event |"
    yield "|---|---|---|---|---|---|---|"
    for workload in workloads:
        yield f"| {workload} | " + " | ".join(cell(figures.pop(f"{workload}, {column}")) for column in COLUMNS) + " |"
    yield ""
    yield "| figure | value | target |"
    yield "|---|---|---|"
    for figure in figures.values():
        yield f"| {figure['name']} | {figure['value']:.2f} {figure['unit']} | {bound(figure)} |"


def main():
    run, page = json.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2])
    before = f"Seed {run['seed']}, medians of {run['rounds']} rounds."
    text = "\n".join([BEGIN, "", before, "", *tables(run), "", END])
    page.write_text(re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: text, page.read_text(), flags=re.S))


main()
