"""Marks: what is wrong in the figures of BPS is marked, what is right is not, and an answer stays with its cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ckanext.sdijember.plausibility.domain import marks as package
from ckanext.sdijember.plausibility.domain.mark import Examined, figure
from ckanext.sdijember.plausibility.domain.marks import marks
from ckanext.sdijember.plausibility.domain.marks.outliers import far_from_others
from ckanext.sdijember.tables.domain.cells import Kind
from tests.plausibility.samples import demo, rows_of, table, with_cell


def found(given, earlier=None, *codes):
    return [(one.code, one.cell) for one in marks(given, earlier) if not codes or one.code in codes]


def changed(given, change):
    """The table with its rows changed by a function of the list of them."""
    names = [column.name for column in given.columns]
    rows = rows_of(given)
    rows = change(rows) or rows
    return table(names, rows, {column.name: column.kind for column in given.columns})


def scaled(given, name, factor):
    """A table of another year: a column times something."""
    at = [column.name for column in given.columns].index(name)
    return changed(given, lambda rows: [[*row[:at], round(row[at] * factor), *row[at + 1 :]] for row in rows])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Cakru and Pondokrejo have totals that are not the sum of men and women (data/README.md).
        ("penduduk-desa-2020", [("sum", "H8"), ("sum", "H138")]),
        ("penduduk-kecamatan-2020", [("sum", "F3"), ("sum", "F19")]),
        # The areas printed for Panti are those of Mumbulsari.
        ("luas-desa-2020", [("copied-run", "F171")]),
        # 442 teachers for the 27 primary schools of Kencong.
        ("sd-kecamatan-2020", [("ratio-outlier", "F3")]),
        ("penduduk-per-desa-kecamatan-2020", []),
        ("rasio-jenis-kelamin-kecamatan-2020", []),
        ("sltp-kecamatan-2020", []),
    ],
)
def test_what_is_wrong_in_print_is_marked_and_nothing_else(name, expected):
    assert found(demo(name)) == expected


def test_a_ratio_that_was_made_wrong_does_not_pass():
    given = demo("rasio-jenis-kelamin-kecamatan-2020")
    wrong = with_cell(given, 4, "rasio_jenis_kelamin", Decimal("141.39"))
    contradictions = [one for one in marks(wrong) if one.code == "ratio"]
    assert [(one.cell, one.level) for one in contradictions] == [("F6", "error")]
    said = contradictions[0].text(lambda text: text)
    assert "141,39" in said and "laki_laki" in said


def test_a_ratio_that_was_made_wrong_does_not_pass_without_its_parts_either():
    given = demo("rasio-jenis-kelamin-kecamatan-2020")
    alone = changed(given, lambda rows: [[*row[:3], 1, 1, *row[5:]] for row in rows])
    assert found(alone) == []
    assert ("outlier", "F6") in found(with_cell(alone, 4, "rasio_jenis_kelamin", Decimal("141.39")))


@pytest.mark.parametrize("rounded", ["101.1", "101", "101.07"])
def test_a_ratio_may_be_rounded_or_cut_off(rounded):
    given = demo("rasio-jenis-kelamin-kecamatan-2020")
    assert found(with_cell(given, 0, "rasio_jenis_kelamin", Decimal(rounded)), None, "ratio") == []


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("laki_laki", -28675, "negative"),
        ("laki_laki", 286750, "sum"),
        ("jumlah", 5704, "sum"),
        ("perempuan", 28371, "sum"),
    ],
)
def test_an_error_in_one_cell_is_marked_in_its_row(column, value, code):
    wrong = with_cell(demo("penduduk-kecamatan-2020"), 0, column, value)
    assert any(one.code == code and one.rows == (2,) for one in marks(wrong))


def test_a_figure_with_a_digit_too_many_is_far_from_all_others():
    assert ("outlier", "F12") in found(with_cell(demo("luas-desa-2020"), 10, "luas_km2", Decimal("1170.7")))


def test_doubled_rows_and_keys_and_missing_kecamatan():
    given = demo("penduduk-kecamatan-2020")
    assert ("doubled-row", "2") in found(changed(given, lambda rows: rows.append(rows[0])))
    other = changed(given, lambda rows: rows.append([*rows[0][:3], 5, 6, 11, 2020]))
    assert ("doubled-key", "2") in found(other)
    missing = [one for one in marks(changed(given, lambda rows: rows[:-2])) if one.code == "region-missing"]
    assert [one.text(lambda text: text) for one in missing] == [
        "A: 29 of 31 kecamatan; missing: Silo, Sumberjambe. Add their rows (0 or “-” where there is none), "
        "or say why not."
    ]


def test_a_code_of_another_region_is_marked_where_it_stands():
    wrong = with_cell(demo("penduduk-kecamatan-2020"), 4, "kode_kemendagri", "35.09.20")
    said = [one.text(lambda text: text) for one in marks(wrong) if one.code == "region-contradiction"]
    assert sorted(said) == [
        "B6: “kode_kemendagri” says Patrang, “kode_bps” says Umbulsari. Correct the one that is wrong.",
        "C6: “kode_kemendagri” says Patrang, “kecamatan” says Umbulsari. Correct the one that is wrong.",
    ]


@pytest.mark.parametrize(
    ("text", "code"), [("Suko Entah", "region-unknown"), ("Bangsalsarie", "region-near"), ("Ajung", None)]
)
def test_a_region_that_is_not_known_is_named(text, code):
    rows = [[row[2], row[5]] for row in rows_of(demo("penduduk-kecamatan-2020"))]
    rows[8][0] = text
    codes = dict(found(table(["kecamatan", "penduduk"], rows)))
    assert (code in codes and codes[code] == "A10") if code else not any("unknown" in one for one in codes)


def test_every_mark_can_be_said_in_both_languages():
    given = changed(demo("penduduk-kecamatan-2020"), lambda rows: [*rows[:-1], [*rows[3][:3], 1, 2, -3, 2020]])
    for one in marks(given, scaled(demo("penduduk-kecamatan-2020"), "jumlah", 0.5)):
        assert one.text(lambda text: text, "en") and one.text(lambda text: text, "id")


def test_a_year_that_doubles_a_region_is_a_key():
    given = demo("penduduk-kecamatan-2020")
    both = changed(given, lambda rows: rows + [[*row[:6], 2021] for row in rows])
    assert not any(code.startswith("doubled") for code, _ in found(both))


def test_a_region_that_lacks_one_of_its_rows():
    short = changed(demo("sekolah-desa-2020"), lambda rows: rows[:10] + rows[11:])
    assert "region-uneven" in dict(found(short))


@pytest.mark.parametrize(("total", "marked"), [(72353 + 57045, False), (72353, True)])
def test_a_row_of_totals_is_the_sum_of_the_rows(total, marked):
    rows = [["Jombang", 57045], ["Kencong", 72353], ["Jumlah", total]]
    assert bool(found(table(["Kecamatan", "Penduduk"], rows), None, "total-row")) is marked


def test_sub_totals_are_sums_of_what_stands_above_them():
    rows = [["Ajung", "Mangaran", 4], ["Ajung", "Sukamakmur", 6], ["Ajung", "Jumlah", 10]]
    rows += [["Balung", "Gumelar", 7], ["Balung", "Curahlele", 8], ["Balung", "Jumlah", 16]]
    names = ["Kecamatan", "Desa", "Keluarga"]
    assert found(table(names, rows), None, "total-row") == []
    rows[2][2], rows[5][2] = 10, 15
    assert found(table(names, rows), None, "total-row") == []
    # Of two sub-totals of one column none fits: neither says what it is the sum of.
    rows = [[*row[:2], row[2], row[2] * 2] for row in rows]
    rows[5][3] = 31
    assert found(table([*names, "Jiwa"], rows), None, "total-row") == [("total-row", "D7")]


@pytest.mark.parametrize(
    ("name", "value", "marked"),
    [
        ("persentase_miskin", Decimal("101.86"), True),
        ("persentase_miskin", Decimal("-0.1"), True),
        ("persentase_miskin", Decimal("100"), False),
        ("persentase_capaian", Decimal("120"), False),
        ("pertumbuhan_persen", Decimal("-3"), False),
    ],
)
def test_percentages_are_between_0_and_100(name, value, marked):
    rows = [[f"k{at}", Decimal(at + 10)] for at in range(12)] + [["z", value]]
    assert bool(found(table(["nama", name], rows), None, "percentage")) is marked


def test_a_percentage_above_100_that_follows_from_its_row_is_right():
    rows = [[f"k{at}", 50 + at, 97 - at] for at in range(12)] + [["z", 120, 80]]
    rows = [[*row, round(Decimal(100 * row[1]) / row[2], 2)] for row in rows]
    names = ["nama", "selesai", "rencana", "persen"]
    assert found(table(names, rows), None, "percentage", "ratio") == []
    rows[-1][3] = Decimal("160.00")
    assert {code for code, _ in found(table(names, rows))} >= {"percentage", "ratio"}


def test_a_row_of_totals_needs_no_region():
    rows = [[str(year), year * 3 % 97 + 50] for year in range(2010, 2018)]
    whole = [*rows, ["Jumlah", sum(row[1] for row in rows)]]
    assert found(table(["Tahun takwim", "penumpang"], whole)) == []
    whole[-1][1] += 1
    assert found(table(["Tahun takwim", "penumpang"], whole)) == [("total-row", "B10")]


def test_percentages_side_by_side_add_up_to_100():
    rows = [[f"k{at}", Decimal("33.33"), Decimal("33.33"), Decimal("33.34")] for at in range(5)]
    rows.append(["k5", Decimal("33.3"), Decimal("33.3"), Decimal("43.3")])
    rows.append(["k6", Decimal("33.33"), Decimal("33.33"), Decimal("33.33")])
    names = ["nama", "% A", "% B", "% C"]
    assert found(table(names, rows), None, "percentages-sum") == [("percentages-sum", "D7")]


def test_a_break_with_last_year_is_marked_beside_what_is_usual():
    now = demo("penduduk-kecamatan-2020")
    before = scaled(scaled(scaled(now, "jumlah", 0.99), "laki_laki", 0.99), "perempuan", 0.99)
    assert found(now, before, "year-break", "year-total") == []
    wrong = with_cell(now, 6, "perempuan", 1500)
    assert found(wrong, before, "year-break") == [("year-break", "E8")]
    assert found(scaled(now, "jumlah", 1.5), before, "year-total") == [("year-total", "F")]


def test_a_break_within_a_table_of_several_years():
    given = demo("penduduk-kecamatan-2020")
    years = changed(
        given,
        lambda rows: [
            [*row[:3], *(round(value * (1 + (year - 2020) / 100)) for value in row[3:6]), year]
            for year in (2018, 2019, 2020)
            for row in rows
        ],
    )
    assert found(years, None, "year-break", "year-total") == []
    wrong = with_cell(years, 31 + 6, "perempuan", 1500)
    assert set(found(wrong, None, "year-break")) == {("year-break", "E39"), ("year-break", "E70")}


def test_last_year_is_matched_by_region_in_any_order_and_spelling():
    now = demo("penduduk-kecamatan-2020")
    before = changed(now, lambda rows: [[*row[:2], f"KEC. {row[2].upper()}", *row[3:6], 2019] for row in rows[::-1]])
    assert [code for code, _ in found(now, before, "year-copied")] == ["year-copied"] * 3
    assert found(now, before, "year-break") == []


def test_small_counts_that_change_by_chance_are_no_break():
    names = [row[2] for row in rows_of(demo("penduduk-kecamatan-2020"))]
    now = table(["kecamatan", "kasus"], [[name, at % 4 + 1] for at, name in enumerate(names)])
    before = table(["kecamatan", "kasus"], [[name, (at * 7) % 5] for at, name in enumerate(names)])
    assert found(now, before, "year-break") == []


def test_an_answer_stays_with_its_cell_wherever_the_row_stands():
    given = demo("penduduk-desa-2020")
    identities = {one.identity for one in marks(given)}
    turned = changed(given, lambda rows: rows[::-1])
    assert {one.identity for one in marks(turned)} == identities and len(identities) == 2
    mended = with_cell(given, 6, "jumlah", 11647)
    assert len({one.identity for one in marks(mended)} & identities) == 1


def test_marks_say_the_same_in_any_order_of_columns():
    given = demo("penduduk-kecamatan-2020")
    names = [column.name for column in given.columns]
    turned = table(names[::-1], [row[::-1] for row in rows_of(given)])
    assert {one.identity for one in marks(turned)} == {one.identity for one in marks(given)}


@pytest.mark.parametrize("rows", [[], [["a", 1]], [["", ""]], [["a", 10**400], ["b", 1]] * 8])
def test_nothing_is_said_of_nothing_and_nothing_breaks(rows):
    kinds = {"x": Kind.INTEGER}
    assert isinstance(marks(table(["nama", "x"], rows, kinds), table(["nama", "x"], rows, kinds)), list)


def test_what_is_stored_is_json():
    import json

    kept = json.loads(json.dumps([one.stored() for one in marks(demo("penduduk-desa-2020"))]))
    assert kept[0]["params"]["value"] == {"en": "11,646", "id": "11.646"} and kept[0]["identity"]


@pytest.mark.parametrize(
    ("value", "id_", "en"),
    [(132802, "132.802", "132,802"), (Decimal("-1234.50"), "-1.234,5", "-1,234.5"), (0, "0", "0"), (999, "999", "999")],
)
def test_figures_are_written_as_each_language_does(value, id_, en):
    assert figure(value).label == {"id": id_, "en": en}


def test_marks_of_a_kind_are_bounded_and_tables_too_large_are_not_examined(monkeypatch):
    rows = [[f"n{at}", -at - 1 if at < 20 else at] for at in range(200)]
    given = table(["nama", "jumlah"], rows)
    assert len(found(given, None, "negative")) == 20
    monkeypatch.setattr(package, "MOST_OF_A_KIND", 7)
    assert len(found(given, None, "negative")) == 7
    monkeypatch.setattr(package, "MOST_CELLS", 399)
    assert found(given) == []


def test_a_row_of_totals_may_have_an_average_where_there_is_no_sum():
    rows = [["Jombang", 57045, Decimal("4.1")], ["Kencong", 72353, Decimal("4.9")], ["Puger", 100, Decimal("3.2")]]
    rows.append(["Jumlah", 129498, Decimal("4.05")])
    assert found(table(["Kecamatan", "Penduduk", "Skor"], rows), None, "total-row") == []


def test_the_end_of_a_long_tail_is_far_only_from_where_the_tail_ends():
    values = [(at, at / 10) for at in range(-20, 21)]
    tail = [(100 + at, 2 + at / 2) for at in range(1, 21)]
    assert far_from_others(values + tail[:13], far=3, least=0) == []
    assert [one.row for one in far_from_others([*values, *tail[:13], (200, 40.0)], far=3, least=0)] == [200]


def test_changes_as_they_are_usual_are_no_break():
    given = demo("luas-kepadatan-kecamatan-2020")
    before = changed(
        given, lambda rows: [[*row[:6], row[6] * (95 + at % 9) / 100, 2019] for at, row in enumerate(rows)]
    )
    assert found(given, before, "year-break") == []
    jumped = with_cell(given, 3, "kepadatan_per_km2", Decimal("2100.55"))
    assert found(jumped, before, "year-break") == [("year-break", "G5")]


def test_a_region_that_stands_twice_is_told_once():
    doubled = found(changed(demo("sekolah-desa-2020"), lambda rows: [*rows, rows[5]]))
    assert "doubled-row" in dict(doubled) and "region-uneven" not in dict(doubled)


def test_a_ratio_is_compared_to_its_last_decimal():
    given = demo("rasio-jenis-kelamin-kecamatan-2020")
    assert found(with_cell(given, 0, "rasio_jenis_kelamin", Decimal("101.28")), None, "ratio") == [("ratio", "F2")]


def test_what_tells_rows_apart_is_no_more_than_is_needed():
    parts = Examined(demo("sekolah-desa-2020")).keys.parts
    assert [part.name for part in parts] == ["wilayah", "jenjang", "status"]
