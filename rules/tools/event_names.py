"""The second half of the page on coverage: the calls that attackers are known to make, and the rules that name them."""

import copy
import json
import pathlib
import tempfile

from calls import base_name
from noise import row
from techniques import rule_list

HEAD = """
## Calls that attackers have made

[TrailDiscover](https://traildiscover.cloud) collects calls that were seen in attacks, with a record of each: {names} names, {total} calls where
one name is told apart by its service. A rule names {named} of them; of these, {holding} have a rule that holds for the record of the
collection itself, as if a user of the account had made the call, in success or refused. Rules in parentheses do not: they ask for
parameters that the record does not have, or for several records. Rules that name no call, such as those on bursts of
questions, count beside all of these.

"""


def event_names_page(rules, corpus: pathlib.Path, table: pathlib.Path) -> tuple[str, list[str]]:
    records = {}
    for line in corpus.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        key = (record["eventSource"].split(".")[0], base_name(record["eventName"]))
        records.setdefault(key, []).append(record)
    reasons = read_reasons(table)
    holding = holding_rules(rules, records)

    named_rows, unnamed_rows, problems = "", "", []
    named = held = 0
    for key in sorted(records):
        naming = set(rules.naming({key}))
        call = "`" + ":".join(key) + "`"
        if naming:
            named += 1
            held += 1 if naming & holding[key] else 0
            others = rule_list(naming - holding[key])
            named_rows += row(call, " ".join(filter(None, [rule_list(naming & holding[key]), others and f"({others})"])))
            if key in reasons:
                problems.append(f"undetected.tsv: {':'.join(key)} is named by {', '.join(sorted(naming))}: take the line out")
        else:
            unnamed_rows += row(call, reasons.get(key, "**no reason given**"))
            if key not in reasons:
                problems.append(f"undetected.tsv: no rule names {':'.join(key)}, and there is no reason why")
    problems += [f"undetected.tsv: no record is of {':'.join(key)}" for key in sorted(reasons.keys() - records.keys())]

    page = HEAD.format(names=len({name for _, name in records}), total=len(records), named=named, holding=held)
    page += row("call", "rules that name it") + row("---", "---") + named_rows
    page += f"\nThe {len(records) - named} that no rule names:\n\n" + row("call", "why") + row("---", "---") + unnamed_rows
    return page, problems


def read_reasons(table: pathlib.Path) -> dict[tuple[str, str], str]:
    """Lines of: service, call, why no rule names it."""
    reasons = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            service, name, reason = line.split("\t")
            reasons[(service, name)] = reason
    return reasons


def take_out_named(rules, table: pathlib.Path) -> None:
    """Rewrites the table without the calls that a rule names."""
    kept = [line for line in table.read_text(encoding="utf-8").splitlines(keepends=True) if not names_call(rules, line)]
    table.write_text("".join(kept), encoding="utf-8")


def names_call(rules, line: str) -> bool:
    return not line.startswith("#") and "\t" in line and bool(rules.naming({tuple(line.split("\t")[:2])}))


def made_by_user(record: dict, number: int, refused: bool) -> dict:
    """The record, as if a user of the account had made the call with a key of long life: who differs from record to record,
    so that no `dedup` hides one."""
    made = copy.deepcopy(record)
    account = "111122223333"
    made |= {"eventID": f"{number}-{refused}", "recipientAccountId": account, "sourceIPAddress": "198.51.100.7"}
    made["eventTime"] = "2026-01-01T00:00:00Z"
    made["userIdentity"] = {
        "type": "IAMUser",
        "principalId": f"AIDA{number}",
        "arn": f"arn:aws:iam::{account}:user/user{number}",
        "accountId": account,
        "accessKeyId": f"AKIA{number}",
        "userName": f"user{number}",
    }
    made.pop("errorCode", None)
    made.pop("errorMessage", None)
    if refused:
        made |= {"errorCode": "AccessDenied", "responseElements": None}
    return made


def holding_rules(rules, records: dict) -> dict[tuple[str, str], set[str]]:
    """The rules that fire on a record of the call alone, in success or refused."""
    keys, lines = [], []
    for key, originals in sorted(records.items()):
        for original in originals:
            for refused in (False, True):
                keys.append(key)
                lines.append(json.dumps(made_by_user(original, len(keys), refused)))
    holding: dict[tuple[str, str], set[str]] = {key: set() for key in records}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "records.ndjson"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for finding in rules.findings(path):
            for event in finding["events"]:
                holding[keys[event["record"] - 1]].add(finding["rule"])
    return holding
