"""What the pages of Kode Referensi and Data Induk ask."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk

from ...kernel.domain.findings import N_
from ..domain.codelists import codelist, codelist_names, wilayah
from ..domain.validity import today
from ..logic import reference

#: Lists that classify what government does, and those that say which reference codes there are.
_REFERENCE = ("urusan", "rad", "kode_referensi")
#: Lists whose codes on the page of a dataset lead to the list.
_LINKED = frozenset({"urusan", "rad", "wilayah"})
_ROWS = frozenset({"kegiatan", "variabel", "indikator"})
_FORMS = {
    "dataset": N_("Dataset"),
    "organization": N_("Office"),
    "kegiatan": "MS-Kegiatan",
    "variabel": "MS-Variabel",
    "indikator": "MS-Indikator",
}


def sdijember_codelist_groups(lists: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The code lists as the overview shows them: by what they are for.

    :param lists: what ``sdijember_codelist_list`` returns
    :returns: dicts of ``name``, ``title`` and ``lists``; regions are left to Data Induk; a group is never empty
    """
    groups: dict[str, list[dict[str, Any]]] = {"reference": [], "dataset": [], "kegiatan": [], "other": []}
    for entry in lists:
        if entry["name"] != "wilayah":
            groups[_group(entry)].append(entry)
    for name in ("dataset", "kegiatan", "other"):
        groups[name].sort(key=lambda entry: tk.h.scheming_language_text(entry["title"]).casefold())
    groups["reference"].sort(key=lambda entry: _REFERENCE.index(entry["name"]))
    titles = {
        "reference": tk._("Classifications of government"),
        "dataset": tk._("Codes of the dataset form"),
        "kegiatan": tk._("Codes of the Metadata Statistik forms"),
        "other": tk._("Other codes"),
    }
    return [{"name": name, "title": titles[name], "lists": found} for name, found in groups.items() if found]


def sdijember_codelist_uses(used_by: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The forms that use a list, with the items of each.

    :param used_by: ``used_by`` of a list
    :returns: dicts of ``form`` and ``items`` in the reader's language
    """
    forms: dict[str, list[str]] = {}
    for use in used_by:
        item = " ".join(part for part in (use["number"], tk.h.scheming_language_text(use["label"])) if part)
        forms.setdefault(use["form"], []).append(item)
    return [{"form": tk._(_FORMS.get(form, form)), "items": items} for form, items in forms.items()]


def sdijember_codelist_attributes(codes: list[dict[str, Any]]) -> list[str]:
    """Names of what the list says of its codes besides code, label and validity.

    :param codes: ``codes`` of a list
    """
    return list(dict.fromkeys(name for code in codes for name in code["attributes"]))


def sdijember_attribute_title(name: str) -> str:
    """Heading of an attribute in the reader's language; one that has none is shown by its own name.

    :param name: name of the attribute
    """
    titles = {
        "kode_bps": tk._("BPS code"),
        "jenis": tk._("Level"),
        "induk": tk._("Parent"),
        "parent": tk._("Parent"),
        "group": tk._("Group on this portal"),
        "list": tk._("List on this portal"),
        "indah": tk._("Name in INDAH"),
        "pemilihan": tk._("Selection of the sample (5.2)"),
        "open": tk._("Open format"),
        "extensions": tk._("File extension"),
        "media_types": tk._("Media type"),
    }
    return titles.get(name, name)


def sdijember_region_level(level: str) -> str:
    """Name of a level of regions in the reader's language.

    :param level: ``kabupaten``, ``kecamatan``, ``desa`` or ``kelurahan``
    """
    names = {
        "kabupaten": tk._("Kabupaten (regency)"),
        "kecamatan": tk._("Kecamatan (district)"),
        "desa": tk._("Desa (village)"),
        "kelurahan": tk._("Kelurahan (urban village)"),
    }
    return names.get(level, level)


def sdijember_validity(valid_from: str | None, valid_to: str | None) -> str:
    """From when to when, in words; empty if no day is known.

    :param valid_from: first day, ISO 8601
    :param valid_to: last day, ISO 8601
    """
    start, end = tk.h.sdijember_day(valid_from), tk.h.sdijember_day(valid_to)
    if start and end:
        return f"{start} – {end}"
    if start:
        return tk._("since {date}").format(date=start)
    return tk._("until {date}").format(date=end) if end else ""


def sdijember_reference_files(endpoint: str, as_of: str = "", **address: str) -> list[dict[str, str]]:
    """Addresses of the files of a list, the same in every language.

    :param endpoint: endpoint of the files in the blueprint ``sdijember_reference``
    :param as_of: day of the list, ISO 8601
    :param address: what else the address holds
    :returns: dicts of ``format`` and ``url``
    """
    day = {"as_of": as_of} if as_of else {}
    return [
        {
            "format": suffix.upper(),
            "url": tk.h.url_for(f"sdijember_reference.{endpoint}", suffix=suffix, locale="default", **address, **day),
        }
        for suffix in ("csv", "json")
    ]


def sdijember_master_metadata(name: str) -> dict[str, Any]:
    """Title, origin and version of a table of Data Induk.

    :param name: ``wilayah`` or ``opd``
    """
    return reference.about(name)


def sdijember_region_counts() -> dict[str, int]:
    """Number of regions in force today: ``kecamatan``, ``desa-kelurahan`` and ``wilayah``, all of them."""
    day = today()
    kinds = Counter(place.jenis for place in wilayah() if place.validity.holds(day))
    villages = kinds["desa"] + kinds["kelurahan"]
    return {"kecamatan": kinds["kecamatan"], "desa-kelurahan": villages, "wilayah": kinds.total()}


def sdijember_code_link(field: dict[str, Any], code: str) -> str:
    """Address of a code in Kode Referensi, for fields whose codes other data can be joined by; empty for others.

    :param field: field of a schema
    :param code: what the field holds
    """
    name = field.get("codelist", "")
    if name == "kode_referensi":
        entry = codelist(name).get(code)
        other = str(entry.attributes.get("list", "")) if entry else ""
        if other == "opd":
            return tk.h.url_for("sdijember_reference.offices")
        return tk.h.url_for("sdijember_reference.codelist", name=other) if other in codelist_names() else ""
    if name not in _LINKED or code not in codelist(name):
        return ""
    return tk.h.url_for("sdijember_reference.codelist", name=name, _anchor=f"kode-{code}")


def _group(entry: dict[str, Any]) -> str:
    forms = {use["form"] for use in entry["used_by"]}
    if entry["name"] in _REFERENCE:
        return "reference"
    if forms - _ROWS:
        return "dataset"
    return "kegiatan" if forms else "other"
