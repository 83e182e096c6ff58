"""What may be put before the public at all, whatever it passed (SOP step 16: restriction of access)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...kernel.domain.findings import N_, Finding, error

OPEN = "terbuka"


def refusal(dataset: Mapping[str, Any]) -> Finding | None:
    """Why a dataset cannot be published; nothing if it can.

    A public page offers its files to everybody, so only data of the class Terbuka get one. A kegiatan statistik is
    metadata, which are public (Perpres 39/2019), and its personal data are on no public page.
    """
    if dataset.get("type") == "kegiatan" or dataset.get("klasifikasi_akses") == OPEN:
        return None
    return error(
        "klasifikasi_akses",
        N_("Only data of the access class Terbuka can be published: a public page offers its files to everybody."),
    )
