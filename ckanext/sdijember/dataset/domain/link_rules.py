"""Rules on what links a dataset to the kegiatan it comes from, and its columns to that kegiatan's variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...codes.domain import values as plain
from ...kernel.domain.findings import N_, Finding, error, warning

GONE = N_("The kegiatan these data were linked to no longer exists. Choose another one, or none.")
NO_KEGIATAN = N_("Say from which kegiatan statistik the data come: without it they carry no metadata for data.go.id.")
NOT_PUBLIC = N_("The kegiatan is not published yet. Readers and data.go.id see its metadata only after it is.")
INDICATOR_GONE = N_("{count} of the indicators chosen here no longer exist in the kegiatan. Choose anew.")
VARIABLE_GONE = N_("The column “{column}” names a variable that no longer exists in the kegiatan. Choose another one.")


@dataclass(frozen=True)
class Linked:
    """The kegiatan that a dataset names, as it is now.

    :param public: whether everybody may read it
    :param variables: ids of its lines of MS-Variabel
    :param indicators: ids of its lines of MS-Indikator
    """

    public: bool
    variables: frozenset[str]
    indicators: frozenset[str]


def check_links(dataset: Mapping[str, Any], linked: Linked | None) -> list[Finding]:
    """What is wrong with the links of a dataset: what they point to may be gone by now.

    :param dataset: as ``package_show`` gives it
    :param linked: the kegiatan it names, or None if it names none or that one is gone
    """
    return list(_check(dataset, linked))


def _check(dataset: Mapping[str, Any], linked: Linked | None) -> Iterator[Finding]:
    if plain.is_blank(dataset.get("kegiatan")):
        yield warning("kegiatan", NO_KEGIATAN)
    elif linked is None:
        yield error("kegiatan", GONE)
    elif not linked.public:
        yield warning("kegiatan", NOT_PUBLIC)
    known = linked or Linked(False, frozenset(), frozenset())
    lost = [one for one in dataset.get("id_msind") or [] if one not in known.indicators]
    if lost:
        yield error("id_msind", INDICATOR_GONE, count=len(lost))
    for resource in dataset.get("resources") or []:
        for column in resource.get("skema_kolom") or []:
            if column.get("variabel") and column["variabel"] not in known.variables:
                found = error("resources", VARIABLE_GONE, column=column.get("nama") or "?")
                yield replace(found, subject=str(resource.get("name") or ""))
