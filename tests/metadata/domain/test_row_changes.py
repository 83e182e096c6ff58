"""What an uploaded sheet changes: lines are found again by their id, or else by their name."""

from __future__ import annotations

from ckanext.sdijember.metadata.domain.row_changes import Change, compare
from tests.metadata.kegiatan import VARIABEL

STORED = [{"id": str(number), **VARIABEL, "nama": name} for number, name in enumerate(("Satu", "Dua", "Tiga"))]


def test_the_same_lines_change_nothing():
    found = compare("variabel", STORED, STORED)
    assert (found.rows, found.new, found.changed, found.gone) == (STORED, [], [], [])
    assert (found.same, found.moved) == (3, False)


def test_new_changed_gone_and_moved():
    after = [STORED[2], {**STORED[0], "nama": "Satu Baru", "satuan": "Kilogram"}, {**VARIABEL, "nama": "Empat"}]
    found = compare("variabel", STORED, after)
    assert (found.new, found.gone, found.same, found.moved) == (["Empat"], ["Dua"], 1, True)
    assert found.changed == [Change("Satu Baru", ("nama", "satuan"))]
    assert [row.get("id") for row in found.rows] == ["2", "0", None]


def test_a_line_without_an_id_is_known_by_its_name():
    found = compare("variabel", STORED, [{**VARIABEL, "nama": " dua "}, {**VARIABEL, "nama": "Dua"}])
    assert [row.get("id") for row in found.rows] == ["1", None], "only one of them is the stored line"


def test_ids_of_another_kegiatan_mean_nothing():
    found = compare("variabel", STORED, [{**VARIABEL, "id": "asing", "nama": "Lain"}])
    assert found.rows == [{**VARIABEL, "nama": "Lain"}] and found.new == ["Lain"]


def test_an_answer_that_is_gone_is_a_change():
    bare = {key: value for key, value in STORED[0].items() if key != "satuan"}
    assert compare("variabel", STORED[:1], [bare]).changed == [Change("Satu", ("satuan",))]
