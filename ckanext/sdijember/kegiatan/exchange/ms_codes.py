"""Codes as different programs write them: as themselves, by name, as Ya and Tidak, added up as on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...kernel.domain.findings import N_
from ...metadata.domain.answers import taken_apart
from ...metadata.domain.forms import Field
from . import ms_names as names

CODES = N_("“{value}” is no answer of this list. Write its code, or a list of codes, and nothing else.")
_YES_NO = "ms_ya_tidak"


def read(field: Field, raw: Any) -> tuple[Any, str]:
    """The code or the list of codes that ``raw`` stands for, and the text of "lainnya" if it holds one.

    :returns: ``None`` instead of codes where the shape is another; codes that are not in the list stay for the check
    """
    if raw is None or raw == "":
        return ([] if field.kind == "codes" else ""), ""
    if field.kind == "code":
        return (_one(field, raw), "") if isinstance(raw, str | int) else (None, "")
    if isinstance(raw, Mapping):
        return _chosen(field, raw)
    if isinstance(raw, int | str) and not isinstance(raw, bool):
        return _text(field, str(raw)), ""
    if not isinstance(raw, list) or not all(isinstance(one, str | int) and not isinstance(one, bool) for one in raw):
        return None, ""
    return [_one(field, one) for one in raw], ""


def with_kecamatan(values: dict[str, Any]) -> dict[str, Any]:
    """Item 7.4: "lainnya" with the text Kecamatan, as INDAH has it, is the code of Kecamatan."""
    other = f"{names.LEVELS}_lainnya"
    text, levels = values.get(other), values.get(names.LEVELS)
    if not isinstance(text, str) or not isinstance(levels, list) or names.OTHER_LEVEL not in levels:
        return values
    first, _, rest = (part.strip() for part in text.partition(";"))
    if first.lower() != names.KECAMATAN_TEXT.lower():
        return values
    kept = [code for code in levels if code not in (names.KECAMATAN, names.OTHER_LEVEL)] + [names.KECAMATAN]
    return {**values, names.LEVELS: kept + ([names.OTHER_LEVEL] if rest else []), other: rest}


def _one(field: Field, raw: Any) -> str:
    """The code that a name of INDAH stands for; anything else as it is."""
    if isinstance(raw, bool):
        return ("1" if raw else "2") if field.codes == _YES_NO else str(raw)
    text = str(raw).strip()
    return names.codes_by_indah_name(field.codes).get(text, text)


def _text(field: Field, text: str) -> Any:
    """One code, or the sum of several."""
    if field.sum and text.isdigit():
        return taken_apart(field, int(text)) or [text]
    return text if ";" in text or "\n" in text else [_one(field, text)]


def _chosen(field: Field, raw: Mapping[str, Any]) -> tuple[Any, str]:
    """An object of INDAH: name → whether it was chosen; "lainnya" may hold its text."""
    codes, text = [], ""
    for name, value in raw.items():
        code = _one(field, name.upper())
        is_other = name.lower() == "lainnya"
        if is_other and isinstance(value, str) and value:
            text = value
        elif not isinstance(value, bool):
            return None, ""
        if value:
            codes.append(code)
    return codes, text
