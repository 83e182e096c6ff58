"""The difference of two snapshots, and of two texts: applying what it says turns one into the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.sdijember.files.domain import diff_words
from ckanext.sdijember.verdict.domain.diff_metadata import FieldChange, RowChange, column_key, compare, rows

NAMES = st.sampled_from(["title", "notes", "konsep", "satuan", "sumber_referensi"])
VALUES = st.one_of(st.text("abc ", min_size=1, max_size=8), st.lists(st.sampled_from("xyz"), min_size=1, max_size=3))
COLUMNS = st.lists(
    st.fixed_dictionaries({"nama": st.sampled_from("pqrst")}, optional={"tipe": st.sampled_from(["teks", "kode"])}),
    max_size=6,
)
TEXTS = st.text("kata lain.\n", max_size=60)


def _file(identifier="r1", **changes):
    base = {"id": identifier, "name": "Luas", "format": "CSV", "url": "luas.csv", "sha256": "a" * 64}
    return base | {"skema_kolom": [{"nama": "kecamatan", "tipe": "teks"}, {"nama": "luas", "satuan": "km2"}]} | changes


OLD = {"id": "p", "title": "Luas", "tags": ["a", "b"], "groups": [], "resources": [_file()]}


@settings(deadline=None)
@given(st.dictionaries(NAMES, VALUES), st.dictionaries(NAMES, VALUES))
def test_applying_the_fields(old, new):
    made = dict(old)
    for change in compare(old, new).fields:
        assert made.get(change.name) == change.old
        made.pop(change.name, None)
        if change.new is not None:
            made[change.name] = change.new
    assert made == new


@settings(deadline=None)
@given(COLUMNS, COLUMNS)
def test_applying_the_rows(old, new):
    found = rows(old, new, column_key)
    made = [dict(row) for row in old]
    for row in found.removed:
        made.remove(row)
    for change in found.changed:
        before = next(
            row
            for row in made
            if row["nama"] == change.key and all(row.get(field.name) == field.old for field in change.fields)
        )
        for field in change.fields:
            before.pop(field.name, None)
            if field.new is not None:
                before[field.name] = field.new
    made += found.added
    assert sorted(map(str, map(sorted, map(dict.items, made)))) == sorted(map(str, map(sorted, map(dict.items, new))))
    assert not rows(old, old, column_key)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_words_of_two_texts(old, new):
    pieces = diff_words.compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_a_word_is_changed_and_not_the_whole_text(monkeypatch):
    pieces = diff_words.compare("Luas daratan kecamatan.", "Luas wilayah kecamatan.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Luas "), ("gone", "daratan"), ("new", "wilayah"), ("same", " kecamatan."),
    ]  # fmt: skip
    monkeypatch.setattr(diff_words, "LONGEST", 3)
    assert [piece.kind for piece in diff_words.compare("a b", "a c")] == ["gone", "new"]


def test_the_same_is_no_difference():
    assert not compare(OLD, OLD)
    again = OLD | {"resources": [_file(catatan_berkas=[{"message": "x"}], last_modified="2026", size=3)]}
    assert not compare(OLD, again), "what the check of a file writes is no change by the producer"


def test_keywords_and_groups():
    found = compare(OLD, OLD | {"tags": ["b", "c"], "groups": ["urusan-1-02"]})
    assert found.sets == {"groups": (("urusan-1-02",), ()), "tags": (("c",), ("a",))}


def test_files_and_their_dictionaries():
    columns = [{"nama": "kecamatan", "tipe": "kode"}, {"nama": "tahun"}]
    new = OLD | {"resources": [_file(sha256="b" * 64, name="Luas 2", skema_kolom=columns), _file("r2", name="Baru")]}
    found = compare(OLD, new)
    assert [row["id"] for row in found.added] == ["r2"] and found.unchanged == 0
    change = found.changed[0]
    assert change.content and change.fields == (FieldChange("name", "Luas", "Luas 2"),)
    assert change.columns.added == ({"nama": "tahun"},) and change.columns.removed == (
        {"nama": "luas", "satuan": "km2"},
    )
    assert change.columns.changed == (RowChange("kecamatan", (FieldChange("tipe", "teks", "kode"),)),)


def test_a_file_deleted_and_uploaded_anew_is_the_same_file():
    by_content = compare(OLD, OLD | {"resources": [_file("r9", name="Nama lain")]})
    assert not by_content.added and by_content.changed[0].fields == (FieldChange("name", "Luas", "Nama lain"),)
    by_name = compare(OLD, OLD | {"resources": [_file("r9", sha256="c" * 64)]})
    assert not by_name.removed and by_name.changed[0].content


def test_lines_of_a_kegiatan_and_personal_data():
    old = {"variabel": [{"id": "1", "nama": "Penduduk", "satuan": "Orang"}, {"id": "2", "nama": "Luas"}]}
    new = {"variabel": [{"id": "1", "nama": "Penduduk", "satuan": "Jiwa"}, {"id": "3", "nama": "Guru"}]}
    found = compare(old | {"versi_pribadi": "x"}, new | {"versi_pribadi": "y"})
    assert found.personal and not found.fields, "the version of the personal data is no field"
    lines = found.lines["variabel"]
    assert lines.changed == (RowChange("1", (FieldChange("satuan", "Orang", "Jiwa"),)),)
    assert [row["nama"] for row in (*lines.added, *lines.removed)] == ["Guru", "Luas"]


def test_another_order_of_files():
    two = [_file(), _file("r2", name="Dua", sha256="b" * 64)]
    assert compare(OLD | {"resources": two}, OLD | {"resources": two[::-1]}).files_moved


def test_how_a_file_was_read_is_told_and_where_its_rows_end_is_not():
    def reading(delimiter, last, by="file"):
        end = {"value": last, "certain": True, "alternatives": [], "by": by}
        kind = {"value": "integer", "certain": True, "alternatives": [], "by": "file"}
        sign = {"value": delimiter, "certain": True, "alternatives": [], "by": "file"}
        return {"file": {"delimiter": sign, "last_row": end}, "columns": {"2": {"kind": kind}}}

    old = OLD | {"resources": [_file(pembacaan=reading(",", 9))]}
    assert not compare(old, OLD | {"resources": [_file(pembacaan=reading(",", 10))]})
    (change,) = compare(old, OLD | {"resources": [_file(pembacaan=reading(";", 8, "producer"))]}).changed
    (field,) = change.fields
    assert (field.name, field.old) == ("pembacaan", {"delimiter": ",", "2:kind": "integer"})
    assert field.new == {"delimiter": ";", "last_row": 8, "2:kind": "integer"}
