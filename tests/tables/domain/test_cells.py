"""Ways of saying nothing, and names of cells."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from ckanext.sdijember.tables.domain.cells import Void, address, letters, text_of, void_of


@pytest.mark.parametrize(
    ("text", "void"),
    [
        ("", Void.BLANK), ("  \t", Void.BLANK), (" " * 50, Void.BLANK), ("-", Void.DASH), (" – ", Void.DASH),
        ("--", Void.DASH), ("…", Void.DOTS), ("...", Void.DOTS), ("n.a.", Void.NOT_AVAILABLE),
        ("N/A", Void.NOT_AVAILABLE), ("na", Void.NOT_AVAILABLE),
        ("0", None), ("0,0", None), ("nihil", None), (".", None), ("-5", None),
        ("n", None), ("narasi", None), (0, None), (False, None),
    ],
)  # fmt: skip
def test_ways_of_saying_nothing(text, void):
    assert void_of(text) is void


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_letters_of_a_column(column, name):
    assert letters(column) == name


def test_a_cell_and_what_it_says():
    assert address(12, 3) == "C12" and address(0, 3) == "C"
    assert text_of(Decimal("1E+3")) == "1000" and text_of(True) == "TRUE" and text_of(None) == ""
    assert text_of(datetime(2024, 1, 2, 3, 4)) == "2024-01-02 03:04:00"
