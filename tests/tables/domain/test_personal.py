"""Persons are found in any grouping of digits, and what only looks like it is let be."""

from __future__ import annotations

import time

import pytest

from ckanext.sdijember.tables.domain.personal import MAIL, PHONE, Column, find, find_contacts

NIK, NIP = "3509124505900003", "198001012005011002"
SIGNS = " ", "-", ".", "/", "_", "'", "\u00a0", "\u2013", " - "


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "groups", [(4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (2,) * 8, (3, 3, 3, 3, 4), (1,) * 16, (8, 8)]
)
def test_a_nik_in_any_grouping(sign, groups):
    parts, at = [], 0
    for length in groups:
        parts.append(NIK[at : at + length])
        at += length
    (found,) = find(f"no. {sign.join(parts)}, Puger")
    assert (found.kind, found.masked) == ("NIK", "3509••••••••••••")


@pytest.mark.parametrize("text", ["19800101 200501 1 002", "1980 0101 2005 0110 02", "19800101-200501-1-002", NIP])
def test_a_nip_in_any_grouping(text):
    assert [one.kind for one in find(text)] == ["NIP"]


@pytest.mark.parametrize(
    "text",
    [
        "11-01-2001 11-01-2012", "2001-11-01 2012-11-01", "2021 2022 2023 2024", "35.09.01 35.09.02 35.09.03",
        "35.09.12.2001 35.09.12.2002", "3.509124505900003", "-8.123456789012345", "113.1234567890123",
        "3509124505900003.5",
        "1234 5678 9012 3456", "0000 0000 0000 0000", "3509, 1245, 0590, 0003",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text):
    assert not list(find(text))


@pytest.mark.parametrize(
    "text",
    ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "62 812-3456-789", "0857 12345678"],
)
def test_a_mobile_telephone(text):
    assert [one.kind for one in find_contacts(f"hub. {text}")] == [PHONE]


@pytest.mark.parametrize(
    "text", ["0331 487028", "08", "1081234567890", "0,81234567890", "35.08.12.34567890", "dinas@jemberkab.go.id", "a@b"]
)
def test_an_office_or_a_figure_is_no_persons_contact(text):
    assert not list(find_contacts(text))


def test_an_address_is_masked():
    (found,) = find_contacts("surel: budi.contoh@surat.example.")
    assert (found.kind, found.masked) == (MAIL, "b••••••••••@surat.example")


def test_a_column_of_codes_hides_no_more_persons_than_a_fifth():
    codes = [f"{1000000000000000 + row * 7919}" for row in range(100)]
    few, many = Column(), Column()
    for at, code in enumerate(codes):
        few.add(code, at)
        many.add(code, at)
    for at in range(30):
        many.add(f"35091245059000{at:02}", 100 + at)
    assert not list(few.found())
    assert [(at, one.kind, count) for at, one, count in many.found()] == [(100, "NIK", 30)]


@pytest.mark.parametrize(
    "text", ["1 " * 50_000, "1-" * 50_000, "08" * 50_000, "a." * 50_000 + "@", "@" * 100_000, "a@" + "b." * 50_000]
)
def test_hostile_texts_take_no_longer_than_their_length(text):
    began = time.process_time()
    list(find(text))
    list(find_contacts(text))
    assert time.process_time() - began < 2
