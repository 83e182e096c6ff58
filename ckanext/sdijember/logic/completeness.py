"""Kelengkapan: what is missing in a dataset or a kegiatan before it may be submitted, and what could be better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain import completeness
from ..domain.findings import Finding
from ..domain.kegiatan_rules import check_whole
from . import kegiatan, links


def findings_of(dataset: Mapping[str, Any]) -> list[Finding]:
    """All findings on a dataset of either type.

    :param dataset: as ``kegiatan.whole`` gives it
    """
    if dataset.get("type") != kegiatan.TYPE:
        return [*completeness.check_dataset(dataset), *links.findings_of(dataset)]
    return check_whole(kegiatan.answers_of(dataset), dataset["variabel"], dataset["indikator"])
