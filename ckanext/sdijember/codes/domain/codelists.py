"""Code lists: what a coded field may hold, with Indonesian labels and their English translation.

Every list is a file in ``codelists/``; each file notes where its codes come from. Codes that have ended stay in
their list with the day they ended, so that what was stored long ago keeps its label and the list can say which
codes held on any day. Keys of such a file, besides ``title``, ``origin`` and ``codes`` (``code`` and ``label``):

- of the list: ``origin_id`` (the origin in Indonesian), ``version`` (the edition of its source), ``valid_from`` and
  ``valid_to`` of that edition, and ``earlier``, the editions before it, each with these three
- of a code: ``valid_from``, ``valid_to`` and ``replaced_by`` (one code or several)

A code without ``valid_from`` holds as long as the list does. Days are the first and the last on which it holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from .validity import UNKNOWN, Validity, today

_FOLDER = Path(__file__).parent / "codelists"
#: Levels of regions that can be asked for; a desa and a kelurahan are of one level.
LEVELS = {
    "kabupaten": {"kabupaten"},
    "kecamatan": {"kecamatan"},
    "desa": {"desa"},
    "kelurahan": {"kelurahan"},
    "desa_kelurahan": {"desa", "kelurahan"},
}
_KEYS = {"code", "label", "valid_from", "valid_to", "replaced_by"}


@dataclass(frozen=True)
class Code:
    """One entry of a list; ``attributes`` holds what else its file says of it."""

    code: str
    label_id: str
    label_en: str
    attributes: Mapping[str, Any] = dataclass_field(default_factory=dict)
    validity: Validity = UNKNOWN
    replaced_by: tuple[str, ...] = ()

    def label(self, lang: str = "id") -> str:
        """Label in ``lang``; anything but English gets the Indonesian one."""
        return self.label_en if lang.startswith("en") else self.label_id


@dataclass(frozen=True)
class Edition:
    """One edition of the source of a list; ``version`` is empty where nobody has noted it."""

    version: str = ""
    validity: Validity = UNKNOWN


NOT_NOTED = Edition()


@dataclass(frozen=True)
class Codelist:
    """A list of codes in the order in which people should see them, with those that have ended.

    The same code may stand in it more than once if its meanings do not overlap in time; looked up by the code
    alone, the one that holds today answers, or else the last.
    """

    name: str
    title: Mapping[str, str]
    origin: str
    codes: tuple[Code, ...]
    edition: Edition = NOT_NOTED
    earlier: tuple[Edition, ...] = ()
    origin_id: str = ""
    _by_code: Mapping[str, list[Code]] = dataclass_field(init=False, repr=False, compare=False)

    def __post_init__(self):
        by_code: dict[str, list[Code]] = {}
        for code in sorted(self.codes, key=lambda code: code.validity.start or date.min):
            same = by_code.setdefault(code.code, [])
            if any(code.validity.meets(other.validity) for other in same):
                raise ValueError(f"code list {self.name} holds {code.code} twice at the same time")
            same.append(code)
        object.__setattr__(self, "_by_code", MappingProxyType(by_code))

    def source(self, lang: str = "id") -> str:
        """Where the codes come from, in ``lang``; the name of the edition where nobody has written it in Indonesian."""
        return self.origin if lang.startswith("en") else self.origin_id or self.edition.version or self.origin

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        same = self._by_code[code]
        if len(same) == 1:
            return same[0]
        day = today()
        return next((entry for entry in same if entry.validity.holds(day)), same[-1])

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def get(self, code: str) -> Code | None:
        """Entry for ``code``, or None."""
        return self[code] if code in self._by_code else None

    def label(self, code: str, lang: str = "id") -> str:
        """Label of ``code`` in ``lang``; an unknown code is returned as it is."""
        entry = self.get(code)
        return entry.label(lang) if entry else code

    @property
    def known_since(self) -> date | None:
        """First day of the first edition; ``None`` if it is not known, and nothing is excluded for being too early."""
        starts = [edition.validity.start for edition in (self.edition, *self.earlier)]
        return min((day for day in starts if day), default=None) if None not in starts else None

    def in_force(self, day: date | None = None) -> tuple[Code, ...]:
        """The codes that hold on ``day`` (default: today in Jember): those which a form offers."""
        day = day or today()
        since = self.known_since
        last = self.edition.validity.end
        if (since and day < since) or (last and day > last):
            return ()
        return tuple(code for code in self.codes if code.validity.holds(day))

    def outlived(self, held: Iterable[Any]) -> list[Code]:
        """Codes among ``held`` that are of this list, but not in force today: stored long ago, and still readable."""
        offered = {code.code for code in self.in_force()}
        return [self[code] for code in held if code in self and code not in offered]

    def as_of(self, day: date) -> Codelist:
        """The list as it was on ``day``: the codes that held, and the edition in force, empty if none is known."""
        editions = (edition for edition in (self.edition, *self.earlier) if edition.validity.holds(day))
        return replace(self, codes=self.in_force(day), edition=next(editions, NOT_NOTED), earlier=())


@dataclass(frozen=True)
class Wilayah:
    """A region with its code in both systems; ``kode_bps`` is empty where BPS' code is not known."""

    kode_kemendagri: str
    kode_bps: str
    jenis: str
    kode_induk: str
    nama: str
    nama_bps: str
    berlaku_mulai: str = ""
    berlaku_sampai: str = ""
    pengganti: str = ""

    @property
    def validity(self) -> Validity:
        """From when to when its Kemendagri code and name hold."""
        return Validity.of(self.berlaku_mulai, self.berlaku_sampai)


@cache
def codelist(name: str) -> Codelist:
    """The code list called ``name``.

    :raises KeyError: there is no such list
    """
    if name not in codelist_names():
        raise KeyError(name)
    return read(_FOLDER / f"{name}.yaml")


@cache
def codelist_names() -> tuple[str, ...]:
    """Names of all code lists."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def read(path: Path) -> Codelist:
    """The code list in the file ``path``; one without ``codes`` has its regions in a CSV file beside it.

    :raises ValueError: a day that is none, or a code that stands twice in the list at the same time
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "codes" in content:
        codes = tuple(_code(entry) for entry in content["codes"])
    else:
        codes = _wilayah_codes(read_wilayah(path.with_suffix(".csv")))
    earlier = tuple(_edition(entry) for entry in content.get("earlier", ()))
    title, origin = MappingProxyType(content["title"]), content["origin"].strip()
    origin_id = content.get("origin_id", "").strip()
    return Codelist(path.stem, title, origin, codes, _edition(content), earlier, origin_id)


@cache
def wilayah() -> tuple[Wilayah, ...]:
    """The regency, its kecamatan and its desa/kelurahan, in this order."""
    return read_wilayah(_FOLDER / "wilayah.csv")


def read_wilayah(path: Path) -> tuple[Wilayah, ...]:
    """The regions of a CSV file; it may lack the columns of the validity."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(Wilayah(**row) for row in csv.DictReader(stream))


def _edition(content: Mapping[str, Any]) -> Edition:
    validity = Validity.of(content.get("valid_from"), content.get("valid_to"))
    return Edition(str(content.get("version") or ""), validity)


def _code(entry: dict[str, Any]) -> Code:
    rest = MappingProxyType({key: value for key, value in entry.items() if key not in _KEYS})
    labels = {f"label_{lang}": text for lang, text in entry["label"].items()}
    after = entry.get("replaced_by") or ()
    return Code(
        entry["code"],
        **labels,
        attributes=rest,
        validity=Validity.of(entry.get("valid_from"), entry.get("valid_to")),
        replaced_by=(after,) if isinstance(after, str) else tuple(after),
    )


def _wilayah_codes(places: Iterable[Wilayah]) -> tuple[Code, ...]:
    places = tuple(places)
    names = {place.kode_kemendagri: place.nama for place in places}
    return tuple(_wilayah_code(place, names) for place in places)


def _wilayah_code(place: Wilayah, names: Mapping[str, str]) -> Code:
    district = names.get(place.kode_induk, "")
    label_id, label_en = {
        "kabupaten": (f"Kabupaten {place.nama}", f"{place.nama} Regency"),
        "kecamatan": (f"Kecamatan {place.nama}", f"{place.nama} District"),
        "desa": (f"Desa {place.nama}, Kec. {district}", f"{place.nama} Village, {district}"),
        "kelurahan": (f"Kelurahan {place.nama}, Kec. {district}", f"{place.nama} Urban Village, {district}"),
    }[place.jenis]
    attributes = {"kode_bps": place.kode_bps, "jenis": place.jenis, "induk": place.kode_induk}
    after = tuple(place.pengganti.split())
    return Code(place.kode_kemendagri, label_id, label_en, MappingProxyType(attributes), place.validity, after)
