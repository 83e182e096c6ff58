"""The columns of MS-Variabel and MS-Indikator as a sheet names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..domain.forms import form

#: Name of the sheet of each form.
SHEETS: Mapping[str, str] = {"variabel": "MS-Variabel", "indikator": "MS-Indikator"}
TITLES: Mapping[str, str] = {
    "variabel": "METADATA STATISTIK VARIABEL (MS-VARIABEL)",
    "indikator": "METADATA STATISTIK INDIKATOR (MS-INDIKATOR)",
}
#: First column, counted and never read.
NUMBER = "No"
#: Hidden last column, by which a changed line keeps its links.
ID = "id"
ID_LABEL: Mapping[str, str] = {"id": "id (jangan diubah)", "en": "id (do not change)"}

#: Wording of the printed forms where it differs from the labels.
_PRINTED = {
    "apakah variabel dapat diakses umum": "apakah_variabel_bisa_diakses_umum",
    "apakah indikator dapat diakses umum": "apakah_indikator_bisa_diakses_umum",
    "apakah indikator komposit": "apakah_indikator_komposit",
    "domain value": "value_domain",
    "klasifikasi isian": "value_domain",
}


def label(form_name: str, name: str) -> Mapping[str, str]:
    """Name of a column by language."""
    return ID_LABEL if name == ID else form(form_name)[name].label


def column_of(form_name: str, heading: str) -> str | None:
    """The field that a heading means, by its label in either language, its flat name or its words on paper.

    :returns: name of the field, ``NUMBER``, ``ID``, or None
    """
    return _known(form_name).get(plain(heading))


def plain(heading: str) -> str:
    """A heading without what does not matter: case, line breaks, stars, question marks, the number of its column."""
    text = re.sub(r"\(\d+\)([-–]\(\d+\))?", " ", heading.lower())
    return " ".join(re.sub(r"[*?:]", " ", text).split())


@cache
def _known(form_name: str) -> Mapping[str, str]:
    names = {"no": NUMBER, "no.": NUMBER, "nomor": NUMBER, ID: ID}
    names |= {plain(text): ID for text in ID_LABEL.values()}
    fields = form(form_name).fields
    names |= {printed: name for printed, name in _PRINTED.items() if name in fields}
    for field in fields.values():
        names |= {plain(text): field.name for text in (*field.label.values(), field.name, field.flat)}
    return MappingProxyType(names)
