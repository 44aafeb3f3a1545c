#!/usr/bin/env python3
"""What `spoor docs` writes of a pack: Markdown and a layer of ATT&CK Navigator byte for byte, HTML by what browsers see.
With SPOOR_UPDATE=1 the expected pages are written anew.
usage: docs_test.py SPOOR ROOT"""
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SPOOR, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SMALL = ROOT / "tests/cli/docs_pack"
VOID = {"meta", "input", "br", "hr", "img", "link"}


def run(*args, cwd=None):
    return subprocess.run([SPOOR, *map(str, args)], capture_output=True, text=True, timeout=120, cwd=cwd)


def docs(*args, cwd=None):
    done = run("docs", *args, cwd=cwd)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children, self.texts = tag, attributes, parent, [], []

    def all(self, tag):
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)

    def text(self):
        return "".join(part if isinstance(part, str) else part.text() for part in self.texts)


class Page(html.parser.HTMLParser):
    """The tree of a page in which each element that begins ends, in the order in which they began."""

    def __init__(self, text):
        super().__init__()
        self.root = self.open = Element("", {}, None)
        self.feed(text)
        self.close()
        if self.open is not self.root:
            raise AssertionError(f"<{self.open.tag}> does not end")

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names):
            raise AssertionError(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, dict(attributes), self.open)
        self.open.children.append(element)
        self.open.texts.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag):
        if tag != self.open.tag:
            raise AssertionError(f"</{tag}> ends <{self.open.tag}> at {self.getpos()}")
        self.open = self.open.parent

    def handle_data(self, data):
        self.open.texts.append(data)


FETCHING = {"src", "srcset", "poster", "background", "action", "formaction", "ping", "manifest", "data", "style"}


class HtmlPages(unittest.TestCase):
    def check_page(self, text, rules):
        self.assertTrue(text.startswith("<!doctype html>\n"))
        page = Page(text).root
        ids = [element.attributes["id"] for element in self.elements(page) if "id" in element.attributes]
        self.assertEqual(len(ids), len(set(ids)), "an id stands twice")
        shown = {article.attributes["id"]: article for article in page.all("article")}
        self.assertEqual(set(shown), rules)
        for link in page.all("a"):
            target = link.attributes["href"]
            self.assertTrue(target.startswith(("https://", "http://")) or target[0] == "#" and target[1:] in ids, target)
        self.check_nothing_is_fetched(text, page)
        return page, shown

    def elements(self, element):
        yield element
        for child in element.children:
            yield from self.elements(child)

    def check_nothing_is_fetched(self, text, page):
        for element in self.elements(page):
            self.assertNotIn(element.tag, ("link", "iframe", "img", "object", "embed", "base", "video", "audio"))
            self.assertFalse(FETCHING & set(element.attributes), element.attributes)
            self.assertFalse([name for name in element.attributes if name.startswith("on")], element.attributes)
        (script,), (style,) = page.all("script"), page.all("style")
        self.assertEqual(script.attributes, {})
        self.assertNotRegex(script.text(), r"fetch|XMLHttpRequest|import|WebSocket|EventSource|sendBeacon|innerHTML|https?:")
        self.assertNotRegex(style.text(), r"url\(|@import|https?:")
        policy = [meta.attributes["content"] for meta in page.all("meta")
                  if meta.attributes.get("http-equiv") == "Content-Security-Policy"]
        self.assertEqual(len(policy), 1)
        self.assertTrue(policy[0].startswith("default-src 'none';"))

    def test_a_hostile_pack_is_text_and_nothing_else(self):
        text = docs(SMALL, "--format", "html")
        page, shown = self.check_page(text, {"small.key_made", "small.account_of_others", "small.many_calls", "small.steps"})
        made = shown["small.key_made"]
        self.assertEqual(next(made.all("summary")).text(), "high Key \"made\" <script>alert('x')</script> for another small.key_made")
        self.assertEqual([link.attributes["href"] for link in made.all("a")], ["https://example.org/a?b=1&c=<2>"])
        self.assertIn("javascript:alert(1)", made.text())
        self.assertEqual([made.attributes[name] for name in ("data-level", "data-services")], ["high", "iam"])
        self.assertEqual(made.attributes["data-tactics"],
                         "initial-access persistence privilege-escalation defense-evasion")
        self.assertEqual(shown["small.account_of_others"].attributes["data-services"], "kms s3")
        self.assertEqual(next(page.all("title")).text(), "Small pack for <pages> & tests")
        self.assertIn("where api(\"iam\", \"CreateAccessKey\")\n  and success\n", next(made.all("pre")).text())

    def test_filters_offer_what_rules_have_and_are_hidden_without_script(self):
        page, _ = self.check_page(docs(SMALL, "--format", "html"),
                                  {"small.key_made", "small.account_of_others", "small.many_calls", "small.steps"})
        (form,) = page.all("form")
        self.assertIn("hidden", form.attributes)
        offered = {select.attributes["name"]: [option.attributes["value"] for option in select.all("option")]
                   for select in form.all("select")}
        self.assertEqual(offered["level"], ["", "high", "medium", "low", "info"])
        self.assertEqual(offered["service"], ["", "iam", "kms", "s3", "sts"])
        self.assertEqual(offered["tactic"][1:],
                         ["initial-access", "persistence", "privilege-escalation", "defense-evasion"])

    def test_every_rule_that_ships_is_on_its_page(self):
        listed = [json.loads(line)["rule"] for line in run("list").stdout.splitlines()]
        self.assertGreater(len(listed), 100)
        self.check_page(docs("builtin", "--format", "html"), set(listed))


class OtherPages(unittest.TestCase):
    maxDiff = None

    def check_golden(self, name, text):
        golden = ROOT / "tests/cli" / name
        if os.environ.get("SPOOR_UPDATE"):
            golden.write_text(text)
        self.assertEqual(text, golden.read_text())

    def test_markdown(self):
        self.check_golden("docs_pack.md", docs(SMALL))

    def test_links_within_markdown_lead_to_a_heading(self):
        text = docs("builtin")
        anchors = {re.sub(r"[^a-z0-9_-]", "", line.lstrip("# ").lower().replace(" ", "-"))
                   for line in text.splitlines() if line.startswith("#")}
        links = set(re.findall(r"\]\(#([^)]*)\)", text))
        self.assertGreater(len(links), 100)
        self.assertEqual(links - anchors, set())

    def test_navigator(self):
        text = docs(SMALL, "--format", "navigator")
        self.check_golden("docs_pack.json", text)
        layer = json.loads(text)
        self.assertEqual(layer["versions"]["layer"], "4.5")
        scores = {technique["techniqueID"]: technique.get("score") for technique in layer["techniques"]}
        self.assertEqual(scores, {"T1078": None, "T1078.004": 1, "T1098": None, "T1098.001": 2})

    def test_the_page_does_not_hang_on_where_the_rules_stand_nor_on_how_they_are_named(self):
        for form in ("markdown", "html", "navigator"):
            page = docs(SMALL, "--format", form)
            self.assertEqual(docs(".", "--format", form, cwd=SMALL), page)
            self.assertEqual(docs(*sorted(SMALL.glob("*.spoor"), reverse=True), "--format", form), page)

    def test_a_tuned_pack_is_shown_as_it_is_tuned(self):
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder) / "here.spoor"
            site.write_text('use small\ntune small { list own_accounts = ["1"] param burst = 5 }\n'
                            'tune small.key_made { severity low }\ntune small.steps { disable }\n')
            page = docs(site, "--pack-path", SMALL.parent)
        self.assertIn("| param | `burst` | `20` | `5` |", page)
        self.assertIn('| list | `own_accounts` | `[]` | `["1"]` |', page)
        self.assertIn("for another**, low, tuned here\n", page)
        self.assertNotIn("small.steps", page)

    def test_options_choose_rules_and_say_when_none_is_left(self):
        page = docs(SMALL, "--severity", "high")
        self.assertIn("small.key_made", page)
        self.assertNotIn("small.many_calls", page)
        done = run("docs", SMALL, "--only", "nothing")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("no rule is left", done.stderr)

    def test_a_file_is_written_whole_or_not_at_all(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "page.md"
            self.assertEqual(docs(SMALL, "-o", file), "")
            self.assertEqual(file.read_text(), docs(SMALL))
            broken = pathlib.Path(folder) / "broken.spoor"
            broken.write_text("rule x { where }\n")
            self.assertEqual(run("docs", broken, "-o", file).returncode, 2)
            self.assertEqual(file.read_text(), docs(SMALL))


class PageOfTheManual(unittest.TestCase):
    def test_the_page_of_the_pack_is_up_to_date(self):
        page = ROOT / "spec/packs/aws.md"
        renew = "spoor docs rules/aws --format markdown -o spec/packs/aws.md"
        self.assertTrue(page.is_file() and page.read_text() == docs("rules/aws", cwd=ROOT),
                        f"spec/packs/aws.md is not what the rules say; renew it with `{renew}`")


unittest.main(argv=["docs_test"])
