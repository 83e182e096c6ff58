"""Kelengkapan: what is missing in a dataset or a kegiatan before it may be submitted, and what could be better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...kernel.domain.findings import N_, Finding
from ...metadata.domain.forms import ROW_FORMS
from ...metadata.domain.kegiatan_rules import check_whole
from ...metadata.logic import kegiatan
from ...standar import model as register
from ...tables.logic import readiness
from ..domain import completeness
from . import links

#: An entry that was taken out of the register of Standar Data.
WITHDRAWN = N_("The Standar Data {code} is no longer used.")
REPLACED = N_("The Standar Data {code} is no longer used. Use {successor} instead.")


def findings_of(dataset: Mapping[str, Any]) -> list[Finding]:
    """All findings on a dataset of either type.

    :param dataset: as ``kegiatan.whole`` gives it
    """
    if dataset.get("type") == kegiatan.TYPE:
        found = check_whole(kegiatan.answers_of(dataset), dataset["variabel"], dataset["indikator"])
    else:
        found = [*completeness.check_dataset(dataset), *links.findings_of(dataset)]
        found += [one for one in readiness.findings_of(dataset) if not _said_of(found, one)]
    return [*found, *_withdrawn_standards(dataset)]


def _said_of(found: Iterable[Finding], other: Finding) -> bool:
    """Whether the upload check has said the same of the file already."""
    return any((one.message, one.params, one.subject) == (other.message, other.params, other.subject) for one in found)


def _withdrawn_standards(dataset: Mapping[str, Any]) -> Iterator[Finding]:
    """Entries of the register that the dataset or its lines name, and that are no longer used."""
    named = [("kode_standar_data", 0, str(dataset.get("kode_standar_data") or ""))]
    for form in ROW_FORMS:
        named += [(f"{form}.id_sds", n, str(row.get("id_sds") or "")) for n, row in enumerate(dataset.get(form, ()), 1)]
    successors = register.withdrawn({code for _, _, code in named if code})
    for field, row, code in named:
        if code.lower() in successors:
            successor = successors[code.lower()]
            params = {"code": code, "successor": successor}
            yield Finding(field, REPLACED if successor else WITHDRAWN, params, "warning", row=row)
