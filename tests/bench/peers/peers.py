#!/usr/bin/env python3
"""Other tools on the records of the benchmark: the same question to each, the seconds of each over Spoor's, one thread
where a tool can be told so. A tool that is not installed is passed over.
usage: peers.py SPOOR SPOOR_BENCHMARK"""
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
WANTED = "eventName"


def names_of(rules):
    """The events that the rules name, those of real calls first."""
    return re.findall(r'eventName == "(\w+)"', rules.read_text())


def spoor_rules(names):
    return "".join(f'rule r{i} {{\n  title "Named"\n  severity low\n  where {WANTED} == "{name}"\n}}\n' for i, name in enumerate(names))


def sigma_rules(names):
    return "\n---\n".join(
        f"title: Named {i}\nid: 00000000-0000-4000-8000-{i:012}\nlogsource:\n  product: aws\n  service: cloudtrail\n"
        f"detection:\n  named:\n    {WANTED}: {name}\n  condition: named\nlevel: low\n" for i, name in enumerate(names))


def commands(folder, spoor, names):
    """tool -> (its command, what a record of its output is)"""
    records = str(folder / "records.ndjson")
    (folder / "names.spoor").write_text(spoor_rules(names))
    (folder / "names.txt").write_text("".join(f'"{WANTED}":"{name}"\n' for name in names))
    (folder / "names.yml").write_text(sigma_rules(names))
    wanted = ",".join(f'"{name}":1' for name in names)
    return {
        "spoor": [spoor, "scan", "--threads", "1", "--quiet", "--format", "ndjson", "--rules", str(folder / "names.spoor"), records],
        "jq": ["jq", "-c", f"select({{{wanted}}}[.{WANTED}])", records],
        "rg": ["rg", "--threads", "1", "--no-line-number", "--fixed-strings", "--file", str(folder / "names.txt"), records],
        "rsigma": ["rsigma", "engine", "eval", "--rules", str(folder / "names.yml"), "--event", f"@{records}"],
    }


def timed(command):
    begin = time.perf_counter()
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return time.perf_counter() - begin, result


def usable(tools):
    """Those that are installed and find as many records as Spoor does."""
    wanted = None
    for name, command in tools.items():
        if shutil.which(command[0]) is None:
            print(f"{name} is not installed, and passed over")
            continue
        _, result = timed(command)
        if result.returncode not in (0, 1):
            print(f"{name} does not run so: {result.stderr.strip().splitlines()[-1:]}, and is passed over")
            continue
        found = sum(1 for line in result.stdout.splitlines() if line.strip())
        wanted = found if wanted is None else wanted
        if found != wanted:
            print(f"{name} finds {found} records, Spoor {wanted}: its time does not count")
            continue
        yield name, command


def main():
    spoor, benchmark = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([benchmark, "--export", name], check=True)
        names = names_of(folder / "rules.spoor")
        tools = dict(usable(commands(folder, spoor, names)))
        times = {tool: [] for tool in tools}
        for _ in range(ROUNDS):
            for tool, command in tools.items():
                times[tool].append(timed(command)[0])
        for tool, taken in times.items():
            ratios = [mine / spoors for mine, spoors in zip(taken, times["spoor"])]
            print(f"{tool:<8} {len(names)} names, {statistics.median(ratios):8.2f} x spoor's time")


main()
