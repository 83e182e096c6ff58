"""Write into the documentation what is derived from the rules.

Usage: python -m dev.docs
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ckanext.sdijember import registry
from ckanext.sdijember.kernel.domain import diagram
from ckanext.sdijember.kernel.domain.workflow import AnyWorkflow

from .paths import ROOT

DOCS = ROOT / "docs"
#: The page on which each table of transitions is drawn.
PAGES = {"review": DOCS / "alur-pemeriksaan.md", "standar": DOCS / "standar-data.md"}


def parts(workflow: AnyWorkflow) -> dict[str, Callable[[], str]]:
    """What is derived from a table of transitions: the name of its marks in a page, and what writes it."""
    return {
        "diagram": lambda: f"```mermaid\n{diagram.mermaid(workflow)}\n```",
        "aksi": lambda: diagram.table(workflow),
        "giliran": lambda: diagram.owners(workflow),
    }


def filled(text: str, derived: Mapping[str, Callable[[], str]]) -> str:
    """``text`` with every derived part between its two marks written anew."""
    for name, write in derived.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda found, write=write: f"{found[1]}{write()}\n{found[2]}", text, flags=re.DOTALL)
    return text


def main() -> None:
    """Rewrite the pages in place."""
    workflows = registry.workflows()
    for name, page in PAGES.items():
        page.write_text(filled(page.read_text(encoding="utf-8"), parts(workflows[name])), encoding="utf-8")


if __name__ == "__main__":
    main()
