"""The documentation mentions everything that can be set, run or linked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "ckanext" / "sdijember"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


def _options():
    declared = yaml.safe_load((PACKAGE / "config_declaration.yaml").read_text(encoding="utf-8"))
    return [option["key"] for group in declared["groups"] for option in group["options"]]


@pytest.mark.parametrize("option", _options())
def test_every_setting_is_documented(option):
    assert f"`{option}`" in (DOCS / "pengaturan.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not re.match(r"https?:", target):
            assert (document.parent / target).exists(), target
