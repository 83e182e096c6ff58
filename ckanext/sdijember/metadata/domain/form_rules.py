"""Rules that hold for an answer to any item of the forms of Metadata Statistik, one item at a time.

An answer that is written must be right, an answer that is not yet written may wait until the submission: so a finding
says whether it is about something missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...codes.domain import values as plain
from ...kernel.domain.findings import N_, Finding, Named, error, lack
from .answers import BETWEEN, as_text
from .answers import as_text as plain_text
from .forms import Field, Form

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
#: A NIK has 16 digits, a NIP 18; nothing else that belongs into a form has.
_PERSONAL_NUMBER = re.compile(r"(?<![\d.,])(\d{16}|\d{18}|\d{8} \d{6} \d \d{3})(?![\d.,]?\d)")
#: Letters that one cell of a spreadsheet holds.
CELL = 32_000
#: A cell of a spreadsheet holds 32,767 signs; what is longer could not be exchanged.
LONGEST_CELL = 32_000

NOT_ASKED = N_("Leave this empty: it is asked only if “{question}” is answered “{answers}”.")
NOT_IN_LIST = N_("“{value}” is not in the list. Choose one of the answers offered.")


def check_form(form: Form, values: Mapping[str, Any], today: date | None = None) -> Iterator[Finding]:
    """Every item for itself: answered if it is asked, empty if it is not, and right.

    :param values: answers in plain shape (``metadata/domain/answers.py``)
    """
    for field in form:
        value = values.get(field.name)
        if plain.is_blank(value):
            if field.required and form.applies(field, values):
                chosen = field.kind in ("code", "codes")
                yield lack(field.name, plain.CHOOSE if chosen else plain.FILL_IN)
        elif not form.applies(field, values):
            yield _not_asked(form, field)
        else:
            yield from check_answer(field, value, values, today or date.today())


def check_answer(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    """What is wrong with one answer that says something.

    :param values: the other answers, on which the choices may depend
    """
    yield from _CHECKS[field.kind](field, value, values, today)


def at_row(row: int, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The same findings, about one line of many."""
    return (replace(finding, row=row) for finding in findings)


def _not_asked(form: Form, field: Field) -> Finding:
    assert field.condition
    source = form[field.condition.field]
    content = source.codelist
    codes = sorted(field.condition.values, key=lambda code: (len(code), code))
    answers = {
        lang: " / ".join(content.label(code, lang) if content else code for code in codes) for lang in ("id", "en")
    }
    return error(field.name, NOT_ASKED, question=Named(source.label), answers=Named(answers))


def _check_text(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    text = str(value)
    if text == "-" and field.dash:
        return
    if plain.is_filler(text):
        yield error(field.name, plain.FILLER, value=text)
        return
    if field.min_length and len(text) < field.min_length:
        message = N_("Write at least {limit} letters; these are {length}.")
        yield error(field.name, message, limit=field.min_length, length=len(text))
    yield from _check_characters(field, text, field.max_length)


def _check_characters(field: Field, text: str, limit: int) -> Iterator[Finding]:
    if limit and len(text) > limit:
        message = N_("The text is too long: {length} letters, at most {limit} fit.")
        yield error(field.name, message, limit=limit, length=len(text))
    if _CONTROL.search(text):
        yield error(field.name, N_("The text holds signs that cannot be printed. Write it anew."))
    if not field.personal and _PERSONAL_NUMBER.search(text):
        message = N_("This looks like a NIK or NIP. Leave it out: the text will be public.")
        yield error(field.name, message)


def _check_number(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    limit = today.year if field.maximum == "this_year" else field.maximum
    if not re.fullmatch(r"\d{1,9}", str(value)):
        yield error(field.name, N_("“{value}” is no whole number. Write digits only."), value=value)
    elif field.minimum is not None and int(value) < field.minimum:
        yield error(field.name, N_("The number must be at least {limit}."), limit=field.minimum)
    elif isinstance(limit, int) and int(value) > limit:
        yield error(field.name, N_("The number must be at most {limit}."), limit=limit)


def _check_date(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    day = plain.parse_date(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)) else None
    if day is None:
        message = N_("“{value}” is no date. Write year-month-day, for example 2024-12-31.")
        yield error(field.name, message, value=value)
    elif not 1945 <= day.year <= 2100:
        yield error(field.name, N_("The year {year} cannot be right."), year=day.year)


def _check_code(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    code = field.codelist.get(str(value)) if field.codelist else None
    if code is None:
        yield error(field.name, NOT_IN_LIST, value=value)
    elif field.choices_by and code.attributes[field.choices_by["attribute"]] != values.get(field.choices_by["field"]):
        message = N_("“{value}” does not fit the answer before it. Choose one of the answers offered.")
        yield error(field.name, message, value=Named({"id": code.label_id, "en": code.label_en}))


def _check_codes(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    for code in value:
        if field.codelist is not None and code not in field.codelist:
            yield error(field.name, NOT_IN_LIST, value=code)


def _check_list(field: Field, value: Any, values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    main = field.parts[-1] if field.last_part_alone else field.parts[0]
    if len(value) > 500:
        yield error(field.name, N_("At most {limit} lines fit here; these are {count}."), limit=500, count=len(value))
    length = len(as_text(field, value).encode("utf-16-le")) // 2
    if length > LONGEST_CELL:
        message = N_("All lines together are too long: {length} letters, at most {limit} fit.")
        yield error(field.name, message, limit=LONGEST_CELL, length=length)
    for number, entry in enumerate(value, 1):
        if plain.is_blank(entry[main]):
            yield error(field.name, N_("Line {number} begins with nothing."), number=number)
        for name in field.parts:
            texts = entry[name] if name == field.many else [entry[name]]
            for text in texts:
                yield from _check_characters(field, text, field.max_length)
                yield from _check_signs(field, name, text, number)
    if len(plain_text(field, value)) > CELL:
        yield error(
            field.name, N_("All lines together are too long for one cell; at most {limit} letters fit."), limit=CELL
        )
    keys = [str(entry[field.parts[0]]).lower() for entry in value if entry[field.parts[0]]]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield error(field.name, N_("“{value}” stands here twice."), value=key)


def _check_signs(field: Field, part: str, text: str, number: int) -> Iterator[Finding]:
    """Signs that set parts apart, inside of a part: the cell could not be read again."""
    signs = ["\n"]
    if part != field.parts[-1]:
        signs.append(field.sign)
    if part == field.many:
        signs.append(BETWEEN)
    for sign in signs:
        if sign in text:
            shown = sign.replace("\n", "↵")
            message = N_("Line {number}: the sign {sign} sets parts apart and cannot stand in “{text}”.")
            yield error(field.name, message, number=number, sign=shown, text=text.replace("\n", " "))


_CHECKS: Mapping[str, Callable[[Field, Any, Mapping[str, Any], date], Iterator[Finding]]] = {
    "text": _check_text,
    "textarea": _check_text,
    "number": _check_number,
    "date": _check_date,
    "code": _check_code,
    "codes": _check_codes,
    "list": _check_list,
}
