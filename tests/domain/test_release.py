"""Only open data go before the public."""

from __future__ import annotations

import pytest

from ckanext.sdijember.domain import release
from ckanext.sdijember.domain.codelists import codelist


@pytest.mark.parametrize("access", [*(code.code for code in codelist("klasifikasi_akses")), "", None])
def test_only_terbuka_is_published(access):
    found = release.refusal({"klasifikasi_akses": access})
    assert (found is None) == (access == "terbuka")


def test_a_dataset_without_a_class_is_not_published():
    assert release.refusal({}).field == "klasifikasi_akses"
