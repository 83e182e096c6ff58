"""What the register of Standar Data has to say of a dataset and of the lines of a kegiatan."""

from __future__ import annotations

import pytest

from tests import factories
from tests.factories import call
from tests.metadata.kegiatan import VARIABEL


@pytest.fixture
def codes(portal):
    """Codes of an entry that was withdrawn in favour of another, and of that other one."""
    old, new = factories.standar(portal), factories.standar(portal, nama="Rumah")
    walidata = portal.people["walidata"]
    call("sdijember_standar_withdraw", walidata, id=old["kode"], note="Ganti.", successor=new["kode"])
    return old["kode"], new["kode"]


def _said(portal, identifier):
    shown = call("sdijember_completeness_show", portal.people["editor"], id=identifier)
    return [(found["field"], found["row"]) for found in shown["warnings"] if "JBR-K-" in found["message"]]


def test_a_dataset_with_a_code_that_is_no_longer_used(portal, codes):
    old, new = codes
    assert _said(portal, portal.dataset(kode_standar_data=old.lower())["id"]) == [("kode_standar_data", 0)]
    assert _said(portal, portal.dataset(kode_standar_data=new)["id"]) == []


def test_a_variable_with_a_code_that_is_no_longer_used(portal, codes):
    kegiatan, (old, new) = portal.kegiatan(), codes
    rows = [VARIABEL | {"id_sds": new}, VARIABEL | {"nama": "Lain", "id_sds": old}]
    call("sdijember_rows_update", portal.people["editor"], id=kegiatan["id"], form="variabel", rows=rows)
    assert _said(portal, kegiatan["id"]) == [("variabel.id_sds", 2)]
