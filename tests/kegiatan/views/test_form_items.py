"""Every item and every code of the three forms is in the form on the screen and in the files that leave the portal."""

from __future__ import annotations

from base64 import b64decode
from html import unescape

import pytest

from ckanext.sdijember.metadata.domain.forms import ROW_FORMS, form
from tests.contents import text_of
from tests.factories import call
from tests.metadata.form_items import ITEMS, REGIONS
from tests.metadata.kegiatan import SURVEY

#: Lists that paper shows by the code that was chosen alone.
LONG = (REGIONS[1], "sektor_kegiatan")


def _offered(page, name):
    """Values that the controls of a field offer; nothing if there is no control."""
    controls = page.select(f'[name="{name}"]')
    found = {control.get("value") or "" for control in controls}
    return found | {option.get("value") for control in controls for option in control.select("option")}


def _missing(page, name, items):
    """Fields that the page does not ask, or not with every code."""
    return [
        field.name
        for _, flat, codes in items
        for field in form(name)
        if field.flat == flat
        and not (page.select(f'[name="{field.name}"]') and set(codes.split()) <= _offered(page, field.name))
    ]


def test_the_form_asks_every_item_with_every_code(portal, visit):
    page = visit("editor").get("/kegiatan/new")
    assert not _missing(page, "kegiatan", [*ITEMS["kegiatan"], (*REGIONS, "35 35.09")])


@pytest.mark.parametrize("name", ROW_FORMS)
def test_the_sheet_of_lines_asks_every_item_with_every_code(portal, visit, name):
    kegiatan = portal.kegiatan()
    page = visit("editor").get(f"/kegiatan/edit/{kegiatan['id']}/{name}/baris/1")
    assert not _missing(page, name, ITEMS[name])


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_the_printed_forms_hold_every_number_and_every_answer_to_choose(portal, kind):
    kegiatan = portal.kegiatan()
    call("package_patch", portal.people["editor"], id=kegiatan["id"], **SURVEY)
    made = call("sdijember_kegiatan_export", portal.people["editor"], id=kegiatan["id"], format=kind)
    text = _squeezed(unescape(text_of(b64decode(made["content"]), kind)))
    numbers = [field.number for name in ("kegiatan", *ROW_FORMS) for field in form(name)]
    labels = [code.label_id for field in form("kegiatan") if field.name not in LONG for code in field.codelist or ()]
    assert [said for said in (*numbers, *labels) if _squeezed(said) not in text] == []


def _squeezed(text):
    """Without the blanks and line ends that a layout puts between words."""
    return "".join(text.split())
