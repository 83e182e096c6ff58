"""Write into the documentation what is derived from the rules.

Usage: python -m dev.docs
"""

from __future__ import annotations

import re
from pathlib import Path

from ckanext.sdijember.review.domain import diagram

from .paths import ROOT

PAGE = ROOT / "docs" / "alur-pemeriksaan.md"
PARTS = {"diagram": lambda: f"```mermaid\n{diagram.mermaid()}\n```", "aksi": diagram.table, "giliran": diagram.owners}


def filled(text: str) -> str:
    """``text`` with every derived part between its two marks written anew."""
    for name, write in PARTS.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(pattern, lambda found, write=write: f"{found[1]}{write()}\n{found[2]}", text, flags=re.DOTALL)
    return text


def main(page: Path = PAGE) -> None:
    """Rewrite the page in place."""
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
