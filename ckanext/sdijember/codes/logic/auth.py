"""Who may read Kode Referensi and Data Induk."""

from __future__ import annotations

from ...kernel.logic.permission import everybody


@everybody
def sdijember_codelist_list() -> None:
    """Everyone: reference codes are public."""


@everybody
def sdijember_codelist_show() -> None:
    """Everyone."""


@everybody
def sdijember_region_list() -> None:
    """Everyone."""


@everybody
def sdijember_office_list() -> None:
    """Everyone."""
