"""The rules of the Rekomendasi Statistik: its code, its states, and what verification says."""

from __future__ import annotations

import math

import pytest

from ckanext.sdijember.rekomendasi.domain import rekomendasi as rules


def test_a_code_cannot_be_guessed_and_can_be_typed():
    codes = {rules.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert math.log2(len(rules.ALPHABET)) * rules.CODE_LENGTH >= 100
    for code in codes:
        assert len(code) == rules.CODE_LENGTH and set(code) <= set(rules.ALPHABET)
        assert rules.read_code(rules.shown_code(code)) == code
    seen = {sign for code in codes for sign in code}
    assert seen == set(rules.ALPHABET), "every sign is used"


@pytest.mark.parametrize(
    "typed",
    [
        "ABCDE-FGH0J-K1MNP-QRSTV",
        "abcde fgh0j k1mnp qrstv",
        " ABCDEFGHOJKLMNPQRSTV ",
        "abcde–fghoj–kimnp–qrstv",
        "ABCDEFGH0JK1MNPQRSTV",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert rules.read_code(typed) == "ABCDEFGH0JK1MNPQRSTV"


@pytest.mark.parametrize(
    "typed", ["", "ABCDE", "ABCDEFGH0JK1MNPQRSTVW", "ABCDEFGH0JK1MNPQRST!", "../../etc/passwd", "UUUUUUUUUUUUUUUUUUUU"]
)
def test_what_is_no_code_is_none(typed):
    assert rules.read_code(typed) is None


def test_states_only_move_forward():
    allowed = {(a, b) for a in rules.STATES for b in rules.STATES if rules.may_become(a, b)}
    assert allowed == {("berlaku", "digantikan"), ("berlaku", "dicabut"), ("digantikan", "dicabut")}


@pytest.mark.parametrize(
    ("state", "approved", "current", "said"),
    [
        ("berlaku", "a", "a", "berlaku"),
        ("berlaku", "a", "b", "berubah"),
        ("berlaku", None, "b", "berlaku"),
        ("berlaku", "a", None, "berlaku"),
        ("digantikan", "a", "b", "digantikan"),
        ("dicabut", "a", "b", "dicabut"),
    ],
)
def test_what_verification_says(state, approved, current, said):
    assert rules.verdict(state, approved, current) == said
    assert said in rules.VERDICTS


def test_texts_are_checked_all_at_once():
    found = rules.check("V\x07" + "1" * 100, "a" * (rules.LONGEST_TEXT + 1))
    assert [finding.field for finding in found] == ["number", "number", "conditions"]
    assert rules.check("V-26.3509.001", "Cantumkan sumber.") == []
    assert rules.file_stem("V-26.3509.001 / ../x") == "rekomendasi-v-26-3509-001-x"
    assert rules.tidy_number("  V-26.3509. \n 001 ") == "V-26.3509. 001"
