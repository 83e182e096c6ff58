"""Write into the documentation what is derived from the code.

Usage: python -m dev.docs
"""

from __future__ import annotations

import re
from pathlib import Path

from ckanext.sdijember.review.domain import diagram

from .derived import actions, hooks, subjects
from .paths import ROOT

DOCS = ROOT / "docs"
PAGE = DOCS / "alur-pemeriksaan.md"
ARCHITECTURE = DOCS / "arsitektur.md"
API = DOCS / "api.md"
PAGES = (PAGE, ARCHITECTURE, API)
PARTS = {
    "diagram": lambda: _picture(diagram.mermaid()),
    "aksi": diagram.table,
    "giliran": diagram.owners,
    "subjects": subjects.table,
    "arrows": lambda: _picture(subjects.mermaid()),
    "hooks": hooks.table,
    "actions": actions.reference,
    "core": actions.core,
}


def filled(text: str) -> str:
    """``text`` with every derived part between its two marks written anew."""
    for name, write in PARTS.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda found, write=write: f"{found[1]}{write()}\n{found[2]}", text, flags=re.DOTALL)
    return text


def main(pages: tuple[Path, ...] = PAGES) -> None:
    """Rewrite the pages in place."""
    for page in pages:
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


def _picture(notation: str) -> str:
    return f"```mermaid\n{notation}\n```"


if __name__ == "__main__":
    main()
