"""Finding a region by its code of Kemendagri or BPS, or by its name in any of its spellings."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ...codes.domain.codelists import Wilayah, wilayah
from ...codes.domain.validity import today

KABUPATEN, KECAMATAN, DESA = "kabupaten", "kecamatan", "desa_kelurahan"
LEVELS = (KABUPATEN, KECAMATAN, DESA)
KEMENDAGRI, BPS, NAME = "kemendagri", "bps", "name"
#: How a region was found: by its code, by its name, by a name that is like it (to be asked), or not for certain.
CODE, SPELT, NEAR, AMBIGUOUS, UNKNOWN, TOTAL, NOTHING = (
    "code",
    "name",
    "near",
    "ambiguous",
    "unknown",
    "total",
    "nothing",
)

_KINDS = {
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "kecamatan": "kecamatan",
    "kec": "kecamatan",
    "desa": "desa",
    "ds": "desa",
    "kelurahan": "kelurahan",
    "kel": "kelurahan",
}
_TOTALS = frozenset({"jumlah", "total", "jml", "subtotal", "grandtotal"})
_CODE = re.compile(r"\d[\d. -]*")
_NEAR, _APART = 0.87, 0.03
#: No name of a region with all that is written around it is longer.
_LONGEST = 120


@dataclass(frozen=True)
class Match:
    """What a cell says of a region.

    :param place: the region; None unless it is certain
    :param candidates: which it may be, likeliest first, where it is not certain
    """

    way: str
    place: Wilayah | None = None
    candidates: tuple[Wilayah, ...] = ()


@dataclass(frozen=True)
class Spelling:
    """A name taken apart: ``key`` without blanks and signs, ``kind`` and name of the kecamatan if they are said."""

    key: str
    kind: str = ""
    parent: str = ""


@lru_cache(maxsize=20_000)
def spelling(text: str) -> Spelling:
    """A name of a region taken apart, as in "Kec. Ajung", "2. DESA AJUNG, KEC. KALISAT" or "Puger Kulon"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    said = re.findall(r"[a-z0-9]+", "".join(one for one in letters if not unicodedata.combining(one)).replace("'", ""))
    while len(said) > 1 and said[0].isdigit():
        said = said[1:]
    kind = ""
    if len(said) > 1 and said[0] in _KINDS:
        kind, said = _KINDS[said[0]], said[1:]
        if len(said) > 1 and kind == "desa" and said[0] in ("kelurahan", "kel"):
            kind, said = "", said[1:]
    if len(said) > 1 and said[-1] in _KINDS:
        kind, said = _KINDS[said[-1]], said[:-1]
    at = next((at for at, word in enumerate(said) if at and word in ("kec", "kecamatan")), None)
    parent = "".join(said[at + 1 :]) if at else ""
    return Spelling("".join(said[:at] if at else said), kind, parent)


def loose(key: str) -> str:
    """A name without what is spelt both ways: doubled letters, ``oe``, ``dj`` and ``tj`` of old."""
    for old, new in (("oe", "u"), ("dj", "j"), ("tj", "c")):
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key)


def level_of(place: Wilayah) -> str:
    """The level of a region; desa and kelurahan are of one."""
    return DESA if place.jenis in ("desa", "kelurahan") else place.jenis


class Gazetteer:
    """The regions that hold on a day, found by what people write of them."""

    def __init__(self, places: Iterable[Wilayah]):
        self.places = tuple(places)
        self.by_kemendagri = {place.kode_kemendagri: place for place in self.places}
        self._digits = {place.kode_kemendagri.replace(".", ""): place for place in self.places}
        self._bps = {place.kode_bps: place for place in self.places if place.kode_bps}
        self._names: dict[str, dict[str, list[Wilayah]]] = {level: {} for level in LEVELS}
        self._loose: dict[str, dict[str, list[Wilayah]]] = {level: {} for level in LEVELS}
        for place in self.places:
            level = level_of(place)
            for key in {spelling(name).key for name in (place.nama, place.nama_bps) if name}:
                self._names[level].setdefault(key, []).append(place)
                same = self._loose[level].setdefault(loose(key), [])
                if place not in same:
                    same.append(place)

    def of_level(self, level: str) -> list[Wilayah]:
        """All regions of a level."""
        return [place for place in self.places if level_of(place) == level]

    def parent(self, place: Wilayah) -> Wilayah | None:
        """The region that another lies in; None if it is not of the list."""
        return self.by_kemendagri.get(place.kode_induk)

    def by_code(self, text: str, system: str = "") -> Wilayah | None:
        """The region of a code, with or without its points.

        :param system: KEMENDAGRI or BPS if only codes of it are meant
        """
        said = text.strip().removesuffix(".0")
        if not _CODE.fullmatch(said):
            return None
        digits = re.sub(r"\D", "", said)
        if len(digits) < 4:
            return None
        found = self._digits.get(digits) if system != BPS else None
        return found or (self._bps.get(digits) if system != KEMENDAGRI else None)

    def by_name(self, text: str, level: str, parent: Wilayah | None = None) -> Match:
        """The region of a name.

        :param level: of the regions that are meant
        :param parent: the kecamatan that the row says, if it does
        """
        if len(text) > _LONGEST:
            return Match(UNKNOWN)
        said = spelling(text)
        if not said.key:
            return Match(NOTHING)
        if said.parent and level == DESA:
            parent = self.by_name(said.parent, KECAMATAN).place or parent
        found = self._spelt(said.key, level)
        if found:
            return self._one_of(found, said.kind, parent)
        if is_total(text, level):
            return Match(TOTAL)
        if said.kind == KECAMATAN and level == DESA and self.by_name(said.key, KECAMATAN).place:
            return Match(TOTAL)
        near = self._near(said.key, level, parent)
        return Match(NEAR, candidates=near) if near else Match(UNKNOWN)

    def is_name(self, text: str, level: str) -> bool:
        """Whether a region of that level is spelt so, be it one or several."""
        return len(text) <= _LONGEST and bool(self._spelt(spelling(text).key, level))

    def _spelt(self, key: str, level: str) -> list[Wilayah]:
        return self._names[level].get(key) or self._loose[level].get(loose(key), [])

    def _one_of(self, found: list[Wilayah], kind: str, parent: Wilayah | None) -> Match:
        left = found
        if parent is not None:
            left = [place for place in left if place.kode_induk == parent.kode_kemendagri]
            if not left:
                return Match(UNKNOWN, candidates=tuple(found))
        if kind in ("desa", "kelurahan") and len(left) > 1:
            left = [place for place in left if place.jenis == kind] or left
        return Match(SPELT, left[0]) if len(left) == 1 else Match(AMBIGUOUS, candidates=tuple(left))

    def _near(self, key: str, level: str, parent: Wilayah | None) -> tuple[Wilayah, ...]:
        """Regions whose names are like it, if one is plainly more so than any other."""
        names = {
            name: tuple(place for place in places if parent is None or place.kode_induk == parent.kode_kemendagri)
            for name, places in self._names[level].items()
        }
        names = {name: places for name, places in names.items() if places}
        like = difflib.get_close_matches(key, list(names), n=2, cutoff=_NEAR)
        if len(like) > 1 and names[like[0]] != names[like[1]]:
            first, second = (difflib.SequenceMatcher(None, name, key).ratio() for name in like)
            if first - second < _APART:
                return names[like[0]] + names[like[1]]
        return names[like[0]] if like else ()


def is_sum(text: str) -> bool:
    """Whether a cell begins as one that names a sum: "Jumlah", "Total Laki-laki", "Jml."."""
    first = re.match(r"[^\W\d_]+", text[:_LONGEST].strip().casefold())
    return bool(first and first.group() in _TOTALS)


def is_total(text: str, level: str = DESA) -> bool:
    """Whether a cell of a column of regions names the sum of them: "Jumlah", "Total", "Kabupaten Jember"."""
    if len(text) > _LONGEST:
        return False
    said = spelling(text)
    return is_sum(text) or (level != KABUPATEN and said.kind in ("", "kabupaten") and said.key in _kabupaten())


@cache
def _kabupaten() -> frozenset[str]:
    return frozenset(spelling(place.nama).key for place in wilayah() if place.jenis == "kabupaten")


@cache
def gazetteer() -> Gazetteer:
    """The regions in force today."""
    return Gazetteer(place for place in wilayah() if place.validity.holds(today()))
