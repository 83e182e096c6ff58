"""Every file of the corpus is read as it is written down beside it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from ckanext.sdijember.tables.domain.remarks import restored
from ckanext.sdijember.tables.exchange.reader import FORMATS, read
from tests.tables.corpus.case import FILES, seen

NAMES = sorted(path.name.removesuffix(".json") for path in FILES.glob("*.*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_as_it_is_written_down(name: str):
    expected = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    with (FILES / name).open("rb") as stream:
        outcome = read(stream, expected.pop("format"), expected.pop("given"))
    found = seen(outcome, list(expected["decided"]))
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_what_was_decided_reads_the_file_again_and_asks_nothing(name: str):
    expected = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    content = (FILES / name).read_bytes()
    first = read(io.BytesIO(content), expected["format"], expected["given"])
    if first.table is None:
        return
    again = read(io.BytesIO(content), expected["format"], json.loads(json.dumps(first.decisions.settled().stored())))
    assert again.table is not None
    assert again.table.values_sha256 == first.table.values_sha256 and again.table.sha256 == first.table.sha256
    assert not again.decisions.open_questions()
    assert not [one for one in again.remarks if one.code.startswith("ask-")]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_can_be_shown_and_kept(name: str):
    expected = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    outcome = read(io.BytesIO((FILES / name).read_bytes()), expected["format"], expected["given"])
    for one in outcome.remarks:
        for lang in ("id", "en"):
            said = one.text(lambda message: message, lang)
            assert "{" not in said or "{" in str(one.params), said
            assert "3509124505900003" not in said.replace(" ", "")
        assert restored(json.loads(json.dumps(one.stored()))) == one


def test_the_corpus_has_files_of_every_format_and_no_stray_ones():
    formats = {json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))["format"] for name in NAMES}
    assert formats == FORMATS
    assert {path.name for path in FILES.iterdir()} == {one for name in NAMES for one in (name, f"{name}.json")}
    assert len(NAMES) >= 81 and Path(FILES).is_dir()
