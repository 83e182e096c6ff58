"""Names in the store are safe, unique, and tell the column."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.sdijember.tables.domain.names import MAX_BYTES, store_names

LONG = "persentase_rumah_tangga_yang_memiliki_akses_terhadap_sumber_air_minum_layak"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Kecamatan", "Luas (Ha.)", "No."], ["kecamatan", "luas_ha", "no"]),
        (["luas_km²", "Jumlah Penduduk"], ["luas_km2", "jumlah_penduduk"]),
        (["_kode", "__", ""], ["kode", "kolom_2", "kolom_3"]),
        (["2022", "2022", "2022"], ["2022", "2022_2", "2022_3"]),
        (["a", "A", "a_2", "a"], ["a", "a_2", "a_2_2", "a_3"]),
        (["المنطقة", "عدد"], ["kolom_1", "kolom_2"]),
        (["ctid", "xmin"], ["ctid_2", "xmin_2"]),
        (["Café", "İl"], ["cafe", "il"]),
        ([f"{LONG}_2022", f"{LONG}_2023"], [LONG[:63].rstrip("_"), LONG[:61].rstrip("_") + "_2"]),
    ],
)
def test_names(names, expected):
    assert store_names(names) == expected


@given(st.lists(st.text(max_size=90), max_size=30))
def test_whatever_the_names_are(names):
    found = store_names(names)
    assert len(found) == len(names) == len(set(found))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_]*", name) and len(name.encode()) <= MAX_BYTES for name in found)
    assert found == store_names(names) and found[:-1] == store_names(names[:-1])
