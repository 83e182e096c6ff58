"""Verdicts and checklists: who gives and reads them in each state, what they refuse, what a resubmission leaves."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.sdijember.review.domain import transitions as rules
from ckanext.sdijember.verdict.domain.verdicts import token
from tests import factories
from tests.factories import PEOPLE, WAYS, call

#: State → who judges.
MAY = {"submitted": {"walidata"}, "verified": {"pembina"}, "recommended": {"walidata"}}
TEAM = {"walidata", "pembina"}
OFFICE = {"member", "editor", "office_admin", "sysadmin"}
WRONG = {"verdict": "perbaiki", "category": "salah-satuan", "comment": "Tulis kilometer persegi."}


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> factories.Portal:
    return factories.portal()


def _set(portal, dataset, by="walidata", item="field:satuan", **changes):
    return call(
        "sdijember_verdict_set", portal.people[by], id=dataset["id"], items=[{"item": item, **WRONG, **changes}]
    )


def _list(portal, dataset, by="walidata"):
    found = call("sdijember_verdict_list", portal.people[by], id=dataset["id"])
    return found | {"by": {one["item"]: one for one in found["items"]}}


def _tick_all(portal, dataset, team):
    lines = call("sdijember_checklist_show", portal.people[team], team=team)["lines"]
    kind = dataset["type"]
    ticks = [{"code": line["code"], "ticked": True} for line in lines if kind in line["about"]]
    return call("sdijember_checklist_tick", portal.people[team], id=dataset["id"], ticks=ticks)


def _answer(action, person, portal, **data):
    try:
        call(action, portal.people[person], **data)
    except tk.NotAuthorized:
        return "role"
    except tk.ValidationError as error:
        return "duty" if "duty" in error.error_dict else "rule"
    return "done"


@pytest.mark.parametrize("state", list(WAYS))
@pytest.mark.parametrize("kind", ["dataset", "kegiatan"])
def test_who_judges(portal, kind, state):
    dataset = portal.bring_to(state) if kind == "dataset" else portal.bring_kegiatan_to(state)
    items = [{"item": "field:title", "verdict": "sesuai"}]
    for person in PEOPLE:
        may = "done" if person in MAY.get(state, ()) else "rule" if person in TEAM else "role"
        assert _answer("sdijember_verdict_set", person, portal, id=dataset["id"], items=items) == may, person
        ticks = [{"code": "akses" if person == "walidata" else "konsep-baku", "ticked": True}]
        assert _answer("sdijember_checklist_tick", person, portal, id=dataset["id"], ticks=ticks) == may, person


@pytest.mark.parametrize("state", list(WAYS))
def test_who_reads_what(portal, state):
    dataset = portal.bring_to("submitted")
    _set(portal, dataset, comment="zqrahasia")
    way = WAYS[state][1:]
    if state not in ("draft", "submitted", "returned"):
        _set(portal, dataset, verdict="sesuai", comment="zqrahasia")
    for action, by, data in way:
        portal.take(dataset["id"], action, by, **data)
    if state == "draft":
        portal.take(dataset["id"], "recall", "editor")
    decided = bool(way)
    for person in PEOPLE:
        reads = person in OFFICE or (person in TEAM and person in rules.STATES[state].read_by)
        if not reads:
            assert _answer("sdijember_verdict_list", person, portal, id=dataset["id"]) == "role", person
            assert _answer("sdijember_checklist_state", person, portal, id=dataset["id"]) == "role", person
            continue
        sees = person in TEAM or decided
        assert ("zqrahasia" in str(_list(portal, dataset, person))) == sees, person
        assert bool(call("sdijember_checklist_state", portal.people[person], id=dataset["id"])) == (person in TEAM)


def test_duties_are_separate(portal):
    from ckan import model

    office = model.Group.get(portal.office["id"])
    for name, capacity in (("walidata", "editor"), ("pembina", "member")):
        person = portal.people[name]["id"]
        model.Session.add(model.Member(group=office, table_name="user", table_id=person, capacity=capacity))
    model.Session.commit()
    dataset = portal.dataset()
    portal.take(dataset["id"], "submit", "walidata")
    items = [{"item": "field:title", "verdict": "sesuai"}]
    assert _answer("sdijember_verdict_set", "walidata", portal, id=dataset["id"], items=items) == "duty"
    other = portal.bring_to("verified")
    assert _answer("sdijember_verdict_set", "pembina", portal, id=other["id"], items=items) == "duty"


def test_a_verdict_with_all_that_is_wrong_at_once(portal):
    dataset = portal.bring_to("submitted")
    items = [
        {"item": "field:satuan", "verdict": "perbaiki"},
        {"item": "field:asing", "verdict": "sesuai"},
        {"item": "field:title", "verdict": "bagus"},
        {"item": "field:konsep", "verdict": "sesuai"},
    ]
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_verdict_set", portal.people["walidata"], id=dataset["id"], items=items)
    wrong = refused.value.error_dict["items"]
    assert {item: set(fields) for item, fields in wrong.items()} == {
        "field:satuan": {"category", "comment"}, "field:asing": {"item"}, "field:title": {"verdict"},
    }  # fmt: skip
    assert not any(one["verdicts"] for one in _list(portal, dataset)["items"]), "nothing was written"


def test_an_older_page_is_refused_and_a_colleague_is_not_overwritten(portal):
    dataset = portal.bring_to("submitted")
    with pytest.raises(tk.ValidationError) as refused:
        call("sdijember_verdict_set", portal.people["walidata"], id=dataset["id"], version=1, items=[])
    assert "version" in refused.value.error_dict
    blank = token("", "", "")
    _set(portal, dataset, seen=blank)
    with pytest.raises(tk.ValidationError) as refused:
        _set(portal, dataset, verdict="sesuai", seen=blank)
    assert "Walidata" in refused.value.error_dict["items"]["field:satuan"]["verdict"][0]
    seen = _list(portal, dataset)["by"]["field:satuan"]["token"]
    _set(portal, dataset, verdict="sesuai", comment="", seen=seen)
    assert _list(portal, dataset)["by"]["field:satuan"]["verdicts"]["walidata"]["verdict"] == "sesuai"


def test_every_kind_of_item_can_be_judged(portal):
    dataset, kegiatan = portal.dataset(), portal.bring_kegiatan_to("submitted")
    columns = [{"nama": name, "tipe": "teks", "keterangan": "Arti"} for name in ("kecamatan", "luas_km2")]
    call("resource_patch", portal.people["editor"], id=dataset["resources"][0]["id"], skema_kolom=columns)
    portal.take(dataset["id"], "submit", "editor")
    for one in (dataset, kegiatan):
        items = [{"item": item["item"], "verdict": "sesuai"} for item in _list(portal, one)["items"]]
        found = call("sdijember_verdict_set", portal.people["walidata"], id=one["id"], items=items)
        assert found["counts"]["walidata"] == {"sesuai": len(items), "perbaiki": 0, "belum": 0}
    kinds = {item["kind"] for one in (dataset, kegiatan) for item in _list(portal, one)["items"]}
    assert kinds == {"field", "file", "column", "variabel", "indikator"}


def test_corrections_stand_in_the_way_of_passing_on(portal):
    dataset = portal.bring_to("submitted")
    _set(portal, dataset)
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "verify", "walidata")
    assert "Satuan" in refused.value.error_dict["verdicts"][0]
    _set(portal, dataset, verdict="sesuai", comment="Cukup.")
    portal.take(dataset["id"], "verify", "walidata")
    _set(portal, dataset, by="pembina")
    with pytest.raises(tk.ValidationError):
        portal.take(dataset["id"], "recommend", "pembina", number="1", date="2026-05-17")
    _set(portal, dataset, by="pembina", verdict="")
    portal.take(dataset["id"], "recommend", "pembina", number="1", date="2026-05-17")
    _set(portal, dataset)
    with pytest.raises(tk.ValidationError):
        portal.take(dataset["id"], "publish", "walidata")


def test_a_return_needs_a_note_or_a_correction(portal):
    dataset = portal.bring_to("submitted")
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "return", "walidata")
    assert list(refused.value.error_dict) == ["note"]
    _set(portal, dataset)
    review = portal.take(dataset["id"], "return", "walidata")
    assert review["state"] == "returned"
    event = review["events"][-1]
    assert event["data"]["letter"] == [
        {"item": "field:satuan", "kind": "field", "label": "Satuan", "category": "salah-satuan",
         "comment": "Tulis kilometer persegi."},
    ]  # fmt: skip


def test_what_was_decided_stays_in_the_log(portal):
    dataset = portal.bring_to("submitted")
    _set(portal, dataset, verdict="sesuai", comment="")
    _tick_all(portal, dataset, "walidata")
    call("sdijember_checklist_tick", portal.people["walidata"], id=dataset["id"],
         ticks=[{"code": "akses", "ticked": False}])  # fmt: skip
    data = portal.take(dataset["id"], "verify", "walidata")["events"][-1]["data"]
    assert data["verdicts"][0]["item"] == "field:satuan" and len(data["verdicts"][0]["fingerprint"]) == 64
    assert data["verdicts"][0]["user_name"] == "Walidata"
    assert data["checklist"]["open"] == ["akses"] and "metadata" in data["checklist"]["ticked"]
    assert data["checklist"]["version"] == 0


@pytest.mark.ckan_config("ckanext.sdijember.checklist", "wajib")
def test_a_compulsory_checklist_has_to_be_ticked(portal):
    dataset = portal.bring_to("submitted")
    with pytest.raises(tk.ValidationError) as refused:
        portal.take(dataset["id"], "verify", "walidata")
    assert len(refused.value.error_dict["checklist"]) == 8
    _tick_all(portal, dataset, "walidata")
    portal.take(dataset["id"], "verify", "walidata")


def test_only_what_changed_goes_back_to_undecided(portal):
    dataset = portal.bring_to("submitted")
    file = f"file:{dataset['resources'][0]['id']}"
    for item in ("field:konsep", "field:definisi", file):
        _set(portal, dataset, item=item, verdict="sesuai", comment="")
    _set(portal, dataset, item="field:satuan")
    _set(portal, dataset, item="field:ukuran")
    given = _list(portal, dataset)["by"]["field:konsep"]["verdicts"]["walidata"]["changed"]
    portal.take(dataset["id"], "return", "walidata")
    editor = portal.people["editor"]
    call("package_patch", editor, id=dataset["id"], satuan="Hektare", definisi="Luas menurut batas desa tahun 2020.")
    unmended = _list(portal, dataset, "editor")["unmended"]
    assert [one["label"] for one in unmended] == ["Ukuran"], "what was mended is no longer asked for"
    portal.take(dataset["id"], "submit", "editor")
    now = _list(portal, dataset)["by"]
    assert now["field:konsep"]["verdicts"]["walidata"]["changed"] == given
    assert now[file]["verdicts"]["walidata"]["verdict"] == "sesuai"
    assert now["field:ukuran"]["verdicts"]["walidata"]["verdict"] == "perbaiki"
    for item in ("field:satuan", "field:definisi"):
        assert not now[item]["verdicts"] and now[item]["changed"] and now[item]["earlier"]["walidata"]
    assert not now["field:konsep"]["changed"]


def test_a_new_file_under_the_same_name_is_judged_anew(portal):
    dataset = portal.bring_to("submitted")
    resource = dataset["resources"][0]["id"]
    _set(portal, dataset, item=f"file:{resource}", category="format-berkas")
    portal.take(dataset["id"], "return", "walidata")
    assert _list(portal, dataset, "editor")["unmended"]
    new = factories.upload(b"kecamatan,luas_km2\nKencong,65.93\n")
    call("resource_patch", portal.people["editor"], id=resource, upload=new)
    assert not _list(portal, dataset, "editor")["unmended"]
    portal.take(dataset["id"], "submit", "editor")
    assert not _list(portal, dataset)["by"][f"file:{resource}"]["verdicts"]


def test_ticks_belong_to_one_submission_and_name_their_version(portal):
    dataset = portal.bring_to("submitted")
    found = _tick_all(portal, dataset, "walidata")
    assert all(line["ticked"] and line["user_name"] == "Walidata" for line in found["lines"])
    portal.take(dataset["id"], "return", "walidata", note="Perbaiki.")
    call("package_patch", portal.people["editor"], id=dataset["id"], satuan="Hektare")
    portal.take(dataset["id"], "submit", "editor")
    again = call("sdijember_checklist_state", portal.people["walidata"], id=dataset["id"])
    assert not any(line["ticked"] for one in again for line in one["lines"])


def test_a_line_that_the_list_does_not_ask_is_refused(portal):
    dataset = portal.bring_to("submitted")
    for code in ("asing", "kegiatan-dasar"):
        with pytest.raises(tk.ValidationError):
            call("sdijember_checklist_tick", portal.people["walidata"], id=dataset["id"],
                 ticks=[{"code": code, "ticked": True}])  # fmt: skip
