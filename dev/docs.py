"""Parts of the documentation that follow from the code, written between marks in the pages.

Usage: python -m dev.docs
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from ckanext.sdijember import registry
from ckanext.sdijember.kernel.domain import diagram
from ckanext.sdijember.kernel.domain.workflow import AnyWorkflow

from .derived import actions, hooks, subjects
from .paths import ROOT

DOCS = ROOT / "docs"
ARCHITECTURE = DOCS / "arsitektur.md"
API = DOCS / "api.md"
#: The page on which each table of transitions is drawn.
WORKFLOWS = {"review": DOCS / "alur-pemeriksaan.md", "standar": DOCS / "standar-data.md"}
Parts = Mapping[str, Callable[[], str]]


def pages() -> dict[Path, Parts]:
    """Every page with derived parts: the name of their marks, and what writes them."""
    architecture: Parts = {
        "subjects": subjects.table,
        "arrows": lambda: _picture(subjects.mermaid()),
        "hooks": hooks.table,
    }
    drawn = {WORKFLOWS[name]: _of_workflow(workflow) for name, workflow in registry.workflows().items()}
    return {**drawn, ARCHITECTURE: architecture, API: {"actions": actions.reference, "core": actions.core}}


def filled(text: str, derived: Parts) -> str:
    """``text`` with every derived part between its two marks written anew."""
    for name, write in derived.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda found, write=write: f"{found[1]}{write()}\n{found[2]}", text, flags=re.DOTALL)
    return text


def main() -> None:
    """Rewrite the pages in place."""
    for page, derived in pages().items():
        page.write_text(filled(page.read_text(encoding="utf-8"), derived), encoding="utf-8")


def _of_workflow(workflow: AnyWorkflow) -> Parts:
    """What is derived from a table of transitions."""
    return {
        "diagram": lambda: _picture(diagram.mermaid(workflow)),
        "aksi": lambda: diagram.table(workflow),
        "giliran": lambda: diagram.owners(workflow),
    }


def _picture(notation: str) -> str:
    return f"```mermaid\n{notation}\n```"


if __name__ == "__main__":
    main()
