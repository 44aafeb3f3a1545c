"""The page on noise: how many findings the rules give on records of everyday use and of attacks."""

import collections
import pathlib

# More findings than that in 1,000 records, and a rule is looked at again.
BOUND = 5
EVERYDAY = ("boogy_example", "maheribra", "opensearch_catalog")

HEAD = """# Noise

How many findings the rules of `rules/aws` give, with their `dedup`, on six collections of real records. `rules/tools/tables.py`
makes this page. Nobody's lists are filled in, as `site.spoor` has them.

`boogy_example`, `opensearch_catalog` and most of `maheribra` are everyday use. The others are attacks, where a finding is no noise:
`stratus` what a tool that carries out attacks left behind, `traildiscover` a record of each call that attackers are known to
make, most of them refused, and `umccr` for the most part a public challenge to break in.

| collection | records | findings | per 1,000 records |
|---|---:|---:|---:|
"""


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def per_thousand(count: int, records: int) -> float:
    return 1000 * count / records


def noise_page(rules, folder: pathlib.Path) -> str:
    sizes, counts = {}, {}
    for path in sorted(folder.glob("*.ndjson")):
        sizes[path.stem] = sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        counts[path.stem] = collections.Counter(finding["rule"] for finding in rules.findings(path))

    page = HEAD
    for corpus, size in sizes.items():
        total = counts[corpus].total()
        page += row(corpus, f"{size:,}", total, f"{per_thousand(total, size):.1f}")
    page += "\n" + over_the_bound(counts, sizes)
    page += f"\nBy rule. Where a rule gives more than {BOUND} findings per 1,000 records, how many it gives stands in parentheses.\n\n"
    page += row("rule", "severity", *sizes) + row("---", "---", *["---:"] * len(sizes))
    found = sorted(set().union(*counts.values()))
    for rule in found:
        cells = [cell(counts[corpus][rule], size) for corpus, size in sizes.items()]
        page += row(f"`{rule}`", rules.severity[rule], *cells)
    return page


def over_the_bound(counts: dict, sizes: dict) -> str:
    over = {
        rule
        for corpus in EVERYDAY
        for rule, count in counts.get(corpus, {}).items()
        if per_thousand(count, sizes[corpus]) > BOUND
    }
    rules = ", ".join(f"`{rule}`" for rule in sorted(over)) or "no rule"
    return f"Of everyday use, more than {BOUND} findings per 1,000 records come from: {rules}.\n"


def cell(count: int, size: int) -> str:
    rate = per_thousand(count, size)
    return f"{count} ({rate:.1f})" if rate > BOUND else str(count or "")
