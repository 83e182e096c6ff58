"""Answers to the items of a form: what a person typed, pasted or sent made into one plain shape, and back into text.

Shapes: text, number, date and code are strings ("" if not answered, dates ``YYYY-MM-DD``), several codes a list of
strings in the order of their list, a "list" a list of dicts of its parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ...codes.domain.codelists import Codelist
from ...codes.domain.values import is_blank, parse_date
from .forms import Field, Form

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
#: Sets apart several codes in one cell, and the entries of a part that is itself a list.
BETWEEN = ";"


def answers(form: Form, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Those of ``raw`` that belong to the form and say something, in plain shape and in the order of the form."""
    plain = {field.name: answer(field, raw[field.name]) for field in form if field.name in raw}
    return {name: value for name, value in plain.items() if not is_blank(value)}


def answer(field: Field, raw: Any) -> Any:
    """One answer in plain shape; what cannot be understood stays as it was typed, for the check to speak of it."""
    if field.kind == "codes":
        return _several(field, raw)
    if field.kind == "list":
        return _entries(field, raw)
    if is_blank(raw):
        return ""
    if field.kind == "date":
        return _date(raw)
    if field.kind == "number":
        return _number(raw)
    if field.kind == "code":
        return _code(field.codelist, raw)
    return _text(raw)


def as_text(field: Field, value: Any, lang: str = "id") -> str:
    """An answer as one cell of a sheet holds it; ``answer`` reads it back.

    :param value: in plain shape
    """
    if is_blank(value):
        return ""
    if field.kind in ("code", "codes"):
        codes = [value] if isinstance(value, str) else value
        content = field.codelist
        return f"{BETWEEN} ".join(content.label(code, lang) if content else code for code in codes)
    if field.kind == "list":
        return "\n".join(_entry_text(field, entry) for entry in value)
    return str(value)


def added_up(codes: Sequence[str]) -> int:
    """The number on the paper form: the codes chosen, added up."""
    return sum(int(code) for code in codes)


def taken_apart(field: Field, number: int) -> list[str] | None:
    """The codes that add up to ``number``; None if no codes of the list do."""
    powers = [int(code.code) for code in field.codelist or () if code.code.isdigit()]
    found = [str(power) for power in powers if number & power]
    return found if number == sum(map(int, found)) and found else None


def _text(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, datetime) and raw.time() == datetime.min.time():
        raw = raw.date()
    return "\n".join(line.rstrip() for line in str(raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _number(raw: Any) -> str:
    text = _text(raw)
    return str(int(text)) if re.fullmatch(r"[0-9]{1,9}", text) else text


def _date(raw: Any) -> str:
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day).isoformat()
    text = _text(raw)
    match = _DAY_FIRST.fullmatch(text)
    if match:
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    day = parse_date(text) if re.match(r"\d{4}-\d{2}-\d{2}([T ]|$)", text) else None
    return day.isoformat() if day else _text(raw)


def _code(content: Codelist | None, raw: Any) -> str:
    """The code, also where somebody wrote its label."""
    text = _text(raw)
    if content is None or text in content:
        return text
    lowered = text.lower()
    return next((c.code for c in content if lowered in (c.label_id.lower(), c.label_en.lower(), c.code.lower())), text)


def _several(field: Field, raw: Any) -> list[str]:
    if is_blank(raw):
        return []
    given = raw if isinstance(raw, list | tuple | set) else _split(field, _text(raw))
    codes = [_code(field.codelist, one) for one in given if not is_blank(one)]
    known = [code.code for code in field.codelist or () if code.code in codes]
    return known + [code for code in dict.fromkeys(codes) if code not in known]


def _split(field: Field, text: str) -> list[str]:
    if text.startswith("["):
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if isinstance(found, list):
            return [str(one) for one in found]
    if _code(field.codelist, text) in (field.codelist or ()):
        return [text]
    return re.split(r"[;\n]", text)


def _entries(field: Field, raw: Any) -> list[dict[str, Any]]:
    if is_blank(raw):
        return []
    given = raw if isinstance(raw, list | tuple) else [line for line in _text(raw).split("\n") if line.strip()]
    entries = [_entry(field, one) for one in given]
    return [entry for entry in entries if not all(is_blank(part) for part in entry.values())]


def _entry(field: Field, raw: Any) -> dict[str, Any]:
    if isinstance(raw, Mapping):
        parts = [raw.get(name) for name in field.parts]
    else:
        pieces: list[Any] = [piece.strip() for piece in _text(raw).split(field.sign, len(field.parts) - 1)]
        if len(pieces) == 1 and field.last_part_alone:
            pieces = [""] * (len(field.parts) - 1) + pieces
        parts = pieces + [""] * (len(field.parts) - len(pieces))
    return {
        name: _many(part) if name == field.many else "" if is_blank(part) else _text(part)
        for name, part in zip(field.parts, parts, strict=True)
    }


def _many(raw: Any) -> list[str]:
    if is_blank(raw):
        return []
    given = raw if isinstance(raw, list | tuple) else _text(raw).split(BETWEEN)
    return [_text(one) for one in given if not is_blank(one)]


def _entry_text(field: Field, entry: Mapping[str, Any]) -> str:
    parts = [f"{BETWEEN} ".join(entry[name]) if name == field.many else entry[name] for name in field.parts]
    if field.last_part_alone and not any(parts[:-1]):
        return parts[-1] if field.sign not in parts[-1] else f"{field.sign} {parts[-1]}"
    while parts and not parts[-1]:
        parts.pop()
    return f" {field.sign} ".join(parts)
