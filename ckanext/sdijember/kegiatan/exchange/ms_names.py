"""The names under which BPS exchanges Metadata Statistik: flat names of items, names of codes in INDAH, its own keys.

Where the names come from: docs/pertukaran.md. None of them is documented by BPS; they are read from programs that work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ...codes.domain.codelists import codelist
from ...metadata.domain.forms import Field, form
from ...review.domain import transitions

#: Kabupaten Jember in the codes that BPS uses for the organization of a producer.
PROVINCE, CITY = "35", "09"
#: Item 3.4, which is made of the lines of MS-Variabel, and the parts of each of its entries.
COLLECTED = "iii_variabel_yang_dikumpulkan"
COLLECTED_PARTS = ("nama", "konsep", "definisi", "referensi_waktu")
#: Item 7.1: one name for four answers.
STAGES = "vii_tahapan_pengolahan_data"
#: The year has two names.
YEARS = ("tahun", "tahun_kegiatan")
#: Lists of lines, by form.
LINES: Mapping[str, str] = {"variabel": "msvar", "indikator": "msind"}
#: What BPS or the portal itself notes beside the answers; an import leaves it as it is.
ADMINISTRATIVE = frozenset(
    {
        "id", "id_mskeg", "id_kegiatan", "id_kegiatan_mms", "id_portal", "requested_by", "updated_by", "approved_by",
        "produsen_data_name", "produsen_data_province_code", "produsen_data_city_code", "total_msvar", "total_msind",
        "last_sync", "status", "submission_period", "link_mskeg", "link_msvar", "link_msind", "created_at",
        "updated_at", "base_id", "reviews", "rejection_note", "submitter", "produsen_data", "walidata_pusat", "version",
        "changes",
    }
)  # fmt: skip
#: State of the review here → status in INDAH; a withdrawn kegiatan has none there.
STATUS: Mapping[str, str] = {
    "draft": "DRAFT",
    "submitted": "SUBMITTED",
    "returned": "CORRECTION_REQUIRED",
    "verified": "UNDER_REVIEW",
    "recommended": "APPROVED",
    "published": "APPROVED",
}
APPROVED = "APPROVED"
#: Item 7.4: INDAH has no value for Kecamatan, so it goes there as "lainnya" with this text.
LEVELS, KECAMATAN, OTHER_LEVEL, KECAMATAN_TEXT = "vii_tingkat_penyajian_hasil_analisis", "8", "16", "Kecamatan"
#: Code lists whose codes are themselves names that everybody shares.
_UNNAMED = frozenset({"ms_wilayah_kegiatan"})


@cache
def flat_fields() -> Mapping[str, tuple[Field, ...]]:
    """Flat name of MS-Kegiatan → the fields that make it, in the order of the form."""
    found: dict[str, list[Field]] = {}
    for field in form("kegiatan"):
        found.setdefault(field.flat, []).append(field)
    return MappingProxyType({name: tuple(fields) for name, fields in found.items()})


def is_period(fields: tuple[Field, ...]) -> bool:
    """Whether a flat name stands for a first and a last day (item 3.3)."""
    return [field.name.rpartition("_")[2] for field in fields] == ["mulai", "selesai"]


def stage(field: Field) -> str:
    """Name of a stage of item 7.1, such as "penyuntingan"."""
    return field.name.removeprefix("vii_tahapan_")


def section_of(flat: str) -> str:
    """Block of the payload of INDAH that a flat name of MS-Kegiatan belongs to; empty for the front page."""
    section = flat_fields()[flat][0].section
    return "" if section == "halaman_awal" else section


@cache
def indah_names(name: str) -> Mapping[str, str]:
    """Code → name in INDAH: the one noted in the code list, otherwise the label written in the same manner.

    :param name: of the code list
    """
    content = codelist(name)
    if name in _UNNAMED:
        return MappingProxyType({code.code: code.code for code in content})
    return MappingProxyType({c.code: c.attributes.get("indah") or _upper_snake(c.label_id) for c in content})


@cache
def codes_by_indah_name(name: str) -> Mapping[str, str]:
    """Name in INDAH → code of the list called ``name``."""
    return MappingProxyType({said: code for code, said in indah_names(name).items()})


def status_of(state: str) -> str | None:
    """Status in INDAH of a kegiatan in this state of the review."""
    assert state in transitions.STATES
    return STATUS.get(state)


def _upper_snake(label: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", re.sub(r"\(.*?\)", "", label).upper()).strip("_")
