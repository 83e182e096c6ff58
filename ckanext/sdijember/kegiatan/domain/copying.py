"""A kegiatan of an earlier year made the draft of another year, and what differs between the two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ...metadata.domain.forms import form

#: What belongs to one year alone: codes that BPS issued, and its recommendation of the design (PP 51/1999).
NOT_COPIED = frozenset(
    {"identitas_rekomendasi", "mendapatkan_rekomendasi", "ttd_tanggal", "id_variabel_mms", "id_indikator_mms"}
)


def to_year(values: Mapping[str, Any], year: int) -> dict[str, Any]:
    """Answers of MS-Kegiatan for another year: dates moved, the year in the title replaced.

    :param values: answers in plain shape, with ``tahun``
    """
    before = str(values.get("tahun") or "")
    years = year - int(before) if before.isdigit() else 0
    moved = {name: value for name, value in values.items() if name not in NOT_COPIED}
    for field in form("kegiatan"):
        if field.kind == "date" and moved.get(field.name):
            moved[field.name] = _later(moved[field.name], years)
    moved["tahun"] = str(year)
    moved["title"] = _titled(str(values.get("title") or ""), before, str(year))
    return moved


def line(row: Mapping[str, Any]) -> dict[str, Any]:
    """A line of MS-Variabel or MS-Indikator as a new one that remembers where it comes from."""
    kept = {name: value for name, value in row.items() if name not in NOT_COPIED and name != "id"}
    return {**kept, "copied_from": row["id"]}


def changed(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields of a form that are answered differently, in the order of the form.

    :param name: "kegiatan", "variabel" or "indikator"
    """
    return [field.name for field in form(name) if (before.get(field.name) or "") != (after.get(field.name) or "")]


def changed_lines(
    name: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, list[str]], list[Mapping[str, Any]]]:
    """How the lines of a copy differ from those they come from.

    :param before: lines of the earlier year, each with its ``id``
    :param after: lines of the copy, each with its ``id`` and ``copied_from``
    :returns: ``id`` of each line of ``after`` that differs → names of its changed fields (a new line: all that it
        answers); and the lines of ``before`` that are gone
    """
    earlier = {row["id"]: row for row in before}
    differing = {}
    for row in after:
        source = earlier.pop(row.get("copied_from") or "", {})
        if names := changed(name, source, row):
            differing[row["id"]] = names
    return differing, list(earlier.values())


def _later(day: str, years: int) -> str:
    moved = date.fromisoformat(day)
    try:
        return moved.replace(year=moved.year + years).isoformat()
    except ValueError:  # 29 February
        return moved.replace(year=moved.year + years, day=28).isoformat()


def _titled(title: str, before: str, year: str) -> str:
    if before and re.search(rf"\b{before}\b", title):
        return re.sub(rf"\b{before}\b", year, title)
    return f"{title} {year}"
