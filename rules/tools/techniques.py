"""The first half of the page on coverage: technique by technique of Stratus Red Team, which rules catch it."""

import json
import pathlib

from noise import row

HEAD = """# Coverage

What the rules of `rules/aws` catch of two published collections of attacks. `rules/tools/tables.py` makes this page.

## Techniques of Stratus Red Team

[Stratus Red Team](https://stratus-red-team.cloud/attack-techniques/AWS/) carries out attacks and publishes the records that they leave.
A rule stands in the third column if it names a call that makes the technique what it is, and fired on a record of it.
Behind *beside* are rules that fired on what else was done, or that name no call and would catch any use of the tool.

"""


class Technique:
    """A line of stratus_techniques.tsv: the technique, how its records are told apart, its calls, a remark."""

    def __init__(self, line: str):
        self.name, selectors, calls, self.remark = (line.split("\t") + [""])[:4]
        self.selectors = [selector.split(":", 1) for selector in selectors.split() if selector != "-"]
        self.calls = {tuple(call.split(":")) for call in calls.split(",") if call}
        self.records: set[int] = set()

    def has(self, record: dict) -> bool:
        """Each run of the tool has a user agent of its own. What others recorded of a technique is told by its call."""
        return any(
            value in (record.get("userAgent") or "") if kind == "agent" else value == record.get("eventName")
            for kind, value in self.selectors
        )


def read_techniques(table: pathlib.Path) -> list[Technique]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return [Technique(line) for line in lines if line and not line.startswith("#")]


def rule_list(rules) -> str:
    return ", ".join(f"`{rule}`" for rule in sorted(rules))


def techniques_page(rules, corpus: pathlib.Path, table: pathlib.Path) -> tuple[str, list[str]]:
    techniques = read_techniques(table)
    problems = assign_records(techniques, corpus)
    fired: dict[int, set[str]] = {}
    for finding in rules.findings(corpus):
        for event in finding["events"]:
            fired.setdefault(event["record"], set()).add(finding["rule"])

    seen, unseen = "", ""
    caught_count = 0
    for technique in techniques:
        naming = set(rules.naming(technique.calls))
        if not technique.records:
            named = rule_list(naming) or "none"
            unseen += row(f"`{technique.name}`", calls_text(technique), named, technique.remark)
            continue
        all_rules = set().union(*(fired.get(record, set()) for record in technique.records))
        caught = all_rules & naming
        caught_count += 1 if caught else 0
        if not caught:
            problems.append(f"{technique.name}: no rule that names what it does fires on its records")
        beside = all_rules - caught
        seen += row(f"`{technique.name}`", len(technique.records), rule_list(caught) or "**missed**", rule_list(beside))

    total = sum(1 for technique in techniques if technique.records)
    page = HEAD + f"{caught_count} of the {total} techniques that have records are caught.\n\n"
    page += row("technique", "records", "caught by", "beside") + row("---", "---:", "---", "---") + seen
    page += "\nTechniques without records here: what they would leave, and the rules that name it.\n\n"
    page += row("technique", "calls", "rules that name them", "remark") + row(*["---"] * 4) + unseen
    return page, problems


def calls_text(technique: Technique) -> str:
    return ", ".join(f"`{service}:{name}`" for service, name in sorted(technique.calls))


def assign_records(techniques: list[Technique], corpus: pathlib.Path) -> list[str]:
    """Gives each technique its records, counted from 1, and says which record is nobody's."""
    problems = []
    for number, line in enumerate(corpus.read_text(encoding="utf-8").splitlines(), 1):
        record = json.loads(line)
        owners = [technique for technique in techniques if technique.has(record)]
        if len(owners) != 1:
            problems.append(f"{corpus.name}:{number}: {len(owners)} techniques of {len(techniques)} claim this record")
        for technique in owners:
            technique.records.add(number)
    return problems
