"""What may be attached to a note, by what the bytes are and not by what the name says."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from ckanext.sdijember.note.exchange import attachments as rules
from ckanext.sdijember.tables.domain.limits import DEFAULT

LIMIT = 1 << 20


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, kind)
    return out.getvalue()


def _messages(content: bytes, name: str, limit: int = LIMIT) -> list[str]:
    stream = io.BytesIO(content)
    found = rules.check(stream, name, replace(DEFAULT, bytes=limit))
    assert stream.tell() == 0
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (_picture("PNG"), "layar.PNG", ("PNG", "image/png")),
        (_picture("JPEG"), "foto.jpeg", ("JPG", "image/jpeg")),
        (_picture("JPEG") + bytes(20), "foto.jpg", ("JPG", "image/jpeg")),
        (b"kecamatan,luas\nKencong,65.92\n", "luas.csv", ("CSV", "text/csv")),
    ],
)
def test_taken(content, name, kind):
    assert _messages(content, name) == []
    found = rules.kind_of(name)
    assert found and (found.format, found.media_type) == kind


@pytest.mark.parametrize("name", ["virus.exe", "halaman.html", "gambar.svg", "makro.docm", "tanpa-akhiran", ""])
def test_kinds_that_are_not_taken(name):
    assert rules.kind_of(name) is None
    assert _messages(_picture("PNG"), name) == [rules.NOT_TAKEN]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script></html>", "layar.png"),
        (_picture("JPEG"), "layar.png"),
        (_picture("PNG"), "foto.jpg"),
        (_picture("PNG")[:-5], "layar.png"),
        (_picture("PNG") + b"<script>", "layar.png"),
        (_picture("PNG")[:8], "layar.png"),
        (_picture("JPEG")[:-2], "foto.jpg"),
        (_picture("JPEG") + b"<?php ?>", "foto.jpg"),
        (b"MZ" + bytes(100), "foto.jpg"),
    ],
)
def test_pictures_that_are_none(content, name):
    assert _messages(content, name) == [rules.NO_PICTURE]


def test_other_files_meet_the_check_of_every_upload():
    assert _messages(b"\x89PNG and so on", "luas.csv")
    assert _messages(b"", "layar.png")
    assert _messages(_picture("PNG"), "layar.png", limit=10)


def test_numbers_of_persons_stand_in_the_way():
    assert _messages(b"nama,nik\nAni,3509120101900001\n", "warga.csv")


def test_an_untidy_table_may_be_shown_to_talk_about_it():
    assert not _messages(b"nama,jumlah,jumlah\nKencong,1,2\n", "contoh.csv")


def test_what_the_form_offers_is_what_is_taken():
    extensions = rules.accepted_extensions()
    assert {"csv", "xlsx", "pdf", "png", "jpg", "jpeg"} <= set(extensions)
    assert all(rules.kind_of(f"berkas.{extension}") for extension in extensions)
