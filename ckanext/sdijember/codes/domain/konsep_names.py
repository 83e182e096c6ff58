"""How a Konsep is named: the rules of INDAH for Standar Data Statistik, which a machine can check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...kernel.domain import findings
from ...kernel.domain.findings import N_, Finding
from .codelists import wilayah

#: What a remark is about. Of ``short`` and ``level`` only a person can say whether the rule is broken: a name may be
#: known to everybody by its abbreviation, and a "Jalan Kabupaten" is a kind of road, not a road of some kabupaten.
UNSURE = frozenset({"short", "level"})

MEASURE = N_("A concept does not begin with a measure (“{word}”): name the thing; the measure goes to Ukuran.")
PERIOD = N_("A concept holds no year, month or other period: these belong to Metadata.")
PLACE = N_("A concept holds no name of a place: this belongs to Cakupan wilayah.")
CAPITAL = N_("Begin each word of the concept with a capital letter.")
SHORT = N_("Write “{word}” in full, unless everybody knows it by this name.")

_MEASURES = re.compile(r"(jumlah|banyaknya|total|persentase|proporsi|rata-rata|rasio|laju)\b", re.IGNORECASE)
_SMALL_WORD = re.compile("dan|atau|di|ke|dari|yang|untuk|pada|dengan|per|oleh|serta|dalam|bagi|tentang|menurut")
_PERIOD = re.compile(
    r"\b((19|20)\d{2}|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
    r"|triwulan|semester)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(jember|jawa timur)\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(kabupaten|kota|provinsi|indonesia)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:kecamatan|kec\.?|desa|kelurahan)\s+(.+?)\s*$", re.IGNORECASE)
_KNOWN_SHORT = re.compile("SD|SMP|SMA|SMK|MI|MTS|MA|PAUD|TK|ASN|PNS|KK|PDRB|IPM|UMKM|BUMD|RT|RW|KB|HIV|AIDS")
_SHORT = re.compile(r"[A-Z]{2,5}|[A-Za-z]{1,5}\.|(?:[A-Za-z]\.){2,}")


@dataclass(frozen=True)
class Remark:
    """One thing about a name: ``kind`` tells the rule, ``message`` is a msgid filled from ``params``."""

    kind: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def warning(self, name: str) -> Finding:
        """As advice on the field called ``name``."""
        return findings.warning(name, self.message, **self.params)

    def finding(self, name: str) -> Finding:
        """As a rule on the field called ``name``: an error wherever a machine can be sure."""
        level = findings.warning if self.kind in UNSURE else findings.error
        return level(name, self.message, **self.params)


def remarks(konsep: str) -> Iterator[Remark]:
    """Everything in which the name of a Konsep departs from the rules of INDAH.

    :param konsep: the name as written
    """
    words = konsep.split()
    if measure := _MEASURES.match(konsep.lstrip()):
        yield Remark("measure", MEASURE, {"word": measure[1]})
    if _PERIOD.search(konsep):
        yield Remark("period", PERIOD)
    if _names_a_place(konsep):
        yield Remark("place", PLACE)
    elif _LEVEL.search(konsep):
        yield Remark("level", PLACE)
    if any(word[0].islower() and not _SMALL_WORD.fullmatch(word) for word in words):
        yield Remark("capital", CAPITAL)
    if short := next((word for word in words if _is_abbreviation(word)), None):
        yield Remark("short", SHORT, {"word": short})


def _is_abbreviation(word: str) -> bool:
    bare = word.strip("(),;")
    return not _KNOWN_SHORT.fullmatch(bare) and bool(_SHORT.fullmatch(bare))


def _names_a_place(konsep: str) -> bool:
    if _PLACE.search(konsep):
        return True
    match = _UNDER.search(konsep)
    return bool(match) and any(match[1].lower().startswith(place.nama.lower()) for place in wilayah())
