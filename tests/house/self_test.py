#!/usr/bin/env python3
"""Each check of this folder finds what it is there to find, shown on small trees that are wrong in one place."""
import pathlib
import tempfile
import unittest

import include_direction
import listed_sources
import packages
import printed_commands
import text_rules

DEV = "usage() {\n  cat <<'TEXT'\n./dev COMMAND\n\n  demo   shows it\nTEXT\n}\nsetup build\nsetup \"build check\"\n"
SPOOR = """#!/bin/sh
[ "$1" != fail ] || exit 1
echo "$@"
"""


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def expect(self, found, *parts):
        """One problem for each part, which it contains."""
        found = list(found)
        self.assertEqual(len(found), len(parts), found)
        for problem, part in zip(found, parts):
            self.assertIn(part, problem)


class IncludeDirection(Tree):
    def check(self, *parts):
        self.expect(include_direction.problems(self.root), *parts)

    def test_a_good_tree(self):
        self.write({"compiler/x.cpp": '#include "lang/a/b.h"\n#include <vector>\n', "lang/a/b.h": "", "cli/y.h": '#include "runtime/log/z.h"\n'})
        self.check()

    def test_against_the_direction(self):
        self.write({"lang/x.cpp": '#include "compiler/y.h"\n'})
        self.check("lang/x.cpp includes compiler/y.h, against")

    def test_the_runtime_knows_no_compiler(self):
        self.write({"runtime/scan/x.cpp": '#include "compiler/check.h"\n'})
        self.check("runtime/scan/x.cpp includes compiler/check.h, against")

    def test_neither_does_the_library(self):
        self.write({"library/x.cpp": '#include "compiler/program/x.h"\n', "library/y.hpp": '#include "compiler/compile.h"\n'})
        self.check("library/y.hpp includes compiler/compile.h, against")

    def test_libraries_have_their_users(self):
        self.write({"lang/x.cpp": "#include <tao/pegtl.hpp>\n"})
        self.check("lang/x.cpp includes tao/pegtl.hpp, which only")

    def test_a_circle_between_a_folder_and_one_inside_it(self):
        self.write({"cli/x.h": '#include "cli/page/y.h"\n', "cli/page/y.h": '#include "cli/z.h"\n'})
        self.check("folders in a circle, cli, cli/page: cli/x.h includes cli/page/y.h; cli/page/y.h includes cli/z.h")

    def test_a_circle_of_three(self):
        self.write({"cli/a/x.h": '#include "cli/b/x.h"\n', "cli/b/x.h": '#include "cli/c/x.h"\n', "cli/c/x.h": '#include "cli/a/x.h"\n'})
        self.check("folders in a circle, cli/a, cli/b, cli/c")


class ListedSources(Tree):
    def check(self, *parts):
        self.expect(listed_sources.problems(self.root), *parts)

    def test_both_ways(self):
        self.write({"lang/CMakeLists.txt": "add_library(a STATIC a.cpp sub/b.cpp)  # not.cpp\n", "lang/a.cpp": "", "lang/sub/b.cpp": ""})
        self.check()
        self.write({"lang/forgotten.cpp": "", "lang/CMakeLists.txt": "add_library(a STATIC a.cpp sub/b.cpp gone.cpp ${made}/c.cpp)\n"})
        self.check("lang/CMakeLists.txt names lang/gone.cpp", "lang/forgotten.cpp is in no")


class TextRules(Tree):
    def check(self, *parts):
        self.expect(text_rules.problems(self.root), *parts)

    def test_length(self):
        self.write({"a.cpp": "x\n" * 400, "b.md": "x\n" * 500})
        self.check()
        self.write({"a.cpp": "x\n" * 401, "b.py": "x\n" * 401})
        self.check("a.cpp has 401 lines", "b.py has 401 lines")

    def test_words(self):
        self.write({"a.md": "frame/work/x, \\uXXXX and its users are no such thing\n"})
        self.check()
        for line in ("see /wo" + "rk/main", "TO" + "DO: more", "as iss" + "ue 12 says", "htt" + "p_proxy=there"):
            self.write({"a.md": "fine\n" + line + "\n"})
            self.check("a.md:2: ")

    def test_the_build_fetches_nothing(self):
        self.write({"a.md": "cur" + "l is a program\n"})
        self.check()
        self.write({"dev": "cur" + "l there\n"})
        self.check("dev:1: fetching")

    def test_packed_files_are_no_text(self):
        (self.root / "a.gz").write_bytes(b"\x1f\x8b\xff")
        self.check()


class Packages(Tree):
    README = "# X\n\n## Packages\n\nText.\n\n| package | what for |\n|---|---|\n| a, b | c |\n\n## Licence\n\n| d | e |\n"

    def check(self, *parts):
        self.expect(packages.problems(self.root), *parts)

    def test_both_ways(self):
        self.write({"packages.txt": "# text\nbuild a x\ncheck b y\n", "README.md": self.README, "dev": DEV})
        self.check()
        self.write({"packages.txt": "build a x\ncheck f y\n"})
        self.check("f of packages.txt is not in", "b of README's table is not in")

    def test_groups(self):
        self.write({"packages.txt": "build a x\ntest b y\n", "README.md": self.README, "dev": DEV})
        self.check("the group test of", "installs the group check,")


class PrintedCommands(Tree):
    def setUp(self):
        super().setUp()
        self.write({"dev": DEV, "spoor": SPOOR, "rules/samples/trail/x": "", "spec/page.md": ""})
        (self.root / "spoor").chmod(0o755)

    def check(self, page, *parts):
        self.write({"README.md": page})
        self.expect(printed_commands.problems(self.root / "spoor", self.root), *parts)

    def test_what_works(self):
        self.check("```sh\n./dev demo    # shows\nbuild/release/spoor a  # comment\nls LOGS/x \\\n  my_rules\n```\n")
        self.check("```console\n$ spoor a b\na b\n$ spoor c\nc\n```\n")

    def test_the_rules_of_the_page_stand_in_my_rules(self):
        self.check("```spoor\nrule x\n```\n```console\n$ cat my_rules/my.spoor\nrule x\n```\n")

    def test_what_fails(self):
        self.check("```sh\nspoor fail\n```\n", "README.md: `spoor fail` ended with 1")
        self.check("```sh\nspoor fail | cat\n```\n", "`spoor fail | cat` ended with 1")

    def test_other_output(self):
        self.check("```console\n$ spoor a\nb\n```\n", "`spoor a` printed\na\nand not\nb\n")

    def test_commands_of_dev(self):
        self.check("```sh\n./dev dome\n```\n", "`./dev dome` is no command of dev")

    def test_commands_that_nobody_would_run(self):
        self.check("```sh\nspoor a\n```\n\n    spoor b c\n", "README.md: line 5 is a command outside")

    def test_pages_without_any(self):
        self.check("# X\n", "no command was found")

    def test_what_dev_itself_prints(self):
        self.write({"dev": DEV + "\n  build/release/spoor fail 'x'\n"})
        self.check("", "dev: `build/release/spoor fail 'x'` ended with 1")


if __name__ == "__main__":
    unittest.main()
