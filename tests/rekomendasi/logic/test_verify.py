"""Verification: what the public is told, and that nothing leaks about data that are not public."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.redis import connect_to_redis

from ckanext.sdijember.rekomendasi import model as store
from ckanext.sdijember.rekomendasi.domain import rekomendasi as rules
from tests.factories import call

REASON = "Metode keliru."


@pytest.fixture(autouse=True)
def _nothing_remembered(portal):
    redis = connect_to_redis()
    for key in redis.keys("*:sdijember:isi:*"):
        redis.delete(key)


def ask(typed):
    return call("sdijember_rekomendasi_verify", None, q=typed)


def _row(dataset):
    return store.of_packages([dataset["id"]])[0]


@pytest.mark.parametrize("kind", ["dataset", "kegiatan"])
def test_of_public_data_everything_on_the_letter_is_told(portal, kind):
    thing = portal.bring_to("published") if kind == "dataset" else portal.bring_kegiatan_to("published")
    row = _row(thing)
    for typed in (row.code, rules.shown_code(row.code).lower(), row.number, f" {row.number.lower()} "):
        told = ask(typed)
        assert (told["verdict"], told["public"], told["number"]) == ("berlaku", True, row.number), typed
        assert (told["title"], told["office"], told["type"]) == (thing["title"], portal.office["title"], kind)
        assert told["issuer"] == row.issuer and told["date"] == "2026-05-17"


@pytest.mark.parametrize("state", ["recommended", "withdrawn"])
def test_of_other_data_only_the_state_is_told_and_only_by_the_code(portal, state):
    dataset = portal.bring_to(state)
    row = _row(dataset)
    assert ask(row.code) == {"verdict": "berlaku", "label": "Valid", "public": False}
    with pytest.raises(tk.ObjectNotFound):
        ask(row.number)
    call("sdijember_rekomendasi_revoke", portal.people["pembina"], id=row.id, reason=REASON)
    assert ask(row.code) == {"verdict": "dicabut", "label": "Revoked", "public": False}


def test_what_is_unknown_and_what_is_no_code_are_told_apart_by_nothing(portal):
    portal.bring_to("published")
    answers = set()
    for typed in (rules.new_code(), "bukan kode", "0" * 20, "'; DROP TABLE", "../../etc/passwd", "V-26.3509.999"):
        with pytest.raises(tk.ObjectNotFound) as refused:
            ask(typed)
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_a_revoked_one_says_so_without_the_reason(portal):
    row = _row(portal.bring_to("published"))
    call("sdijember_rekomendasi_revoke", portal.people["pembina"], id=row.id, reason=REASON)
    told = ask(row.code)
    assert told["verdict"] == "dicabut" and told["revoked_at"] and REASON not in str(told)


def test_a_superseded_one_leads_to_the_later_one(portal):
    dataset = portal.bring_to("published")
    former = _row(dataset)
    portal.take(dataset["id"], "withdraw", "walidata", note="Diperbarui.")
    portal.take(dataset["id"], "submit", "editor")
    portal.take(dataset["id"], "verify", "walidata")
    portal.take(dataset["id"], "recommend", "pembina", number="V-2", date="2026-05-18")
    assert ask(former.code) == {"verdict": "digantikan", "label": "Superseded", "public": False}
    portal.take(dataset["id"], "publish", "walidata")
    told = ask(former.code)
    assert (told["verdict"], told["successor"]["number"]) == ("digantikan", "V-2")
    assert ask(told["successor"]["code"])["verdict"] == "berlaku"


def test_content_that_was_changed_past_the_portal_is_noticed(portal):
    dataset = portal.bring_to("published")
    package = model.Package.get(dataset["id"])
    package.extras["satuan"] = "Hektare"
    model.Session.commit()
    assert ask(_row(dataset).code)["verdict"] == "berubah"


def test_a_file_that_was_exchanged_is_noticed(portal):
    from ckan.lib import uploader

    dataset = portal.bring_to("published")
    resource = call("package_show", None, id=dataset["id"])["resources"][0]
    upload = uploader.get_resource_uploader(dict(resource))
    path = upload.get_path(resource["id"])
    storage = getattr(upload, "storage", None)
    path = storage.full_path(path) if storage else path
    with open(path, "ab") as stream:
        stream.write(b"Tambahan,1\n")
    assert ask(_row(dataset).code)["verdict"] == "berubah"


def test_a_dataset_in_the_trash_is_not_public(portal):
    dataset = portal.bring_to("published")
    row = _row(dataset)
    # by hand in the database: neither an action nor the model throws away what is published
    model.Session.execute(sa.update(model.Package).where(model.Package.id == dataset["id"]).values(state="deleted"))
    model.Session.commit()
    assert ask(row.code) == {"verdict": "berlaku", "label": "Valid", "public": False}


def test_the_design_of_a_kegiatan_is_verified_when_it_is_public(portal):
    kegiatan = portal.kegiatan()
    given = {"id": kegiatan["id"], "number": "V-25.3509.007", "date": "2025-01-02"}
    made = call("sdijember_rekomendasi_record", portal.people["editor"], **given)
    assert ask(made["code"]) == {"verdict": "berlaku", "label": "Valid", "public": False}
    portal.along(kegiatan, "published")
    assert (ask("v-25.3509.007")["kind"], ask(made["code"])["verdict"]) == ("rancangan", "berlaku")
