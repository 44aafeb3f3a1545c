"""Which calls a rule names, read from its condition with all definitions put in."""

import re

# `api("ec2", ("StopInstances"))` and its like, as they stand there: the service first, then its calls.
SERVICE_OR_CALL = re.compile(
    r'eventSource == concat\("(?P<service>[^"]+)", "\.amazonaws\.com\.cn"\)'
    r'|\beventName(?: == "(?P<name>[^"]+)"|\) in \((?P<names>[^)]*)\)| in \((?P<plain>[^)]*)\))'
)
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/[ims]*|[A-Za-z_][\w.]*|\S')


def negated_spans(condition: str) -> list[tuple[int, int]]:
    """Where `not ( ... )` stands, by offset: what is named in there is what the rule leaves out."""
    spans, opened, before = [], [], ""
    for token in TOKEN.finditer(condition):
        text = token.group()
        if text == "(":
            opened.append((before == "not", token.start()))
        elif text == ")" and opened:
            negated, start = opened.pop()
            if negated:
                spans.append((start, token.end()))
        before = text
    return spans


def calls_of(condition: str) -> set[tuple[str, str]]:
    """A call belongs to the service that was named last before it."""
    left_out = negated_spans(condition)
    calls, service = set(), None
    for match in SERVICE_OR_CALL.finditer(condition):
        if any(start <= match.start() < end for start, end in left_out):
            continue
        if match["service"]:
            service = match["service"]
        elif service:
            names = [match["name"]] if match["name"] else re.findall(r'"([^"]+)"', match["names"] or match["plain"])
            calls |= {(service, name) for name in names}
    return calls


def named_calls(resolved: str) -> dict[str, set[tuple[str, str]]]:
    """Rule to (service, base name of the call), of the text of `dump --stage=resolved`. A rule that takes the findings of
    another names what that one names."""
    calls: dict[str, set[tuple[str, str]]] = {}
    taken: dict[str, set[str]] = {}
    rule = ""
    for line in resolved.splitlines():
        if line.startswith("rule "):
            rule = line.split()[1].removeprefix("aws.")
            calls[rule], taken[rule] = set(), set()
        elif rule:
            calls[rule] |= calls_of(line)
            taken[rule] |= set(re.findall(r"\brule aws\.(\w+)", line))
    for rule, others in taken.items():
        for other in others:
            calls[rule] |= calls.get(other, set())
    return calls


def base_name(name: str) -> str:
    """The call without the date at its end, as the language has it."""
    return re.sub(r"(\d{8}(v\d+)?|\d{4}_\d\d_\d\d)$", "", name)
