#!/usr/bin/env python3
"""The commands that README, the manual and `dev` print work as printed. In a block of `sh` each command must succeed; in
a block of `console` what follows a line `$ command` is its output, byte for byte. Commands of `./dev` install packages
and build, so they are not run: each must be in the usage of `dev`.

They run where the rules and samples stand as in the project; LOGS and YOUR_LOGS are the sample trail, my_rules/ holds
the rules that the page itself shows in blocks of `spoor`.
usage: printed_commands.py SPOOR ROOT"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import tree

TRAIL = "rules/samples/trail"


def joined(lines):
    """Commands of several lines, ended by a backslash each, as one."""
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def commands_of_block(language, lines):
    """Yields (command, output); the output of an `sh` block is None."""
    if language == "sh":
        for line in joined(lines):
            if command := re.sub(r"\s#\s.*", "", " " + line).strip():
                yield command, None
        return
    for part in re.split(r"^\$ ", "\n".join(lines) + "\n", flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def commands_of_page(text):
    for language, _, lines in tree.fenced_blocks(text):
        if language in ("sh", "console"):
            yield from commands_of_block(language, lines)


def unfenced(text):
    """Commands in blocks that are only indented, which nobody runs."""
    fenced = set()
    for _, first, lines in tree.fenced_blocks(text):
        fenced.update(range(first, first + len(lines)))
    for number, line in enumerate(text.splitlines(), 1):
        if number not in fenced and re.match(r" {4}(\$ )?(\./dev|\S*spoor) ", line):
            yield f"line {number} is a command outside of a block of sh or console"


def rules_of_page(text):
    blocks = ["\n".join(lines) + "\n" for language, _, lines in tree.fenced_blocks(text) if language == "spoor"]
    return "".join(blocks)


def furnish(stage, spoor, root, page):
    """Makes a folder look as the commands of a page expect it."""
    (stage / "build/release").mkdir(parents=True)
    (stage / "my_rules").mkdir()
    (stage / "my_rules/my.spoor").write_text(rules_of_page(page))
    for link, target in (("rules", root / "rules"), ("examples", root / "examples"), ("LOGS", root / TRAIL), ("YOUR_LOGS", root / TRAIL),
                         ("build/release/spoor", spoor), ("spoor", spoor)):
        (stage / link).symlink_to(target)


def run(command, stage):
    environment = {**os.environ, "PATH": f"{stage}:{os.environ['PATH']}", "NO_COLOR": "1"}
    return subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=stage, env=environment, text=True, timeout=120,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def problems_of(commands, stage, dev_commands):
    for command, output in commands:
        if own := re.match(r"\./dev\s+([\w-]+)", command):
            if own[1] not in dev_commands:
                yield f"`{command}` is no command of dev"
            continue
        done = run(command, stage)
        if output is None and done.returncode != 0:
            yield f"`{command}` ended with {done.returncode}:\n{done.stdout[-2000:]}"
        elif output is not None and done.stdout != output:
            yield f"`{command}` printed\n{done.stdout[-2000:]}and not\n{output}"


def problems(spoor, root):
    dev = (root / "dev").read_text()
    usage = re.search(r"<<'TEXT'\n(.*?)^TEXT$", dev, re.S | re.M)[1]
    dev_commands = set(re.findall(r"^  (\w+)", usage, re.M))
    pages = ["README.md"] + ["spec/" + name for name in tree.names(root / "spec", ".md")]
    count = 0
    for name in pages + ["dev"]:
        text = (root / name).read_text()
        if name == "dev":
            commands = [(line.strip(), None) for line in re.findall(r"^  build/release/spoor .*", text, re.M)]
        else:
            commands = list(commands_of_page(text))
            yield from (f"{name}: {problem}" for problem in unfenced(text))
        count += len(commands)
        with tempfile.TemporaryDirectory() as folder:
            stage = pathlib.Path(folder)
            furnish(stage, spoor, root, text)
            yield from (f"{name}: {problem}" for problem in problems_of(commands, stage, dev_commands))
    if count == 0:
        yield "no command was found in any page"


if __name__ == "__main__":
    tree.finish(problems(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()),
                "all printed commands work")
