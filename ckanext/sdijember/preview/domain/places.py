"""Names of regions beside their codes, of whichever system a column writes; one is never computed from the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ...codes.domain.codelists import codelist, wilayah

KEMENDAGRI, BPS = "wilayah-kemendagri", "wilayah-bps"


def names_for(codes: Iterable[str], declared: str = "") -> Mapping[str, str]:
    """Names of the regions of a column's codes; none unless every code of the column is one, in one system alone.

    :param codes: the cells of the column, empty ones too
    :param declared: name of the list whose codes they are, by the dictionary
    """
    held = {code for code in codes if code}
    if not held:
        return {}
    systems = {name: _names(name) for name in (KEMENDAGRI, BPS)}
    asked = [name for name in systems if declared in (name, *_labels(name))]
    if declared and not asked:
        return {}
    fit = [names for name, names in systems.items() if (not asked or name in asked) and held <= names.keys()]
    if len(fit) == 2:
        return fit[0] if all(fit[0][code] == fit[1][code] for code in held) else {}
    if asked and not fit:
        names = systems[asked[0]]
        return {code: names[code] for code in held if code in names}
    return fit[0] if fit else {}


@cache
def _names(system: str) -> dict[str, str]:
    """Name of each region by its code; Kemendagri's are written with points and without."""
    found: dict[str, str] = {}
    for place in wilayah():
        if system == BPS:
            found |= {place.kode_bps: place.nama_bps or place.nama} if place.kode_bps else {}
        else:
            found |= {place.kode_kemendagri: place.nama, place.kode_kemendagri.replace(".", ""): place.nama}
    return found


@cache
def _labels(system: str) -> tuple[str, ...]:
    entry = codelist("kode_referensi")[system]
    return entry.label_id, entry.label_en
