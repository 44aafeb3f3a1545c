"""The project's tree as the checks of this folder see it, and how a check ends.

A check is a module with problems(root), which yields a sentence for each thing that is wrong."""
import os
import pathlib
import sys

LEFT_OUT = {".git", "build", "__pycache__"}


def names(root, *suffixes):
    """Files below a folder, as paths from it with slashes, in order; of all suffixes if none is given."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        found += [pathlib.Path(folder, name) for name in files if name not in LEFT_OUT]
    return sorted(path.relative_to(root).as_posix() for path in found if not suffixes or path.suffix in suffixes)


def fenced_blocks(text):
    """Yields (language, number of the first line, lines) for each fenced block of a page."""
    language, first, lines = None, 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("```"):
            lines.append(line)
        elif language is None:
            language, first, lines = line[3:].strip(), number + 1, []
        else:
            yield language, first, lines
            language = None


def finish(found, all_is_well):
    """Prints what was found and ends the process."""
    found = list(found)
    print("\n".join(found) or all_is_well)
    sys.exit(1 if found else 0)
