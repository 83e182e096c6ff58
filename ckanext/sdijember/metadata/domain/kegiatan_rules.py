"""MS-Kegiatan as INDAH would check it: every item, and the items against each other (Peraturan BPS 5/2020)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from ...codes.domain import values as plain
from ...kernel.domain.findings import N_, Finding, Named, error, lack, warning
from .form_rules import check_form
from .forms import form
from .row_rules import check_rows

#: The seven steps of item 3.3, in their order.
STEPS = (
    "perencanaan_kegiatan",
    "desain",
    "pengumpulan_data",
    "pengolahan_data",
    "analisis",
    "diseminasi_hasil",
    "evaluasi",
)


def check_kegiatan(values: Mapping[str, Any], today: date | None = None) -> list[Finding]:
    """What is wrong with the answers of MS-Kegiatan, what is missing, and what could be better.

    :param values: answers in plain shape (``metadata/domain/answers.py``), personal data among them
    """
    day = today or date.today()
    return [
        *check_form(form("kegiatan"), values, day),
        *_schedule(values),
        *_staff(values),
        *_signature(values),
        *_advice(values),
    ]


def check_whole(
    values: Mapping[str, Any],
    variabel: Sequence[Mapping[str, Any]],
    indikator: Sequence[Mapping[str, Any]],
    today: date | None = None,
) -> list[Finding]:
    """All three forms of a kegiatan; a finding with a row is about that line of "variabel" or "indikator"."""
    found = check_kegiatan(values, today)
    if not variabel:
        found.append(lack("variabel", N_("Enter at least one variable in MS-Variabel (item 3.4).")))
    if not indikator:
        found.append(warning("indikator", N_("No indicator has been entered in MS-Indikator.")))
    for name, rows in (("variabel", variabel), ("indikator", indikator)):
        found += [_of_rows(name, finding) for finding in check_rows(name, rows, today)]
    return found


def _of_rows(name: str, finding: Finding) -> Finding:
    """A finding of a cell as a finding of the whole: its field is the form, and the form's item."""
    return replace(finding, field=f"{name}.{finding.field}" if finding.row else name)


def _schedule(values: Mapping[str, Any]) -> Iterator[Finding]:
    """Item 3.3: no step ends before it starts."""
    for step in STEPS:
        start, end = f"iii_jadwal_{step}_mulai", f"iii_jadwal_{step}_selesai"
        yield from plain.check_period(values.get(start), values.get(end), end)


def _staff(values: Mapping[str, Any]) -> Iterator[Finding]:
    """Item 6.6: not more supervisors than enumerators."""
    supervisors, enumerators = (
        str(values.get(f"vi_jumlah_petugas_{kind}", "")) for kind in ("supervisor", "enumerator")
    )
    if supervisors.isdigit() and enumerators.isdigit() and int(supervisors) > int(enumerators):
        message = N_("There are more supervisors ({supervisors}) than enumerators ({enumerators}).")
        yield error("vi_jumlah_petugas_supervisor", message, supervisors=supervisors, enumerators=enumerators)


def _signature(values: Mapping[str, Any]) -> Iterator[Finding]:
    """A NIP has 18 digits; blanks between them are common and do no harm."""
    nip = str(values.get("ttd_nip") or "")
    if nip and not re.fullmatch(r"\d{18}", nip.replace(" ", "")):
        yield error("ttd_nip", N_("A NIP has 18 digits."))


def _advice(values: Mapping[str, Any]) -> Iterator[Finding]:
    """What a reader would stumble over; a person decides."""
    year, named = str(values.get("tahun") or ""), re.findall(r"\b(20\d{2})\b", str(values.get("title") or ""))
    if year and named and year not in named:
        message = N_("The title names the year {named}, but the activity is of {year}.")
        yield warning("title", message, named=named[0], year=year)
    for earlier, later in pairwise(STEPS):
        first, second = (values.get(f"iii_jadwal_{step}_mulai") for step in (earlier, later))
        if first and second and str(second) < str(first):
            label = Named(form("kegiatan")[f"iii_jadwal_{earlier}_mulai"].label)
            message = N_("This step starts before the one that precedes it (“{earlier}”).")
            yield warning(f"iii_jadwal_{later}_mulai", message, earlier=label)
