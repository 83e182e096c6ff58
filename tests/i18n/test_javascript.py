"""Messages of scripts, built as ``ckan translation js`` builds them. Needs no service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polib
import pytest
from ckan.lib.i18n import _build_js_translation, _get_js_translation_entries

from dev import i18n


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    """Msgids that scripts of CKAN, its plugins and ours use."""
    core = i18n.folder_of("ckan") / "i18n" / "ckan.pot"
    return _get_js_translation_entries(str(core)) | _get_js_translation_entries(str(i18n.POT))


@pytest.fixture(scope="module")
def served(wanted: set[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser gets from ``/api/i18n/id``."""
    core = i18n.folder_of("ckan") / "i18n" / "id" / "LC_MESSAGES" / "ckan.po"
    target: Path = tmp_path_factory.mktemp("js") / "id.js"
    _build_js_translation("id", [str(core), str(i18n.PO)], wanted, str(target))
    return json.loads(target.read_text(encoding="utf-8"))


def test_every_script_message_is_served(wanted: set[str], served: dict[str, Any]):
    assert len(wanted) > 40
    assert wanted - served.keys() == set()


def test_our_wording_wins_over_that_of_ckan(served: dict[str, Any]):
    catalogue = polib.pofile(str(i18n.PO))
    for msgid, texts in served.items():
        entry = catalogue.find(msgid)
        if entry:
            assert texts[1:] == [entry.msgstr or entry.msgstr_plural[0]]


def test_plural_of_a_script_has_its_one_form(served: dict[str, Any]):
    singular = "Input is too short, must be at least one character"
    assert served[singular][1:] == ["Isian terlalu pendek, minimal %(num)d karakter"]
    assert "nplurals=1" in served[""]["plural-forms"]
