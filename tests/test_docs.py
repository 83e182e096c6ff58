"""The documentation mentions everything that can be set, run or linked, and names nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ckanext.sdijember.subjects import SUBJECTS
from dev import docs
from dev.derived import hooks, subjects

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ADR = DOCS / "adr"
PACKAGE = ROOT / "ckanext" / "sdijember"
DECISIONS = sorted(ADR.glob("[0-9]*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
#: Pages made of what needs no CKAN; ``tests/test_reference.py`` looks at the others.
DERIVED = (docs.ARCHITECTURE,)
#: Pages for who changes the code.
OF_THE_CODE = [*sorted(ROOT.glob("*.md")), docs.ARCHITECTURE, *sorted(ADR.glob("*.md"))]
#: A file's place as the pages write it: from the checkout on, or from the package on.
PLACE = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|yaml|toml|md|ini|po|pot|csv|html))(?::[^`]*)?`")
FOLDER = re.compile(r"`((?:[\w.-]+/){2,})`")


def _options():
    declared = yaml.safe_load((PACKAGE / "config_declaration.yaml").read_text(encoding="utf-8"))
    return [option["key"] for group in declared["groups"] for option in group["options"]]


def _is_there(place: str) -> bool:
    return (ROOT / place).exists() or (PACKAGE / place).exists()


@pytest.mark.parametrize("option", _options())
def test_every_setting_is_documented(option):
    assert f"`{option}`" in (DOCS / "pengaturan.md").read_text(encoding="utf-8")


def test_no_setting_is_documented_that_there_is_not():
    rows = re.findall(r"^\| `(ckanext\.sdijember\.[\w.]+)`", (DOCS / "pengaturan.md").read_text(encoding="utf-8"), re.M)
    assert set(rows) <= set(_options())
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not re.match(r"https?:", target):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_files_of_the_code_are_there(document):
    assert [place for place in PLACE.findall(document.read_text(encoding="utf-8")) if not _is_there(place)] == []


@pytest.mark.parametrize("document", OF_THE_CODE, ids=lambda path: path.name)
def test_folders_of_the_code_are_there(document):
    assert [place for place in FOLDER.findall(document.read_text(encoding="utf-8")) if not _is_there(place)] == []


@pytest.mark.parametrize("document", DERIVED, ids=lambda path: path.name)
def test_what_is_derived_is_what_would_be_written_now(document):
    text = document.read_text(encoding="utf-8")
    assert docs.filled(text, docs.pages()[document]) == text, "run: python -m dev.docs"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_says_in_one_sentence_what_lives_there(subject):
    said = subjects.descriptions()[subject]
    assert said.endswith(".")
    architecture = docs.ARCHITECTURE.read_text(encoding="utf-8")
    assert f"| `{subject}/` | {said} |" in architecture
    assert re.search(rf"^ +{subject}( -->|$)", architecture, re.M), "it is in the picture"


def test_the_picture_has_all_arrows_or_a_way_round():
    """Only an arrow that others make superfluous is left out, and none is drawn that no import stands for."""
    imports = subjects.imports()
    drawn = {name: set() for name in SUBJECTS}
    for source, target in re.findall(r"^ +(\w+) --> (\w+)$", subjects.mermaid(), re.M):
        drawn[source].add(target)
    for name in SUBJECTS:
        assert drawn[name] <= imports[name]
        assert _reached(drawn, name) == _reached(imports, name)


def _reached(graph, start):
    found, front = set(), {start}
    while front:
        front = {other for name in front for other in graph[name]} - found
        found |= front
    return found


@pytest.mark.parametrize("line", hooks.lines(), ids=lambda line: f"{line.table}-{line.place.split()[-1]}")
def test_every_line_of_what_follows_is_explained(line):
    assert line.actions or line.table in hooks.PLAIN
    assert line.said
    assert f"| {line.said} | `{line.place}` |" in docs.ARCHITECTURE.read_text(encoding="utf-8")


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_has_its_parts_on_one_page(decision):
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert re.search(r"^Status: \w", text, re.M)
    assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60
    assert f"]({decision.name})" in (ADR / "README.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_a_gap():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("document", [path for path in PAGES if path.parent != ADR], ids=lambda path: path.name)
def test_the_readme_leads_to_every_page(document):
    readme = ROOT / "README.md"
    assert document == readme or f"]({document.relative_to(ROOT)})" in readme.read_text(encoding="utf-8")


def test_the_readme_names_every_command_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    offered = re.findall(r'@echo "make ([\w-]+)', makefile)
    assert {*offered, *re.findall(r"[\w-]+", makefile.partition(".PHONY:")[2].partition("\n")[0])} - {"help"} <= set(
        re.findall(r"`(?:\w+=\S+ )?make ([\w-]+)", readme)
    ) | set(re.findall(r"^\$ make ([\w-]+)", readme, re.M))


def test_the_changelog_keeps_to_its_headings():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased\n" in text
    known = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Upgrade notes"}
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= known
