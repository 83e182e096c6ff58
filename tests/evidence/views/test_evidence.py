"""The evidence of a dataset: who takes it away, what is in it, and that it proves itself."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest

from ckanext.sdijember.files.logic import store
from ckanext.sdijember.review.domain import transitions as rules
from tests import factories
from tests.contents import text_of
from tests.factories import PEOPLE, WAYS, call
from tests.review.logic.test_permissions import READ
from tests.visitor import text


def _page(dataset, name):
    return f"/dataset/{dataset['name']}/pemeriksaan/{name}"


def _zip(visit, dataset, query=""):
    answer = visit("walidata").client.get(_page(dataset, "berkas-bukti.zip") + query)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answer.data))


@pytest.fixture
def twice(portal):
    """A dataset that was submitted twice with different files, and a paper decision with its scan."""
    dataset = portal.bring_to("returned", title="Luas “Wilayah” <b>&")
    resource = dataset["resources"][0]["id"]
    content = b"kecamatan,luas_km2\nKencong,1\nGumukmas,2\n"
    call("resource_patch", portal.people["editor"], id=resource, upload=factories.upload(content, "luas-baru.csv"))
    portal.take(dataset["id"], "submit", "editor", note="Satuan sudah lengkap.")
    scan = factories.upload(b"\x89PNG\r\n\x1a\n" + b"0" * 20, "../surat.png")
    paper = {"channel": "kertas", "decided_by": "Budi Santoso", "decided_on": "2026-05-17", "scan": scan}
    portal.take(dataset["id"], "verify", "walidata", **paper)
    return dataset


@pytest.mark.parametrize("state", list(WAYS))
def test_who_takes_it_away(portal, visit, state):
    dataset = portal.bring_to(state)
    for person in PEOPLE:
        visitor = visit(person)
        for name in ("berkas-bukti.zip", "berita-acara.pdf", "pembacaan"):
            address = _page(dataset, name)
            if person == "anonymous":
                assert visitor.location(address).startswith("user/login")
                continue
            refused = 403 if rules.STATES[state].public else 404
            assert visitor.status(address) == (200 if person in READ[state] else refused), (person, name)


def test_everything_is_in_it_and_every_byte_is_accounted_for(visit, twice):
    with _zip(visit, twice) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        for entry in manifest["entries"]:
            assert hashlib.sha256(archive.read(entry["path"])).hexdigest() == entry["sha256"]
        assert manifest["missing"] == []
        files = {archive.read(name) for name in names if name.startswith("berkas/")}
        assert files == {factories.CSV, b"kecamatan,luas_km2\nKencong,1\nGumukmas,2\n"}
        assert [archive.read(name)[:4] for name in names if name.startswith("lampiran/")] == [b"\x89PNG"]
        submitted = [name for name in names if name.startswith("pengajuan/")]
        assert len(submitted) == 2
        events = [json.loads(line)["body"] for line in archive.read("catatan/log.jsonl").splitlines()[1:]]
        assert [event["action"] for event in events] == ["submit", "return", "submit", "verify"]
        wanted = [event["data"]["snapshot"] for event in events if event["action"] == "submit"]
        assert [hashlib.sha256(archive.read(name)).hexdigest() for name in submitted] == wanted
        assert all(".." not in name and not name.startswith("/") for name in names)


def test_the_log_in_it_proves_itself_outside_the_portal(visit, twice, tmp_path):
    with _zip(visit, twice) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-I", "-S", "periksa.py", "catatan/log.jsonl"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path).returncode == 0
    log = tmp_path / "catatan" / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Lengkapi satuan", b"Lengkapi definisi"))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_paper_says_who_decided_what_and_when(visit, twice):
    answer = visit("pembina").client.get(_page(twice, "berita-acara.pdf"))
    assert answer.headers["Cache-Control"].find("no-store") >= 0
    assert "public" not in answer.headers["Cache-Control"]
    words = " ".join(text_of(answer.data, "pdf").split())
    for expected in (
        "Luas “Wilayah” <b>&", "Ajukan pemeriksaan", "Kembalikan ke Produsen", "Lengkapi satuan.",
        "Satuan sudah lengkap.", "Walidata", "WIB", "kertas", "Budi Santoso", "17 Mei 2026", "surat.png",
        "luas-baru.csv",
    ):  # fmt: skip
        assert expected in words, expected


def test_without_files_it_is_small_and_the_papers_stay(visit, twice):
    with _zip(visit, twice, "?berkas=tidak") as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert "lampiran" in folders and "berkas" not in folders


def test_a_file_that_was_lost_is_named(visit, twice):
    digest = hashlib.sha256(factories.CSV).hexdigest()
    store.path(digest).unlink()
    with _zip(visit, twice) as archive:
        assert json.loads(archive.read("manifest.json"))["missing"] == [digest]


def test_two_copies_of_one_log_are_the_same(visit, twice):
    first, second = (visit("walidata").client.get(_page(twice, "berkas-bukti.zip")).data for _ in range(2))
    assert first == second


def test_a_kegiatan_has_evidence_without_personal_data(portal, visit):
    kegiatan = portal.bring_kegiatan_to("recommended", ii_pj_nama="Nama Rahasia Sekali", ttd_nip="199001012020121001")
    with _zip(visit, kegiatan) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        paper = text_of(archive.read("berita-acara.pdf"), "pdf")
    for secret in ("Nama Rahasia Sekali", "199001012020121001"):
        assert secret.encode() not in content
        assert secret not in paper


def test_the_review_page_offers_it_and_says_who_read(portal, visit):
    dataset = portal.bring_to("submitted")
    resource = dataset["resources"][0]["id"]
    assert visit("walidata").status(f"/dataset/{dataset['name']}/resource/{resource}/download/luas.csv") == 200
    page = visit("editor").get(f"/dataset/{dataset['name']}/pemeriksaan")
    links = {link["href"].rsplit("/", 1)[-1] for link in page.select("#bukti a")}
    assert links == {"berkas-bukti.zip", "berita-acara.pdf", "berkas-bukti.zip?berkas=tidak", "pembacaan"}
    assert "uji-walidata: berkas diunduh, Luas" in text(page.select_one("#bukti"))
    rows = visit("editor").get(_page(dataset, "pembacaan")).select("tbody tr")
    assert len(rows) == 2
    assert "uji-walidata" in text(rows[-1])
