"""The reader in a process apart: the same outcome, and an end for whatever goes on too long or grows too large."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from ckanext.sdijember.tables.domain.cells import Kind
from ckanext.sdijember.tables.domain.decisions import CorrectionError
from ckanext.sdijember.tables.domain.declared import Declared
from ckanext.sdijember.tables.domain.limits import DEFAULT
from ckanext.sdijember.tables.exchange import apart
from ckanext.sdijember.tables.exchange.apart import interpreter
from ckanext.sdijember.tables.exchange.process import look_apart, read_apart
from ckanext.sdijember.tables.exchange.reader import read
from dev.paths import ROOT
from tests.tables.writers import csv_file, member, repacked, xlsx

CONTENT = csv_file([["kecamatan", "n"], ["Kencong", "1"], ["Puger", "x"], ["Ambulu", "3"], ["Wuluhan", "-"]])
TIDY = xlsx({"Data": [["a", "b"], ["x", 1]]})


def _codes(outcome):
    return [one.code for one in outcome.remarks]


def test_it_gives_what_the_reader_gives():
    given = {"columns": {"2": {"number_format": ".,"}}}
    dictionary = {"n": Declared(Kind.INTEGER), "kecamatan": Declared(None, frozenset({"Kencong", "Puger"}))}
    here = read(io.BytesIO(CONTENT), "CSV", given, dictionary, filename="data 3509124505900003.csv")
    there = read_apart(io.BytesIO(CONTENT), "CSV", given, dictionary, filename="data 3509124505900003.csv")
    assert here.table and there.table and there.table.sha256 == here.table.sha256
    assert there.remarks == here.remarks and there.decisions == here.decisions and there.head == here.head
    assert _codes(there) == ["personal-nik", "not-in-list", "unfit"]


def test_a_look_holds_what_the_outcome_holds_and_no_table():
    here, look = read(io.BytesIO(TIDY), "XLSX"), look_apart(io.BytesIO(TIDY), "XLSX")
    assert look.remarks == here.remarks and look.decisions == here.decisions
    assert look.sheets == here.sheets and look.head == here.head
    assert (look.rows, look.first) == (1, (("x", "1"),))
    assert [(one["nama"], one["jenis"]) for one in look.columns] == [("a", "text"), ("b", "integer")]


def test_wrong_corrections_are_told_before_anything_is_read():
    with pytest.raises(CorrectionError):
        read_apart(io.BytesIO(CONTENT), "CSV", {"file": {"delimiter": "§"}})


def test_a_format_without_a_table_starts_no_process(monkeypatch):
    monkeypatch.setattr(apart, "_run", lambda *_: pytest.fail("a process was started"))
    assert read_apart(io.BytesIO(b"%PDF"), "PDF").table is None


def test_more_bytes_than_are_taken_are_not_handed_on():
    outcome = read_apart(io.BytesIO(b"a,b\n" + b"1,2\n" * 1000), "CSV", limits=replace(DEFAULT, bytes=1000))
    assert _codes(outcome) == ["beyond-limit"] and outcome.remarks[0].params["allowed"] == 1000


def test_what_takes_too_much_processor_time_is_ended():
    rows = [[f"k{at}" for at in range(20)], *([f"{row}.{at}5" for at in range(20)] for row in range(15_000))]
    began = time.monotonic()
    outcome = read_apart(io.BytesIO(csv_file(rows)), "CSV", limits=replace(DEFAULT, seconds=1))
    assert _codes(outcome) == ["stopped"] and outcome.table is None
    assert time.monotonic() - began < 30


def test_what_takes_too_much_memory_is_ended():
    content = b"a,b\n" + b"".join(b"%d,%d\n" % (at, at * 7) for at in range(300_000))
    outcome = read_apart(io.BytesIO(content), "CSV", limits=replace(DEFAULT, memory=90 << 20))
    assert _codes(outcome) == ["stopped"]


@pytest.mark.parametrize(
    "changes",
    [
        {"xl/worksheets/sheet1.xml": '<worksheet><dimension ref="A1:XFD1048576"/>'},
        {"xl/sharedStrings.xml": '<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>'},
        {"xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="1"><c r="&#88;FD1048576"><v>1</v></c>'
                                     '<c r="A1"><v>1</v></c></row></sheetData></worksheet>'},
        {"xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="99999999999"><c r="ZZZ99999999"><v>1</v></c></row>'
                                     "</sheetData></worksheet>"},
    ],
)  # fmt: skip
def test_a_workbook_made_to_harm_harms_nobody(changes):
    if "dimension" in str(changes):
        changes = {name: member(TIDY, name).replace("<dimension ", '<dimension ref="A1:XFD1048576" x="" ', 1)
                   for name in changes}  # fmt: skip
    outcome = read_apart(io.BytesIO(repacked(TIDY, changes)), "XLSX")
    assert outcome.table is not None or outcome.remarks


def test_a_process_that_sleeps_is_ended(monkeypatch):
    def slow(*_, timeout, **__):
        raise subprocess.TimeoutExpired("reader", timeout)

    monkeypatch.setattr(subprocess, "run", slow)
    assert _codes(read_apart(io.BytesIO(CONTENT), "CSV")) == ["stopped"]


def test_the_process_knows_nothing_of_its_caller(monkeypatch):
    seen = {}
    run = subprocess.run

    def watched(command, **options):
        seen.update(options["env"])
        return run(command, **options)

    monkeypatch.setenv("SDI_SECRET", "x")
    monkeypatch.setattr(subprocess, "run", watched)
    assert read_apart(io.BytesIO(CONTENT), "CSV").table is not None
    assert "SDI_SECRET" not in seen and "CKAN_INI" not in seen


def test_it_is_found_from_within_ckan_and_from_within_a_web_server(monkeypatch):
    """CKAN's own folder, first in ``sys.path``, would hide modules of Python; a web server is no interpreter."""
    monkeypatch.syspath_prepend(str(Path(find_spec("ckan").origin).parent))
    monkeypatch.setattr(sys, "executable", "/usr/bin/uwsgi")
    assert read_apart(io.BytesIO(CONTENT), "CSV").table is not None


def test_reading_needs_no_ckan():
    """The process starts in a quarter of a second because it loads neither CKAN nor a database's library."""
    module = "ckanext.sdijember.tables.exchange.process"
    code = f"import sys, {module}; print([one for one in ('ckan', 'flask', 'sqlalchemy') if one in sys.modules])"
    done = subprocess.run([interpreter(), "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
