"""What is judged one by one: names that can be read back, and fingerprints that change with the content alone."""

from __future__ import annotations

import pytest

from ckanext.sdijember.verdict.domain.items import COLUMN, FIELD, FILE, Item, content, fingerprint, items_of, parse

SNAPSHOT = {
    "title": "Luas", "tags": ["a"], "versi_pribadi": "v1",
    "iii_jadwal_perencanaan_mulai": "2025-01-01", "iii_jadwal_perencanaan_selesai": "2025-02-01",
    "resources": [
        {"id": "r", "name": "CSV", "sha256": "0", "skema_kolom": [{"nama": "a:b", "tipe": "teks"}, {"tipe": "x"}]},
    ],
    "variabel": [{"id": "v", "nama": "Penduduk"}], "indikator": [{"id": "i", "nama": "Kepadatan"}],
}  # fmt: skip


def test_every_item_of_a_snapshot_by_its_name():
    found = items_of(SNAPSHOT, ["title", "tag_string"])
    assert list(map(str, found)) == [
        "field:title", "field:tag_string", "file:r", "column:r:a:b", "variabel:v", "indikator:i",
    ]  # fmt: skip
    assert [parse(str(item)) for item in found] == found


@pytest.mark.parametrize("text", ["", "field", "field:", "column:r", "column:r:", "lain:x", "title"])
def test_what_is_no_name_of_an_item(text):
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize(
    ("item", "change"),
    [
        (Item(FIELD, "title"), {"title": "Lain"}),
        (Item(FIELD, "tag_string"), {"tags": ["b"]}),
        (Item(FIELD, "i_penanggung_jawab_nama"), {}),
        (Item(FIELD, "iii_jadwal_perencanaan_mulai"), {"iii_jadwal_perencanaan_selesai": "2025-03-01"}),
        (Item(FILE, "r"), {"resources": [{**SNAPSHOT["resources"][0], "sha256": "1"}]}),
        (Item(COLUMN, "r", "a:b"), {"resources": [{"id": "r", "skema_kolom": [{"nama": "a:b", "tipe": "kode"}]}]}),
        (Item("variabel", "v"), {"variabel": [{"id": "v", "nama": "Warga"}]}),
        (Item("indikator", "i"), {"indikator": []}),
    ],
)
def test_a_fingerprint_changes_with_what_it_is_of_and_nothing_else(item, change):
    changed = SNAPSHOT | change
    for other in items_of(SNAPSHOT, ["title", "tag_string", "iii_jadwal_perencanaan_mulai"]):
        same = fingerprint(SNAPSHOT, other) == fingerprint(changed, other)
        part_of_the_file = "resources" in change and other.kind in (FILE, COLUMN)
        assert same == (other != item) or part_of_the_file


def test_personal_data_are_known_by_their_version_alone():
    from ckanext.sdijember.review.domain.snapshot import PERSONAL

    for name in PERSONAL:
        assert content(SNAPSHOT, Item(FIELD, name)) == "v1"


def test_a_dictionary_is_judged_apart_from_its_file():
    described = SNAPSHOT | {"resources": [{**SNAPSHOT["resources"][0], "skema_kolom": [], "last_modified": "2026"}]}
    assert fingerprint(SNAPSHOT, Item(FILE, "r")) == fingerprint(described, Item(FILE, "r"))
    assert content(described, Item(COLUMN, "r", "a:b")) is None
