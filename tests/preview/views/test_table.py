"""The table on the page of its file and of its review: every cell as it is, and nothing that an address can break."""

from __future__ import annotations

import gzip
from urllib.parse import urlencode

import pytest

from tests.preview.tables import FIELDS, RECORDS, loaded
from tests.statements import statements
from tests.visitor import text

pytestmark = pytest.mark.usefixtures("clean_datastore")


@pytest.fixture
def published(portal):
    dataset = portal.bring_to("published")
    loaded(dataset["resources"][0]["id"])
    return dataset


@pytest.fixture
def page(visit, published):
    """The page of the file, asked with parameters."""
    address = f"/dataset/{published['name']}/resource/{published['resources'][0]['id']}"

    def asked(path="", **parameters):
        return visit("anonymous").get(f"{path}{address}?{urlencode(parameters)}")

    return asked


def _body(shown):
    return [[text(cell) for cell in row.select("th, td")] for row in shown.select(".sdi-table tbody tr")]


def _places(shown):
    return [row[1] for row in _body(shown)]


def test_every_cell_is_the_cell_of_the_table(page):
    shown = page()
    assert _body(shown) == [
        ["35.09.19 Kaliwates", "Kaliwates", "2023", "132.802", "97,60", "31 Januari 2024", "Ya"],
        ["35.09.21 Sumbersari", "Sumbersari", "2023", "9.999", "101,86", "29 Februari 2024", "Tidak"],
        ["35.09.20 Patrang", "<b>Patrang</b>", "2023", "9.007.199.254.740.993", "0,12345678901234567890", "", ""],
    ]
    assert [time["datetime"] for time in shown.select(".sdi-table time")] == ["2024-01-31", "2024-02-29"]


def test_it_can_be_read_without_eyes_and_without_script(page):
    shown = page()
    table, region = shown.select_one(".sdi-table table"), shown.select_one(".sdi-table__scroll")
    assert text(table.caption)
    assert (region["tabindex"], region["role"]) == ("0", "region") and region["aria-label"]
    heads = table.select("thead th")
    assert [text(head) for head in heads[2:4]] == ["Tahun", "Jumlah penduduk (jiwa)"]
    assert {head["scope"] for head in heads} == {"col"}
    assert {head["scope"] for head in table.select("tbody th")} == {"row"}
    assert not shown.select("iframe") and not table.select("script")
    form = shown.select_one(".sdi-table__ask")
    labelled = {label["for"] for label in form.select("label")}
    assert {field["id"] for field in form.select("input:not([type=hidden]), select")} == labelled


def test_numbers_are_sorted_as_numbers_and_the_address_says_it(page):
    assert _places(page(urut="jumlah")) == ["Sumbersari", "Kaliwates", "<b>Patrang</b>"]
    shown = page(urut="-jumlah")
    assert _places(shown) == ["<b>Patrang</b>", "Kaliwates", "Sumbersari"]
    (sorted_by,) = shown.select("[aria-sort]")
    assert (sorted_by["aria-sort"], text(sorted_by)) == ("descending", "Jumlah penduduk (jiwa)")
    assert sorted_by.a["href"].endswith("#tabel") and "urut" not in sorted_by.a["href"], (
        "a third press is the file's order"
    )
    assert _places(page(urut="tanggal"))[-1] == "<b>Patrang</b>", "what says nothing comes last"


FOUND = [
    ({"cari": "kali"}, ["Kaliwates"]),
    ({"cari": "tidakada"}, []),
    ({"kolom": "jumlah", "banding": "min", "nilai": "132.802"}, ["Kaliwates", "<b>Patrang</b>"]),
    ({"kolom": "jumlah", "banding": "memuat", "nilai": "9.999"}, ["Sumbersari"]),
    ({"kolom": "jumlah", "banding": "sama", "nilai": "9007199254740993"}, ["<b>Patrang</b>"]),
    ({"kolom": "rasio", "banding": "maks", "nilai": "97,6"}, ["Kaliwates", "<b>Patrang</b>"]),
    ({"kolom": "tanggal", "banding": "min", "nilai": "29/02/2024"}, ["Sumbersari"]),
    ({"kolom": "lengkap", "banding": "sama", "nilai": "tidak"}, ["Sumbersari"]),
    ({"kolom": "kecamatan", "banding": "memuat", "nilai": "sumber"}, ["Sumbersari"]),
    ({"kolom": "kecamatan", "banding": "sama", "nilai": "Kaliwates", "cari": "35"}, ["Kaliwates"]),
    ({"kolom": "kecamatan", "banding": "memuat", "nilai": "kali", "cari": "kaliwates"}, ["Kaliwates"]),
]


def test_rows_are_found(page):
    for parameters, found in FOUND:
        shown = page(**parameters)
        assert _places(shown) == found, parameters
        assert not shown.select(".sdi-table__said"), parameters


HOSTILE = [
    {"urut": "jumlah; DROP TABLE x"}, {"urut": '"'}, {"urut": "_id"}, {"urut": "-"}, {"urut": "tidak ada"},
    {"cari": "' OR 1=1 --"}, {"cari": "a & | ! ( :*"}, {"cari": "\0"}, {"cari": "\\'"}, {"cari": "%s %(x)s :value_0"},
    {"kolom": "_full_text", "banding": "sama", "nilai": "x"}, {"kolom": "jumlah", "banding": "sama", "nilai": "1e400"},
    {"kolom": "jumlah", "banding": "min", "nilai": "9" * 30},
    {"kolom": "tahun", "banding": "sama", "nilai": "9999999999"},
    {"kolom": "kecamatan", "banding": "sama", "nilai": "'; SELECT pg_sleep(9); --"},
    {"kolom": "kecamatan", "banding": "sama", "nilai": ":value_0 %s \\"},
    {"kolom": "tanggal", "banding": "sama", "nilai": "0000-00-00"}, {"kolom": "x" * 5000, "nilai": "y" * 5000},
    {"halaman": "-1"}, {"halaman": "9" * 40}, {"halaman": "99"}, {"halaman": "x"}, {"halaman": "1e9"},
    {"banding": "in", "kolom": "jumlah", "nilai": "1"}, {"cari": "a " * 5000},
]  # fmt: skip


def test_a_hostile_address_is_a_search_without_it(page):
    for parameters in HOSTILE:
        assert page(**parameters).select(".sdi-table"), parameters
    assert len(_body(page())) == len(RECORDS)


def test_what_was_left_out_is_said(page):
    assert page(urut="tidak ada").select_one(".sdi-table__said[role=status]")
    assert not page(urut="jumlah").select(".sdi-table__said")


def test_nothing_of_an_address_becomes_markup(page):
    shown = page(cari='"><script>x</script>', kolom="kecamatan", banding="sama", nilai='"><script>y</script>')
    assert not [one for one in shown.select("script") if one.string in ("x", "y")]


def test_pages_are_turned_by_links(visit, portal):
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    loaded(resource, [{"id": "nomor", "type": "int4"}], [{"nomor": number} for number in range(1, 61)])
    address, seen, visitor = f"/dataset/{dataset['name']}/resource/{resource}?urut=-nomor", [], visit("anonymous")
    for number in (1, 2, 3):
        shown = visitor.get(address)
        seen += [row[0] for row in _body(shown)]
        assert f"Halaman {number} dari 3" in text(shown.select_one(".sdi-table__pages"))
        following = shown.select_one(".sdi-table__pages [rel~=next]")
        address = following["href"] if following else ""
    assert not address
    assert seen == [str(number) for number in range(60, 0, -1)]


def test_in_english_numbers_are_written_the_english_way(page):
    first = _body(page("/en"))[0]
    assert first[3:5] == ["132,802", "97.60"]
    assert first[6] == "Yes"


def test_its_own_share_of_the_page_is_small(visit, portal):
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    fields = [{"id": f"kolom_{number}", "type": "text"} for number in range(200)]
    row = {
        field["id"]: "".join(chr(97 + (number * 7 + at * at) % 26) for at in range(400))
        for number, field in enumerate(fields)
    }
    loaded(
        resource,
        fields,
        [{name: value[number:] + value[:number] for name, value in row.items()} for number in range(30)],
    )
    shown = visit("anonymous").get(f"/dataset/{dataset['name']}/resource/{resource}")
    share = gzip.compress(str(shown.select_one(".sdi-preview")).encode())
    assert len(share) <= 60 << 10
    assert len(_body(shown)) >= 5 and len(_body(shown)[0]) == 200


def test_columns_of_text_are_shown_as_they_stand(visit, portal):
    """As long as a table was not made by the loader its cells are texts."""
    dataset = portal.bring_to("published")
    resource = dataset["resources"][0]["id"]
    fields = [{"id": "Nama: a, b", "type": "text"}, {"id": "Jumlah", "type": "text", "info": {"tipe": "bilangan"}}]
    loaded(resource, fields, [{"Nama: a, b": "x", "Jumlah": "132802"}, {"Nama: a, b": "y", "Jumlah": "-"}])
    address = f"/dataset/{dataset['name']}/resource/{resource}"
    assert _body(visit("anonymous").get(address)) == [["x", "132.802"], ["y", "-"]]
    found = visit("anonymous").get(address + "?" + urlencode({"kolom": "Nama: a, b", "banding": "sama", "nilai": "y"}))
    assert _body(found) == [["y", "-"]]


def test_the_review_shows_the_same_table_for_each_file(visit, portal):
    dataset = portal.bring_to("submitted")
    resource = dataset["resources"][0]["id"]
    loaded(resource)
    address = f"/dataset/{dataset['name']}/pemeriksaan"
    shown = visit("walidata").get(address)
    assert _body(shown)[0][3:5] == ["132.802", "97,60"]
    assert shown.select(f"#tabel-{resource} form input[name=tabel][value='{resource}']")
    assert _places(visit("walidata").get(f"{address}?tabel={resource}&urut=jumlah"))[0] == "Sumbersari"
    assert _places(visit("walidata").get(f"{address}?tabel=lain&urut=jumlah"))[0] == "Kaliwates", "it was another's"


def test_who_may_not_see_the_file_sees_no_table(visit, portal):
    dataset = portal.bring_to("submitted")
    resource = dataset["resources"][0]["id"]
    loaded(resource)
    assert visit("anonymous").status(f"/dataset/{dataset['name']}/resource/{resource}") == 404


def test_statements_of_the_page_do_not_grow_with_the_table(visit, portal, published):
    resource = published["resources"][0]["id"]
    address = f"/dataset/{published['name']}/resource/{resource}"
    visitor = visit("anonymous")
    visitor.get(address)
    with statements() as few:
        visitor.get(address)
    loaded(resource, FIELDS, [{"kecamatan": f"Desa {number}", "jumlah": number} for number in range(500)])
    visitor.get(address)
    with statements() as many:
        visitor.get(address)
    assert len(many) == len(few) <= 45
