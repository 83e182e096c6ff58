"""Notes on a review: what they hold, what is refused, that none is ever changed, and what a decision asks."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.sdijember import config
from ckanext.sdijember.files.logic import store
from tests.factories import CSV, call, upload

NIK = "3509120101900001"


def _write(portal, dataset, by="walidata", **data):
    values = {"id": dataset["id"], "text": "Satuan belum jelas.", "audience": "shared"} | data
    return call("sdijember_note_create", portal.people[by], **values)


def _list(portal, dataset, by="walidata", **data):
    return call("sdijember_note_list", portal.people[by], id=dataset["id"], **data)


def _errors(ask, *args, **kwargs) -> dict:
    with pytest.raises(tk.ValidationError) as caught:
        ask(*args, **kwargs)
    return caught.value.error_dict


def test_everything_that_is_wrong_is_said_at_once(portal):
    dataset = portal.bring_to("submitted")
    found = _errors(
        _write, portal, dataset, text=f"NIK {NIK}", place="file:tidak-ada", audience="pembina", attachment=upload(b"")
    )
    assert set(found) == {"text", "place", "audience", "attachment"}
    assert NIK not in str(found)
    assert _list(portal, dataset) == []
    assert set(_errors(_write, portal, dataset, text=" ", audience="")) == {"text", "audience"}


def test_a_note_on_a_place(portal):
    dataset = portal.bring_to("submitted")
    resource = dataset["resources"][0]
    assert _write(portal, dataset, place="field:satuan")["place"] == {"kind": "field", "key": "satuan", "name": ""}
    place = _write(portal, dataset, place=f"file:{resource['id']}", column="LUAS_KM2")["place"]
    assert place == {"kind": "file", "key": resource["id"], "name": "Luas", "column": "luas_km2"}
    message = _errors(_write, portal, dataset, place=f"file:{resource['id']}", column="tinggi")["column"][0]
    assert "kecamatan, luas_km2" in message
    assert list(_errors(_write, portal, dataset, place="field:satuan", column="luas_km2")) == ["column"]
    other = portal.dataset()["resources"][0]
    for elsewhere in (f"file:{other['id']}", "field:rahasia", "variabel:1", "berkas", "field"):
        assert list(_errors(_write, portal, dataset, place=elsewhere)) == ["place"], elsewhere


def test_a_note_on_a_variable(portal):
    kegiatan = portal.bring_kegiatan_to("submitted")
    row = call("sdijember_rows_show", portal.people["walidata"], id=kegiatan["id"], form="variabel")["rows"][0]
    place = _write(portal, kegiatan, place=f"variabel:{row['id']}")["place"]
    assert place == {"kind": "variabel", "key": row["id"], "name": row["nama"]}
    assert list(_errors(_write, portal, kegiatan, place=f"indikator:{row['id']}")) == ["place"]


def test_an_answer_has_the_audience_and_belongs_to_the_note(portal):
    dataset = portal.bring_to("submitted")
    note = _write(portal, dataset, audience="walidata")
    answer = _write(portal, dataset, parent=note["id"], text="Setuju.", audience="shared", place="field:satuan")
    assert (answer["audience"], answer["place"]) == ("walidata", {})
    [thread] = _list(portal, dataset)
    assert [reply["text"] for reply in thread["replies"]] == ["Setuju."]
    assert list(_errors(_write, portal, dataset, parent=answer["id"])) == ["parent"]
    other = portal.bring_to("submitted")
    with pytest.raises(tk.NotAuthorized):
        _write(portal, other, parent=note["id"])


def test_settled_notes_come_last_and_say_who_and_when(portal):
    dataset = portal.bring_to("submitted")
    first, second = _write(portal, dataset, text="Satu."), _write(portal, dataset, text="Dua.")
    call("sdijember_note_resolve", portal.people["walidata"], id=first["id"])
    assert [note["text"] for note in _list(portal, dataset)] == ["Dua.", "Satu."]
    assert [note["id"] for note in _list(portal, dataset, open=True)] == [second["id"]]
    [mark] = _list(portal, dataset)[1]["marks"]
    assert (mark["action"], mark["actor_name"], mark["actor_role"]) == ("resolve", "Walidata", "walidata")
    assert list(_errors(call, "sdijember_note_resolve", portal.people["walidata"], id=first["id"])) == ["state"]
    call("sdijember_note_reopen", portal.people["walidata"], id=first["id"])
    assert all(note["open"] for note in _list(portal, dataset))


def test_a_note_taken_back_is_read_by_its_writer_alone(portal):
    dataset = portal.bring_to("submitted")
    note = _write(portal, dataset, text="Keliru alamat.", attachment=upload())
    call("sdijember_note_withdraw", portal.people["walidata"], id=note["id"])
    [seen] = _list(portal, dataset, by="editor")
    assert (seen["withdrawn"], seen["open"], seen["text"], seen["attachments"]) == (True, False, "", [])
    assert _list(portal, dataset)[0]["text"] == "Keliru alamat."
    with pytest.raises(tk.ObjectNotFound):
        call("sdijember_note_attachment", portal.people["editor"], id=note["id"])
    assert call("sdijember_note_attachment", portal.people["walidata"], id=note["id"])["name"] == "luas.csv"
    assert list(_errors(call, "sdijember_note_reopen", portal.people["walidata"], id=note["id"])) == ["state"]


@pytest.mark.parametrize("table", ["sdijember_note", "sdijember_note_mark"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET created = now()", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_any_change(portal, table, statement):
    dataset = portal.bring_to("submitted")
    call("sdijember_note_resolve", portal.people["walidata"], id=_write(portal, dataset)["id"])
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        model.Session.execute(sa.text(statement.format(table)))
    model.Session.rollback()


def test_attachments_are_kept_under_their_digest(portal):
    dataset = portal.bring_to("submitted")
    note = _write(portal, dataset, attachment=[upload(), upload(b"a,b\n1,2\n", "../../Tabel Dua.csv")])
    first, second = note["attachments"]
    assert b"".join(store.chunks(first["sha256"])) == CSV
    assert (first["format"], first["size"]) == ("CSV", len(CSV))
    assert second["name"] == "tabel-dua.csv"
    found = call("sdijember_note_attachment", portal.people["editor"], id=note["id"], number=1)
    assert (found["sha256"], found["type"]) == (second["sha256"], "text/csv")
    with pytest.raises(tk.ObjectNotFound):
        call("sdijember_note_attachment", portal.people["editor"], id=note["id"], number=2)


@pytest.mark.parametrize(
    "files",
    [
        [upload(f"nama,nik\nAni,{NIK}\n".encode(), "warga.csv")],
        [upload(b"MZ\0\0", "alat.exe")],
        [upload(b"<svg/>", "gambar.svg")],
        [upload(b"a,b\n1,2\n", "foto.png")],
        [upload(b"a,b\n1,2\n")] * 6,
        "luas.csv",
    ],
    ids=["persons", "program", "svg", "no picture", "too many", "no file"],
)
def test_attachments_that_are_refused(portal, files):
    dataset = portal.bring_to("submitted")
    found = _errors(_write, portal, dataset, attachment=files)
    assert list(found) == ["attachment"] and NIK not in str(found)


@pytest.mark.ckan_config("ckanext.sdijember.note_attachment_mb", 1)
def test_the_largest_attachment_is_a_setting(portal):
    dataset = portal.bring_to("submitted")
    assert config.note_attachment_mb() == 1
    large = upload(b"a,b\n" + b"1,2\n" * (1 << 18), "besar.csv")
    assert list(_errors(_write, portal, dataset, attachment=large)) == ["attachment"]


def test_only_people_who_may_read_a_note_are_named_in_it(portal):
    dataset = portal.bring_to("verified")
    names = {person: user["name"] for person, user in portal.people.items() if user}
    may = {"member", "editor", "office_admin", "walidata", "pembina"}
    for person, name in names.items():
        if person in may:
            _write(portal, dataset, text=f"@{name} tolong lihat.")
        else:
            found = _errors(_write, portal, dataset, text=f"@{name} tolong lihat.")
            assert list(found) == ["text"], person
    for person in may - {"walidata"}:
        text = f"@{names[person]} tolong lihat."
        assert list(_errors(_write, portal, dataset, text=text, audience="walidata")) == ["text"], person
    unknown = str(_errors(_write, portal, dataset, text="@tidak-ada tolong."))
    known = str(_errors(_write, portal, dataset, text=f"@{names['stranger']} tolong."))
    assert unknown.replace("tidak-ada", "X") == known.replace(names["stranger"], "X")


def test_people_are_offered_by_side(portal):
    offered = call("sdijember_note_people", portal.people["walidata"], id=portal.bring_to("submitted")["id"])
    people = {side: {user["name"] for user in users} for side, users in offered["people"].items()}
    assert people == {"walidata": {"uji-walidata"}, "produsen": {"uji-member", "uji-editor", "uji-office-admin"}}
    assert offered["audiences"] == ["shared", "walidata"]


WITHOUT = {"verify": "submitted", "recommend": "verified", "publish": "recommended"}
DATA = {"recommend": {"number": "V-1", "date": "2026-05-17"}}
BY = {"verify": "walidata", "recommend": "pembina", "publish": "walidata"}


@pytest.mark.parametrize("action", list(WITHOUT))
def test_an_approval_has_to_know_of_unresolved_notes(portal, action):
    dataset = portal.bring_to(WITHOUT[action])
    by, data = BY[action], DATA.get(action, {})
    shared = _write(portal, dataset, by=by)
    _write(portal, dataset, by=by, audience=by)
    before = portal.take(dataset["id"], "show", by)
    for seen in ({}, {"open_notes": 0}, {"open_notes": 1}):
        assert list(_errors(portal.take, dataset["id"], action, by, **data, **seen)) == ["open_notes"]
    assert portal.take(dataset["id"], "show", by) == before
    assert _list(portal, dataset, by=by)[0]["marks"] == []
    review = portal.take(dataset["id"], action, by, **data, open_notes=2)
    assert review["events"][-1]["data"]["open_notes"] == 1
    [mark] = next(note["marks"] for note in _list(portal, dataset, by="editor") if note["id"] == shared["id"])
    assert (mark["action"], mark["about"]) == ("pass", action)


def test_settled_notes_and_those_of_others_do_not_stand_in_the_way(portal):
    dataset = portal.bring_to("verified")
    settled = _write(portal, dataset, by="pembina")
    call("sdijember_note_resolve", portal.people["pembina"], id=settled["id"])
    _write(portal, dataset, by="editor", audience="produsen")
    _write(portal, dataset, by="walidata", audience="walidata")
    review = portal.take(dataset["id"], "recommend", "pembina", **DATA["recommend"])
    assert "open_notes" not in review["events"][-1]["data"]


def test_sending_back_asks_about_no_notes(portal):
    dataset = portal.bring_to("submitted")
    _write(portal, dataset)
    assert portal.take(dataset["id"], "return", "walidata", note="Lengkapi.")["state"] == "returned"


def test_the_log_and_the_dataset_say_nothing_of_notes(portal):
    dataset = portal.bring_to("submitted")
    before = call("package_show", portal.people["editor"], id=dataset["id"])
    _write(portal, dataset, text="rahasia", audience="walidata")
    assert call("package_show", portal.people["editor"], id=dataset["id"]) == before
    review = portal.take(dataset["id"], "verify", "walidata", open_notes=1)
    assert "open_notes" not in review["events"][-1]["data"]
    assert "rahasia" not in str(review)
