"""``ckan sdijember kegiatan``: files written and read as a real user, with that user's rights."""

from __future__ import annotations

import json

import pytest

from tests import factories
from tests.factories import call


@pytest.fixture
def portal(run):
    """Offices, teams and one person for every role."""
    return factories.portal()


@pytest.fixture
def kegiatan(portal):
    """A complete kegiatan of the office, not yet submitted."""
    return portal.kegiatan()


def test_a_file_is_written_and_becomes_a_kegiatan(run, portal, kegiatan, tmp_path):
    editor = portal.people["editor"]["name"]
    for name, ending in (("json", ".json"), ("xlsx", ".xlsx"), ("pdf", ".pdf"), ("docx", ".docx")):
        told = run("kegiatan", "export", kegiatan["name"], "--as", editor, "--format", name, "--output", str(tmp_path))
        assert told.exit_code == 0, told.output
        assert (tmp_path / f"ms-keg-{kegiatan['name']}{ending}").stat().st_size > 1000
    path = tmp_path / f"ms-keg-{kegiatan['name']}.json"
    looked = run("kegiatan", "import", str(path), "--as", editor, "--office", portal.office["id"], "--preview")
    assert looked.exit_code == 0, looked.output
    assert _count(portal) == 1
    saved = run("kegiatan", "import", str(path), "--as", editor, "--office", portal.office["id"])
    assert saved.exit_code == 0, saved.output
    assert _count(portal) == 2


def test_personal_data_are_for_users_who_may_have_them(run, portal, kegiatan, tmp_path):
    for who, more, inside in (
        ("editor", (), True),
        ("editor", ("--without-personal",), False),
        ("sysadmin", (), False),
    ):
        path, user = tmp_path / "kegiatan.json", portal.people[who]["name"]
        told = run("kegiatan", "export", kegiatan["name"], "--as", user, "--output", str(path), *more)
        assert told.exit_code == 0, told.output
        assert ("Siti Rahasia" in path.read_text(encoding="utf-8")) is inside


def test_what_is_wrong_is_said_and_nothing_is_saved(run, portal, kegiatan, tmp_path):
    path = tmp_path / "salah.json"
    path.write_text(json.dumps({"judul_kegiatan": "Survei Uji Coba 2025", "warna": "biru", "sektor_kegiatan": "99"}))
    editor = portal.people["editor"]["name"]
    told = run("kegiatan", "import", str(path), "--as", editor, "--office", portal.office["id"])
    assert told.exit_code == 1 and "warna" in told.output and "sektor_kegiatan" in told.output
    assert _count(portal) == 1


def test_who_may_not_is_refused(run, portal, kegiatan, tmp_path):
    path = tmp_path / "kegiatan.json"
    path.write_text(json.dumps({"judul_kegiatan": "Survei Uji Coba 2025"}))
    stranger = portal.people["stranger"]["name"]
    assert run("kegiatan", "export", kegiatan["name"], "--as", stranger).exit_code == 1
    assert run("kegiatan", "import", str(path), "--as", stranger, "--office", portal.office["id"]).exit_code == 1
    assert run("kegiatan", "import", str(path), "--as", stranger, "--id", kegiatan["id"]).exit_code == 1


def _count(portal):
    found = call("package_search", portal.people["editor"], fq="dataset_type:kegiatan", include_private=True)
    return found["count"]
