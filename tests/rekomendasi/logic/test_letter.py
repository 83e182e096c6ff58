"""The letter: made after the decision, kept by its digest, sealed if that is configured; versions of its template."""

from __future__ import annotations

import base64
import hashlib
import io
import re

import ckan.plugins.toolkit as tk
import pypdfium2
import pytest
import sqlalchemy as sa
from ckan import model
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy.exc import DBAPIError

from ckanext.sdijember.evidence.domain.papers import papers_in
from ckanext.sdijember.files.logic import store as filestore
from ckanext.sdijember.log import model as log
from ckanext.sdijember.rekomendasi import jobs as letter_jobs
from ckanext.sdijember.rekomendasi import model as store
from ckanext.sdijember.rekomendasi.logic import letter as letters
from ckanext.sdijember.rekomendasi.papers import letter
from tests.factories import call
from tests.rekomendasi.letters import NAME, PASSPHRASE, certificate


def _row(dataset):
    model.Session.expire_all()
    return store.of_packages([dataset["id"]])[0]


def _paper(portal, row, kind="pdf", by="pembina"):
    return base64.b64decode(call("sdijember_rekomendasi_letter", portal.people[by], id=row.id, format=kind)["content"])


def _words(pdf):
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.sub(r"\s+|\ufffe", "", text)


def test_the_job_makes_it_and_the_log_keeps_its_digest(portal):
    dataset = portal.bring_to("verified")
    portal.take(
        dataset["id"],
        "recommend",
        "pembina",
        number="V-1",
        date="2026-05-17",
        conditions="Cantumkan sumber.\nPerbarui.",
    )
    letter_jobs.make(dataset["id"])
    row = _row(dataset)
    content = b"".join(filestore.chunks(row.letter_sha256))
    assert hashlib.sha256(content).hexdigest() == row.letter_sha256
    said = _words(content)
    for text in (
        dataset["title"],
        portal.office["title"],
        row.snapshot,
        "V-1",
        "17Mei2026",
        "Cantumkansumber.",
        "Berkas Luas",
    ):
        assert re.sub(r"\s+", "", text) in said, text
    # where a line ends within the address, its hyphen is not read as one
    assert "/rekomendasi/" + re.sub(r"\W", "", row.code) in re.sub(r"[^0-9A-Za-z/]", "", said)
    event = log.of_package(dataset["id"])[-1]
    assert (event.action, event.data["template"]) == ("rekomendasi_letter", 0)
    assert [paper.sha256 for paper in papers_in(event.data)] == [row.letter_sha256], "the evidence takes it from here"
    assert log.verify_chain().ok


def test_it_is_made_when_asked_for_and_only_once(portal):
    dataset = portal.bring_to("recommended")
    first = _paper(portal, _row(dataset))
    events = len(log.of_package(dataset["id"]))
    letter_jobs.make(dataset["id"])
    assert _paper(portal, _row(dataset), by="editor") == first
    assert len(log.of_package(dataset["id"])) == events
    assert _paper(portal, _row(dataset), "docx").startswith(b"PK")


def test_a_file_that_was_lost_is_made_again_to_the_last_byte(portal):
    dataset = portal.bring_to("recommended")
    first = _paper(portal, _row(dataset))
    filestore.path(_row(dataset).letter_sha256).unlink()
    assert _paper(portal, _row(dataset)) == first
    filestore.path(_row(dataset).letter_sha256).unlink()
    model.Group.get(portal.office["id"]).title = "Lain"
    tk.config["ckan.site_title"], before = "Portal lain", tk.config["ckan.site_title"]
    try:
        with pytest.raises(tk.ObjectNotFound):
            _paper(portal, _row(dataset))
    finally:
        tk.config["ckan.site_title"] = before


def test_it_is_sealed_when_a_certificate_is_configured(portal, tmp_path, monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.sdijember.seal.certificate", str(certificate(tmp_path)))
    monkeypatch.setenv("SDIJEMBER_SEAL_PASSPHRASE", PASSPHRASE)
    dataset = portal.bring_to("recommended")
    (signature,) = PdfFileReader(io.BytesIO(_paper(portal, _row(dataset)))).embedded_signatures
    signature.compute_integrity_info()
    status = signature.summarise_integrity_info()
    assert status["intact"] if isinstance(status, dict) and "intact" in status else signature.coverage
    assert signature.sig_object["/Reason"] == "Rekomendasi Statistik"
    assert _row(dataset).letter_sealed_by == NAME


def test_a_certificate_that_cannot_be_used_never_fails_a_decision(portal, tmp_path, monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.sdijember.seal.certificate", str(tmp_path / "tidak-ada.p12"))
    dataset = portal.bring_to("recommended")
    letter_jobs.make(dataset["id"])
    assert _paper(portal, _row(dataset)).startswith(b"%PDF-")
    assert _row(dataset).letter_sha256 is None, "it is kept as soon as it can be sealed"
    assert "tidak-ada.p12" in tk.h.sdijember_seal_problem(whole=True)
    assert "tidak-ada" not in tk.h.sdijember_seal_problem()
    monkeypatch.setenv("SDIJEMBER_SEAL_PASSPHRASE", PASSPHRASE)
    monkeypatch.setitem(tk.config, "ckanext.sdijember.seal.certificate", str(certificate(tmp_path)))
    letter_jobs.make(dataset["id"])
    assert _row(dataset).letter_sealed_by == NAME and tk.h.sdijember_seal_problem() == ""


class TestTemplate:
    BODY = "<h1>Surat {{ surat.number }}</h1>\n<p>{{ surat.verify_url }}</p>"

    def _save(self, portal, **data):
        return call("sdijember_rekomendasi_template_update", portal.people["pembina"], **data)

    def test_a_new_version_is_for_letters_to_come(self, portal):
        before, after = portal.bring_to("recommended"), portal.bring_to("recommended")
        kept = _paper(portal, _row(before))
        shown = self._save(portal, body=self.BODY.replace("\n", "\r\n"), note="Lebih pendek.")
        assert (shown["version"], shown["body"], shown["shipped"]) == (1, self.BODY, False)
        assert (shown["versions"][0]["note"], shown["versions"][0]["saved_name"]) == ("Lebih pendek.", "Pembina")
        assert _paper(portal, _row(before)) == kept
        assert "SuratV-26.3509.002" in _words(_paper(portal, _row(after)))
        row = _row(after)
        assert (row.letter_template, row.letter_template_sha256) == (1, hashlib.sha256(self.BODY.encode()).hexdigest())
        filestore.path(row.letter_sha256).unlink()
        self._save(portal, reset=True)
        assert "SuratV-26.3509.002" in _words(_paper(portal, _row(after))), "made again with the version it had"

    def test_it_can_be_set_back(self, portal):
        self._save(portal, body=self.BODY)
        shown = self._save(portal, reset=True, version=1)
        assert (shown["version"], shown["body"], shown["shipped"]) == (2, letter.shipped(), True)
        earlier = call("sdijember_rekomendasi_template_show", portal.people["pembina"], version="1")
        assert earlier["body"] == self.BODY

    def test_a_broken_one_is_refused_with_its_line_and_not_saved(self, portal):
        for body, line in (
            ("<p>\n{% if surat.number %}", 2),
            (self.BODY + "\n<img src='file:///etc/passwd'>", 3),
            ("", 1),
        ):
            for action in ("update", "preview"):
                with pytest.raises(tk.ValidationError) as refused:
                    call(f"sdijember_rekomendasi_template_{action}", portal.people["pembina"], body=body)
                (message,) = refused.value.error_dict["body"]
                assert message.startswith((f"Line {line}:", f"Baris {line}:")), message
        assert store.templates() == []

    def test_nobody_writes_over_what_they_have_not_seen(self, portal):
        self._save(portal, body=self.BODY, version=0)
        with pytest.raises(tk.ValidationError) as refused:
            self._save(portal, body=self.BODY, version=0)
        assert set(refused.value.error_dict) == {"version"}

    def test_versions_are_never_rewritten(self, portal):
        self._save(portal, body=self.BODY)
        for statement in ("UPDATE {} SET body = ''", "DELETE FROM {}"):
            with pytest.raises(DBAPIError):
                model.Session.execute(sa.text(statement.format("sdijember_rekomendasi_templat")))
            model.Session.rollback()

    def test_the_preview_is_a_letter_nobody_gave(self, portal):
        made = call("sdijember_rekomendasi_template_preview", portal.people["pembina"], body=letter.shipped())
        assert "CONTOH-001" in _words(base64.b64decode(made["content"]))


def test_of_a_design_there_is_no_letter_but_the_scan(portal):
    kegiatan = portal.kegiatan()
    given = {"id": kegiatan["id"], "number": "V-25.3509.007", "date": "2025-01-02"}
    made = call("sdijember_rekomendasi_record", portal.people["editor"], **given)
    for kind in ("pdf", "docx", "scan"):
        with pytest.raises(tk.ObjectNotFound):
            call("sdijember_rekomendasi_letter", portal.people["editor"], id=made["id"], format=kind)
    assert letters.seal_problem() is None
