"""Submitted files stay readable under their SHA-256, and a resource changes to one of them with the commit."""

from __future__ import annotations

import hashlib

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.sdijember.files import model as stored
from ckanext.sdijember.files.logic import reading, store
from tests.factories import CSV, call, upload

OTHER = b"kecamatan,luas_km2\nKencong,1\nGumukmas,2\n"


def test_the_same_content_is_kept_once_and_read_again(with_plugins):
    name = store.keep([b"satu", b"dua"])
    assert name == store.keep([b"satudua"]) == hashlib.sha256(b"satudua").hexdigest()
    assert b"".join(store.chunks(name)) == b"satudua"
    assert store.exists(name) and not store.exists("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "G" * 64, "A" * 64])
def test_nothing_else_is_a_name(with_plugins, name):
    assert not store.exists(name)
    with pytest.raises(ValueError):
        store.path(name)


def test_what_breaks_off_leaves_nothing(with_plugins):
    def pieces():
        yield b"setengah"
        raise OSError

    before = set(store.path("0" * 64).parents[1].rglob("*"))
    with pytest.raises(OSError):
        store.keep(pieces())
    assert set(store.path("0" * 64).parents[1].rglob("*")) == before


def test_a_submission_keeps_every_file_though_it_is_replaced_later(portal):
    dataset = portal.bring_to("returned")
    resource = dataset["resources"][0]
    call("resource_patch", portal.people["editor"], id=resource["id"], upload=upload(OTHER))
    assert b"".join(store.chunks(hashlib.sha256(CSV).hexdigest())) == CSV


def test_a_resource_is_read_from_the_store_until_another_file_comes(portal, app):
    dataset = portal.bring_to("withdrawn")
    resource = dataset["resources"][0]
    stored.point(resource["id"], store.keep([OTHER]))
    model.Session.commit()
    assert b"".join(reading.chunks(resource)) == OTHER
    name = portal.people["editor"]["name"]
    token = tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, {"user": name, "name": "uji"})
    page = app.get(resource["url"].partition("//")[2].partition("/")[2], headers={"Authorization": token["token"]})
    assert page.data == OTHER
    call("package_patch", portal.people["editor"], id=dataset["id"], notes="Teks lain.")
    assert b"".join(reading.chunks(resource)) == OTHER
    call("resource_patch", portal.people["editor"], id=resource["id"], upload=upload(CSV))
    assert b"".join(reading.chunks(resource)) == CSV
    assert stored.digest_of(resource["id"]) is None
