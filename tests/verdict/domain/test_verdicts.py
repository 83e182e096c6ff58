"""Verdicts: who gives them, when they still hold, and what a letter says."""

from __future__ import annotations

import pytest

from ckanext.sdijember.kernel.domain.workflow import RoleMissing, RuleBroken
from ckanext.sdijember.review.domain import transitions as rules
from ckanext.sdijember.verdict.domain import verdicts
from ckanext.sdijember.verdict.domain.items import fingerprint, items_of, parse
from ckanext.sdijember.verdict.domain.verdicts import Verdict, check, letter, may_judge, standing

SNAPSHOT = {"title": "Luas", "satuan": "km2", "resources": [{"id": "r", "sha256": "0"}]}


def _given(item: str, what: str = "perbaiki", team: str = "walidata", **more) -> Verdict:
    return Verdict(team, item, what, fingerprint=fingerprint(SNAPSHOT, parse(item)), **more)


def _case(state: str, *roles: str, **more) -> rules.Case:
    return rules.Case(state=state, actor="saya", roles=roles, **more)


@pytest.mark.parametrize(
    ("state", "team"), [("submitted", "walidata"), ("verified", "pembina"), ("recommended", "walidata")]
)
def test_the_team_that_has_the_data_judges(state, team):
    assert may_judge(_case(state, team, submitted_by="lain", verified_by="lain")) == team


def test_nobody_judges_what_no_team_has():
    for state in rules.STATES.values():
        if state.owner not in ("walidata", "pembina"):
            with pytest.raises(RuleBroken):
                may_judge(_case(state.name, "walidata", "pembina"))


@pytest.mark.parametrize("role", ["produsen", "sekretariat", "forum"])
def test_others_have_no_role(role):
    with pytest.raises(RoleMissing):
        may_judge(_case("submitted", role))


@pytest.mark.parametrize(
    "case",
    [
        _case("submitted", "walidata", submitted_by="saya"),
        _case("verified", "pembina", submitted_by="saya"),
        _case("verified", "pembina", in_producing_office=True),
        _case("verified", "pembina", verified_by="saya"),
    ],
)
def test_duties_are_separate(case):
    with pytest.raises(RuleBroken) as broken:
        may_judge(case)
    assert broken.value.field == "duty"


def test_a_verdict_holds_as_long_as_its_item_says_the_same():
    given = [_given("field:title"), _given("field:satuan"), _given("file:r", "sesuai")]
    changed = SNAPSHOT | {"satuan": "hektare"}
    assert standing(given, SNAPSHOT) == given
    assert [one.item for one in standing(given, changed)] == ["field:title", "file:r"]
    assert standing(given, SNAPSHOT | {"resources": []}) == given[:2]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (("sesuai", "", ""), []),
        (("", "", ""), []),
        (("perbaiki", "salah-satuan", "Tulis km2."), []),
        (("perbaiki", "", ""), ["category", "comment"]),
        (("perbaiki", "asing", "x"), ["category"]),
        (("benar", "", ""), ["verdict"]),
        (("sesuai", "", "x" * 2001), ["comment"]),
    ],
)
def test_what_a_verdict_needs(given, fields):
    assert [finding.field for finding in check(*given)] == fields


def test_the_token_tells_what_a_form_has_shown():
    assert verdicts.token("sesuai", "lainnya", "") == verdicts.token("sesuai", "", "")
    assert verdicts.token("perbaiki", "lainnya", "a\r\nb") == verdicts.token("perbaiki", "lainnya", "a\nb ")
    assert len({verdicts.token(*given) for given in (("", "", ""), ("sesuai", "", ""), ("sesuai", "", "x"))}) == 3


def test_a_letter_names_metadata_before_files_in_the_order_of_the_page():
    given = [
        _given("file:r", category="format-berkas", comment="Buka tidak bisa."),
        _given("field:satuan", category="salah-satuan", comment="Tulis km2."),
        _given("field:title", category="lainnya", comment="Sebut tahun."),
        _given("field:konsep", "sesuai"),
        _given("field:title", team="pembina", comment="Lain."),
    ]
    labels = {"field:title": "Judul", "field:satuan": "Satuan", "file:r": "Berkas Luas"}
    asked = letter(given, "walidata", labels)
    assert [(one["label"], one["kind"]) for one in asked] == [
        ("Judul", "field"), ("Satuan", "field"), ("Berkas Luas", "file"),
    ]  # fmt: skip
    assert asked[1] == {
        "item": "field:satuan", "kind": "field", "label": "Satuan", "category": "salah-satuan", "comment": "Tulis km2.",
    }  # fmt: skip


def test_counts_and_what_the_log_keeps():
    items = items_of(SNAPSHOT, ["title", "satuan", "konsep"])
    given = [
        _given("field:title", user_name="Wati"),
        _given("file:r", "sesuai"),
        _given("field:satuan", team="pembina"),
    ]
    assert verdicts.counts(items, given, "walidata") == {"sesuai": 1, "perbaiki": 1, "belum": 2}
    prints = [one.fingerprint for one in given]
    assert verdicts.frozen(given, "walidata") == [
        {"item": "field:title", "verdict": "perbaiki", "fingerprint": prints[0], "user_name": "Wati"},
        {"item": "file:r", "verdict": "sesuai", "fingerprint": prints[1]},
    ]


def test_every_category_has_both_labels():
    for code in verdicts.categories():
        assert code.label_id and code.label_en
