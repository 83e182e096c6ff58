"""Files made of a table, from the data file to what is handed out."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from ckanext.sdijember.tables.domain.limits import DEFAULT
from ckanext.sdijember.tables.exchange.download import FORMS, made_apart
from ckanext.sdijember.tables.exchange.reader import read
from ckanext.sdijember.tables.exchange.writing.table_schema import Described

_FILE = b"Kode;Kecamatan;Jumlah\r\n01;Kaliwates;132.802\r\n02;Sumbersari;131.201\r\n"


def _made(form, content=_FILE, **options):
    with made_apart(form, io.BytesIO(content), "CSV", options.pop("given", None), **options) as found:
        return found.read() if found else None


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_made(form):
    given = read(io.BytesIO(_FILE), "CSV").decisions.settled().stored()
    assert _made(form, given=given, title="Penduduk")


def test_what_is_written_is_the_table_as_it_was_decided():
    given = {"columns": {"3": {"kind": "integer", "number_format": ",."}}}
    assert _made("csv", given=given) == b"Kode,Kecamatan,Jumlah\r\n01,Kaliwates,132802\r\n02,Sumbersari,131201\r\n"
    assert json.loads(_made("json", given=given))[0] == {"Kode": "01", "Kecamatan": "Kaliwates", "Jumlah": 132802}
    described = {"Jumlah": Described("Jumlah penduduk", unit="jiwa")}
    assert json.loads(_made("schema", given=given, described=described))["fields"][2]["unit"] == "jiwa"


def test_only_the_table_that_was_approved_is_written():
    given = {"columns": {"3": {"kind": "integer", "number_format": ",."}}}
    approved = read(io.BytesIO(_FILE), "CSV", given).table
    assert approved
    assert _made("csv", given=given, sha256=approved.sha256)
    assert _made("csv", given={"columns": {"3": {"kind": "text"}}}, sha256=approved.sha256) is None
    assert _made("csv", _FILE.replace(b"802", b"803"), given=given, sha256=approved.sha256) is None


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"PK\3\4 no workbook", b"<html><body>x"])
def test_of_a_file_that_is_no_table_nothing_is_made(content):
    assert _made("csv", content) is None


def test_a_file_beyond_its_limits_makes_nothing():
    assert _made("csv", limits=replace(DEFAULT, rows=1)) is None
