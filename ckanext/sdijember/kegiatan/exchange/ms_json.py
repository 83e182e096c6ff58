"""A kegiatan as JSON: with the flat names of BPS, and as the payload that INDAH takes.

In both every item stands, answered or not, so that a file that is read back says all there is to say. Answers to
items of several codes are arrays; codes are text, counts and years numbers, days ``YYYY-MM-DD``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...codes.domain.values import is_blank
from ...metadata.domain.forms import ROW_FORMS, Field, form
from ...metadata.domain.kegiatan_facts import Facts, Kegiatan
from . import ms_names as names

#: How a code is written: as itself, or with its name in INDAH.
Spelling = Callable[[Field, str], str]


def to_flat(kegiatan: Kegiatan, facts: Facts) -> dict[str, Any]:
    """The three forms under the flat names of BPS, misspellings included, with its administrative fields.

    :returns: items of MS-Kegiatan at the top; ``msvar`` and ``msind`` are the lines of the other two
    """
    return {
        **_administrative(kegiatan, facts),
        **_items(kegiatan, facts, _code),
        **{
            names.LINES[name]: [_line(name, row, kegiatan, facts) for row in kegiatan.lines(name)] for name in ROW_FORMS
        },
    }


def to_indah(kegiatan: Kegiatan, facts: Facts) -> dict[str, Any]:
    """The same as INDAH takes it: items in their blocks, codes by name; one payload for each line.

    A file only: nothing is sent. The shape is read from a program that writes to INDAH (docs/pertukaran.md).
    """
    items = _items(_with_levels_of_indah(kegiatan), facts, _name)
    data: dict[str, Any] = {}
    for flat, value in items.items():
        section = names.section_of(flat) if flat in names.flat_fields() else _block_of(flat)
        (data.setdefault(section, {}) if section else data)[flat] = value
    return {
        **_payload(kegiatan, facts, data),
        **{
            names.LINES[name]: [_payload(kegiatan, facts, _cells(name, row, _name)) for row in kegiatan.lines(name)]
            for name in ROW_FORMS
        },
    }


def _items(kegiatan: Kegiatan, facts: Facts, spelling: Spelling) -> dict[str, Any]:
    """Every item of MS-Kegiatan under its flat name; personal data only for those who may have them."""
    found = {
        flat: _item(flat, fields, kegiatan.values, spelling)
        for flat, fields in names.flat_fields().items()
        if facts.personal or not any(field.personal for field in fields)
    }
    found["tahun"] = found["tahun_kegiatan"]
    found[names.COLLECTED] = [{part: row.get(part, "") for part in names.COLLECTED_PARTS} for row in kegiatan.variabel]
    return found


def _item(flat: str, fields: tuple[Field, ...], values: Mapping[str, Any], spelling: Spelling) -> Any:
    plain = [_plain(field, values.get(field.name), spelling) for field in fields]
    if flat == names.STAGES:
        return {names.stage(field): value for field, value in zip(fields, plain, strict=True)}
    if names.is_period(fields):
        return plain if any(plain) else []
    if fields[0].kind == "date" and flat.startswith("viii_"):
        return [day for day in plain if day]
    return plain[0]


def _plain(field: Field, value: Any, spelling: Spelling) -> Any:
    if is_blank(value):
        return [] if field.kind in ("codes", "list") else None
    if field.kind == "code":
        return spelling(field, value)
    if field.kind == "codes":
        return [spelling(field, code) for code in value]
    if field.kind == "number" and str(value).isdigit():
        return int(value)
    return value


def _code(field: Field, code: str) -> str:
    return code


def _name(field: Field, code: str) -> str:
    return names.indah_names(field.codes).get(code, code)


def _cells(name: str, row: Mapping[str, Any], spelling: Spelling) -> dict[str, Any]:
    return {field.flat: _plain(field, row.get(field.name), spelling) for field in form(name)}


def _line(name: str, row: Mapping[str, Any], kegiatan: Kegiatan, facts: Facts) -> dict[str, Any]:
    short = names.LINES[name]
    return {
        "id": row.get("id") or None,
        **_cells(name, row, _code),
        "id_mskeg": facts.codes.get("id_mskeg") or None,
        **_passed(kegiatan, facts),
        f"link_{short}": facts.url or None,
        "link_mskeg": facts.url or None,
    }


def _administrative(kegiatan: Kegiatan, facts: Facts) -> dict[str, Any]:
    """What BPS notes beside the answers; the office stands where BPS names a person."""
    codes = {name: facts.codes.get(name) or None for name in ("id_kegiatan", "id_kegiatan_mms", "id_mskeg")}
    return {
        "id": codes["id_mskeg"],
        **codes,
        "id_portal": facts.id or None,
        **_passed(kegiatan, facts),
        "total_msvar": len(kegiatan.variabel),
        "total_msind": len(kegiatan.indikator),
        "link_mskeg": facts.url or None,
        "created_at": facts.created or None,
        "updated_at": facts.modified or None,
    }


def _passed(kegiatan: Kegiatan, facts: Facts) -> dict[str, Any]:
    status = names.status_of(facts.state)
    return {
        "requested_by": facts.office or None,
        "updated_by": facts.office or None,
        "approved_by": "BPS Kabupaten Jember" if status == names.APPROVED else None,
        "produsen_data_name": facts.office or None,
        "produsen_data_province_code": names.PROVINCE,
        "produsen_data_city_code": names.CITY,
        "last_sync": None,
        "status": status,
        "submission_period": _period(kegiatan),
    }


def _payload(kegiatan: Kegiatan, facts: Facts, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "base_id": facts.codes.get("id_mskeg") or None,
        "submission_period": _period(kegiatan),
        "data": data,
        "status": names.status_of(facts.state),
        "produsen_data": {
            "id": None,
            "name": facts.office or None,
            "province_code": names.PROVINCE,
            "city_code": names.CITY,
        },
        "version": "v2",
    }


def _period(kegiatan: Kegiatan) -> int | None:
    year = str(kegiatan.values.get("tahun") or "")
    return int(year) if year.isdigit() else None


def _block_of(flat: str) -> str:
    return "blok_iii" if flat == names.COLLECTED else ""


def _with_levels_of_indah(kegiatan: Kegiatan) -> Kegiatan:
    """Item 7.4 without Kecamatan, for which INDAH has no value: it becomes the text of "lainnya"."""
    levels = list(kegiatan.values.get(names.LEVELS) or [])
    if names.KECAMATAN not in levels:
        return kegiatan
    other = f"{names.LEVELS}_lainnya"
    text = "; ".join(filter(None, (names.KECAMATAN_TEXT, kegiatan.values.get(other))))
    kept = [code for code in levels if code not in (names.KECAMATAN, names.OTHER_LEVEL)] + [names.OTHER_LEVEL]
    values = {**kegiatan.values, names.LEVELS: kept, other: text}
    return Kegiatan(values, kegiatan.variabel, kegiatan.indikator)
