"""Code lists: what a coded field may hold, with Indonesian labels and their English translation.

Every list is a file in ``codelists/``; each file notes where its codes come from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "codelists"
_KEYS = {"code", "label"}


@dataclass(frozen=True)
class Code:
    """One entry of a list; ``attributes`` holds what else its file says of it."""

    code: str
    label_id: str
    label_en: str
    attributes: Mapping[str, Any] = dataclass_field(default_factory=dict)

    def label(self, lang: str = "id") -> str:
        """Label in ``lang``; anything but English gets the Indonesian one."""
        return self.label_en if lang.startswith("en") else self.label_id


@dataclass(frozen=True)
class Codelist:
    """A list of codes in the order in which people should see them."""

    name: str
    title: Mapping[str, str]
    origin: str
    codes: tuple[Code, ...]
    _by_code: Mapping[str, Code] = dataclass_field(init=False, repr=False, compare=False)

    def __post_init__(self):
        by_code = {code.code: code for code in self.codes}
        if len(by_code) != len(self.codes):
            raise ValueError(f"code list {self.name} holds a code twice")
        object.__setattr__(self, "_by_code", MappingProxyType(by_code))

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        return self._by_code[code]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def get(self, code: str) -> Code | None:
        """Entry for ``code``, or None."""
        return self._by_code.get(code)

    def label(self, code: str, lang: str = "id") -> str:
        """Label of ``code`` in ``lang``; an unknown code is returned as it is."""
        entry = self._by_code.get(code)
        return entry.label(lang) if entry else code


@dataclass(frozen=True)
class Wilayah:
    """A region with its code in both systems; ``kode_bps`` is empty where BPS' code is not known."""

    kode_kemendagri: str
    kode_bps: str
    jenis: str
    kode_induk: str
    nama: str
    nama_bps: str


@cache
def codelist(name: str) -> Codelist:
    """The code list called ``name``.

    :raises KeyError: there is no such list
    """
    path = _FOLDER / f"{name}.yaml"
    if name not in codelist_names():
        raise KeyError(name)
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    codes = _wilayah_codes() if name == "wilayah" else tuple(_code(entry) for entry in content["codes"])
    return Codelist(name, MappingProxyType(content["title"]), content["origin"].strip(), codes)


@cache
def codelist_names() -> tuple[str, ...]:
    """Names of all code lists."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def wilayah() -> tuple[Wilayah, ...]:
    """The regency, its kecamatan and its desa/kelurahan, in this order."""
    with (_FOLDER / "wilayah.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(Wilayah(**row) for row in csv.DictReader(stream))


def _code(entry: dict[str, Any]) -> Code:
    rest = MappingProxyType({key: value for key, value in entry.items() if key not in _KEYS})
    return Code(entry["code"], **{f"label_{lang}": text for lang, text in entry["label"].items()}, attributes=rest)


def _wilayah_codes() -> tuple[Code, ...]:
    names = {place.kode_kemendagri: place.nama for place in wilayah()}
    return tuple(_wilayah_code(place, names) for place in wilayah())


def _wilayah_code(place: Wilayah, names: Mapping[str, str]) -> Code:
    district = names.get(place.kode_induk, "")
    label_id, label_en = {
        "kabupaten": (f"Kabupaten {place.nama}", f"{place.nama} Regency"),
        "kecamatan": (f"Kecamatan {place.nama}", f"{place.nama} District"),
        "desa": (f"Desa {place.nama}, Kec. {district}", f"{place.nama} Village, {district}"),
        "kelurahan": (f"Kelurahan {place.nama}, Kec. {district}", f"{place.nama} Urban Village, {district}"),
    }[place.jenis]
    attributes = {"kode_bps": place.kode_bps, "jenis": place.jenis, "induk": place.kode_induk}
    return Code(place.kode_kemendagri, label_id, label_en, MappingProxyType(attributes))
