"""Pages as an Indonesian reader gets them: nothing of CKAN's English is left in their text."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Comment
from ckan.tests import factories as ckan_factories

from tests import factories

#: Words that no Indonesian sentence has and hardly any English one is without.
ENGLISH = re.compile(
    r"\b(an|and|are|been|by|can|from|has|have|if|is|not|of|or|that|the|there|these|this|to|was|were|will|with|"
    r"you|your|add|delete|edit|search|save|show|view|files?|groups?|organizations?|resources?|users?)\b",
    re.IGNORECASE,
)
#: Names, code and addresses: Indonesian as they are.
NAMES = re.compile(r"Open Data Commons|CC[- ]BY[\w. -]*|\b(?:https?://)?[\w.:-]*/\S*|\S+@\S+|<\w+>|my-[a-z-]+")
ATTRIBUTES = ("alt", "aria-label", "placeholder", "title", "data-module-content", "data-bs-content")

ANYBODY = (
    "/", "/about", "/dataset/", "/dataset/?q=tidakada", "/dataset/{dataset}", "/dataset/{dataset}/resource/{file}",
    "/organization/", "/organization/{office}", "/organization/about/{office}", "/group/",
    "/group/{urusan}", "/group/about/{urusan}", "/user/login", "/user/reset", "/no-such-page",
)  # fmt: skip

PRODUCER = (
    "/dataset/new", "/dataset/edit/{draft}", "/dataset/{draft}/resource/new", "/dataset/resources/{draft}",
    "/dataset/activity/{dataset}", 
    "/dataset/groups/{dataset}", "/dashboard/", "/dashboard/datasets", "/dashboard/organizations", "/dashboard/groups",
    "/user/edit", "/user/uji-editor", "/user/uji-editor/api-tokens", "/user/activity/uji-editor",
)  # fmt: skip

REVIEWER = ("/dashboard/antrean", "/dataset/{submitted}", "/dataset/{submitted}/pemeriksaan")

ADMINISTRATOR = (
    "/organization/new", "/organization/edit/{office}", "/organization/members/{office}",
    "/organization/manage_members/{office}", "/organization/member_new/{office}", "/organization/activity/{office}",
    "/organization/bulk_process/{office}", "/group/new", "/group/edit/{urusan}", "/group/members/{urusan}",
    "/group/manage_members/{urusan}", "/group/member_new/{urusan}", "/group/activity/{urusan}",
    "/user/", "/user/edit/uji-editor",
    "/ckan-admin/", "/ckan-admin/config", "/ckan-admin/trash", "/ckan-admin/activities",
    "/ckan-admin/sdi", "/tim-sdi/", "/tim-sdi/walidata", "/tim-sdi/edit/walidata", "/tim-sdi/members/walidata",
    "/tim-sdi/manage_members/walidata", "/tim-sdi/member_new/walidata",
)  # fmt: skip


@pytest.fixture
def places(with_plugins, clean_db, clean_index) -> dict[str, str]:
    """A dataset published, one submitted, a draft, and where they belong, as parts of addresses."""
    portal = factories.portal()
    urusan = ckan_factories.Group(name="urusan-2-10", title="Pertanahan", description="Bidang pertanahan.")
    published = portal.bring_to("published")
    shown = factories.call("package_show", portal.people["editor"], id=published["id"])
    return {
        "dataset": shown["name"],
        "file": shown["resources"][0]["id"],
        "draft": portal.dataset()["name"],
        "submitted": portal.bring_to("submitted")["name"],
        "office": portal.office["name"],
        "urusan": urusan["name"],
    }


def english(page: str) -> list[str]:
    """Texts of a page that read as English."""
    soup = BeautifulSoup(page, "html.parser")
    for hidden in soup(["script", "style", "code", "pre"]):
        hidden.decompose()
    texts = [text for text in soup.find_all(string=True) if not isinstance(text, Comment)]
    texts += [tag[name] for tag in soup.find_all(True) for name in ATTRIBUTES if tag.get(name)]
    plain = {re.sub(r"\s+", " ", NAMES.sub("", text)).strip() for text in texts}
    return sorted(text for text in plain if ENGLISH.search(text))


def look(app: Any, addresses: tuple[str, ...], places: dict[str, str], reader: str | None) -> list[str]:
    """Each English text on a page, for a reader."""
    headers = {"Authorization": ckan_factories.APIToken(user=reader)["token"]} if reader else {}
    found = []
    for address in addresses:
        answer = app.get(address.format(**places), headers=headers)
        assert answer.status_code == (404 if address == "/no-such-page" else 200), address
        found += [f"{address}: {text}" for text in english(answer.body)]
    return found


def test_english_is_recognised():
    assert english("<p>You are not a member of any groups.</p>")
    assert english('<input placeholder="Search datasets...">')
    assert not english("<p>Anda bukan anggota urusan mana pun. Lisensi Open Data Commons.</p>")


@pytest.mark.parametrize(
    ("reader", "addresses"),
    [
        (None, ANYBODY),
        ("uji-editor", PRODUCER),
        ("uji-walidata", REVIEWER),
        ("uji-sysadmin", ADMINISTRATOR),
    ],
    ids=["anybody", "producer", "reviewer", "administrator"],
)
def test_pages_are_indonesian(app, places: dict[str, str], reader: str | None, addresses: tuple[str, ...]):
    assert not (found := look(app, addresses, places, reader)), "\n".join(found)


@pytest.mark.parametrize(("text", "shown"), [("Draft", "Draf"), ("", ""), (None, ""), ("<b>Abc</b>", "<b>Abc</b>")])
def test_a_text_known_only_at_run_time_stays_plain(app, with_plugins, text: str | None, shown: str):
    """Unlike that of ``_()`` in a template, its translation is escaped; nothing stays nothing."""
    with app.flask_app.test_request_context("/"):
        said = tk.h.sdijember_translate(text)
    assert said == shown
    assert type(said) is str


def test_teams_are_called_by_their_name(app, with_plugins):
    with app.flask_app.test_request_context("/"):
        assert tk.h.humanize_entity_type("group", "tim-sdi", "add link") == "Tambah Tim SDI"
        assert tk.h.humanize_entity_type("group", "group", "add link") is None
