"""Answers: a sentence that holds while its figures do, a legal ground for few persons, and what is still open."""

from __future__ import annotations

import pytest

from ckanext.sdijember.plausibility.domain.answers import Answer, answered, check, unanswered
from ckanext.sdijember.plausibility.domain.marks import marks
from ckanext.sdijember.plausibility.domain.panel import all_marks, panel
from tests.plausibility.samples import demo, rows_of, table, with_cell

TEXT = "Angka tercetak demikian di buku sumber."


def answers_to(given, ground=""):
    return {one.identity: Answer(one.identity, one.code, TEXT, ground) for one in given}


@pytest.mark.parametrize(
    ("mark", "code", "text", "ground", "fields"),
    [
        ("a" * 32, "sum", TEXT, "", []),
        ("a" * 32, "sum", "Benar.", "", ["text"]),
        ("a" * 32, "sum", "x" * 501, "", ["text"]),
        ("A" * 32, "sum", TEXT, "", ["mark"]),
        ("a" * 32, "<script>", TEXT, "", ["mark"]),
        ("a" * 32, "disclosure-small", TEXT, "", ["ground"]),
        ("a" * 32, "disclosure-small", TEXT, "uu-14-2008-17b", ["ground"]),
        ("a" * 32, "disclosure-small", TEXT, "uu-27-2022", []),
        ("a" * 32, "sum", TEXT, "karena", ["ground"]),
    ],
)
def test_what_an_answer_must_be(mark, code, text, ground, fields):
    assert [found.field for found in check(mark, code, text, ground)] == fields


def test_what_is_answered_is_open_no_more_until_the_figure_changes():
    given = demo("penduduk-desa-2020")
    found = marks(given)
    answers = answers_to(found)
    assert len(unanswered(found, {})) == 2 and not unanswered(found, answers)
    assert [answer.text for _, answer in answered(found, answers) if answer] == [TEXT, TEXT]
    assert len(unanswered(marks(with_cell(given, 6, "jumlah", 11647)), answers)) == 1


def test_a_mark_on_few_persons_is_not_answered_as_if_it_were_another():
    rows = [["Ajung", name, at] for at, name in enumerate(("Mangaran", "Sukamakmur", "Klompangan", "Pancakarya"), 3)]
    given = table(["kecamatan", "desa", "penderita"], rows)
    found = all_marks(given, urusan=["1.02"])
    secret = [one for one in found if one.code == "disclosure-small"]
    assert len(secret) == 1
    forged = {secret[0].identity: Answer(secret[0].identity, "sum", TEXT)}
    assert secret[0] in unanswered(found, forged) and secret[0] in unanswered(found, answers_to(secret))
    assert secret[0] not in unanswered(found, answers_to(secret, "uu-27-2022"))


def test_the_panel_has_every_mark_once_and_names_what_is_missing():
    given = demo("penduduk-desa-2020")
    names = [column.name for column in given.columns]
    found = panel(table(names, rows_of(given)[:-1]), answers=answers_to(marks(given)[:1]))
    shown = [mark.identity for mark, _ in found.all_marks]
    assert len(shown) == len(set(shown)) == len(marks(table(names, rows_of(given)[:-1])))
    assert found.open == 1 and found.rows == 247
    assert [(one.found, one.expected) for one in found.coverage] == [(31, 31), (247, 248)]
    assert found.coverage[1].missing == ("Jambearum (Sumberjambe)",) or len(found.coverage[1].missing) == 1


def test_the_panel_says_how_sums_changed_against_last_year():
    given = demo("penduduk-kecamatan-2020")
    names = [column.name for column in given.columns]
    last = table(names, [[*row[:3], *(value // 2 for value in row[3:6]), 2019] for row in rows_of(given)])
    changes = {one.profile.name: one.change for one in panel(given, last).columns if one.change}
    assert set(changes) == {"laki_laki", "perempuan", "jumlah"}
    assert changes["jumlah"].share == pytest.approx(1, abs=0.001)


def test_an_answer_to_a_mark_of_another_kind_does_not_hold():
    mark = marks(demo("penduduk-desa-2020"))[0]
    assert Answer(mark.identity, mark.code, TEXT).holds(mark)
    assert not Answer(mark.identity, "outlier", TEXT).holds(mark)
