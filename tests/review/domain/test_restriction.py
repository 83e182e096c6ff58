"""Only open data go before the public."""

from __future__ import annotations

import pytest

from ckanext.sdijember.codes.domain.codelists import codelist
from ckanext.sdijember.review.domain import restriction


@pytest.mark.parametrize("access", [*(code.code for code in codelist("klasifikasi_akses")), "", None])
def test_only_terbuka_is_published(access):
    found = restriction.refusal({"klasifikasi_akses": access})
    assert (found is None) == (access == "terbuka")


def test_a_dataset_without_a_class_is_not_published():
    assert restriction.refusal({}).field == "klasifikasi_akses"
