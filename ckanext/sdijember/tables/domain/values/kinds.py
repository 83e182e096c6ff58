"""What kind a column is, told from all of its cells: the kind, the number format, the order of day and month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from ..cells import Kind, Raw, text_of
from ..decisions import DATE_FORMATS, DICTIONARY, NUMBER_FORMATS, Decision
from ..declared import Declared
from . import moments, numbers

#: Names of columns whose figures are codes: nobody adds them up.
_CODE_NAME = re.compile(r"(kode|code|npsn|nspp?|nss|nsm|nik|nip|nisn|nuptk|npwp|kodepos|telp?|telepon|hp|handphone|wa)")
_AMOUNT_NAME = re.compile(r"(jumlah|banyak|total|rata|persen|luas)")
_DOTTED = re.compile(r"\d{1,4}([.-]\d{1,6}){1,5}")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z./_-]{0,39}")
#: From so many digits on a whole number is a name of something: nobody counts so far, and no spreadsheet holds it.
_LONG = 16
_LOOKS_LIKE_MOMENT = re.compile(
    r"\d{1,4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,4}(?:[ T][\d:.]+)?|\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{4}(?: [\d:.]+)?"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}(?: [\d:.]+)?|\d{1,2}:\d{2}[\d:.]*"
)
_BOOLEANS = frozenset(("true", "false"))


@dataclass
class Census:
    """How many rows of a column hold what.

    :param total: rows that say something
    :param numbers: per number format, rows that are numbers in it
    :param any_number: rows that are numbers in any
    :param days: per order of day and month, rows that are days, with or without an hour
    :param any_day: rows that are days in any
    """

    total: int = 0
    numbers: Counter[str] = field(default_factory=Counter)
    any_number: int = 0
    days: Counter[str] = field(default_factory=Counter)
    any_day: int = 0
    with_hour: int = 0
    times: int = 0
    booleans: int = 0
    leading_zero: int = 0
    digits: int = 0
    long: int = 0
    dotted: int = 0
    codes: int = 0
    whole: int = 0
    fractional: int = 0
    fractions: Counter[str] = field(default_factory=Counter)
    #: one text for each shape of a number, and the texts of days: what readings are compared by
    number_shapes: dict[str, str] = field(default_factory=dict)
    day_texts: list[str] = field(default_factory=list)


def census(cells: Iterable[tuple[Raw, int]]) -> Census:
    """Count the cells of a column.

    :param cells: distinct cells that say something, and how many rows hold each
    """
    found = Census()
    shapes: dict[str, int] = {}
    samples: dict[str, str] = {}
    moments_by_shape: dict[str, list[tuple[str, int]]] = {}
    for raw, rows in cells:
        if not isinstance(raw, str):
            _count_typed(found, raw, rows)
            continue
        text = raw.strip()
        shape = numbers.shape(text)
        if shape in shapes:
            shapes[shape] += rows
        else:
            shapes[shape], samples[shape] = rows, text
            if _LOOKS_LIKE_MOMENT.fullmatch(text):
                moments_by_shape[shape] = []
        if shape in moments_by_shape:
            moments_by_shape[shape].append((text, rows))
        found.booleans += rows if text.casefold() in _BOOLEANS else 0
        found.total += rows
    _add_typed(found)
    for shape, rows in shapes.items():
        _count_shape(found, shape, samples[shape], rows)
    for texts in moments_by_shape.values():
        for text, rows in texts:
            _count_moment(found, text, rows)
    return found


def _count_typed(found: Census, raw: Raw, rows: int) -> None:
    found.total += rows
    if isinstance(raw, bool):
        found.booleans += rows
    elif isinstance(raw, int):
        found.whole += rows
        found.codes += rows if raw >= 0 else 0
        found.digits += rows if raw >= 0 else 0
    elif isinstance(raw, Decimal):
        found.fractional += rows
    elif isinstance(raw, date):
        found.any_day += rows
        found.with_hour += rows if isinstance(raw, datetime) else 0
        for form in DATE_FORMATS:
            found.days[form] += rows
    elif isinstance(raw, time):
        found.times += rows


def _add_typed(found: Census) -> None:
    """Numbers that are no text are numbers in every format."""
    found.any_number += found.whole + found.fractional
    for form in NUMBER_FORMATS:
        found.numbers[form] += found.whole + found.fractional
        found.fractions[form] += found.fractional


def _count_shape(found: Census, shape: str, sample: str, rows: int) -> None:
    """Cells that differ in their digits alone."""
    if shape.isascii() and shape.isdigit():
        found.digits += rows
        found.codes += rows
        found.leading_zero += rows if numbers.has_leading_zero(shape) else 0
        found.long += rows if len(shape) >= _LONG else 0
    elif _CODE.fullmatch(sample) and any(map(str.isdigit, sample)):
        found.codes += rows
        found.dotted += rows if _DOTTED.fullmatch(sample) else 0
    forms, fractional = _readings(sample)
    if forms:
        found.any_number += rows
        found.number_shapes[shape] = sample
    for form in forms:
        found.numbers[form] += rows
        found.fractions[form] += rows if form in fractional else 0


def _count_moment(found: Census, text: str, rows: int) -> None:
    if moments.hour(text):
        found.times += rows
    elif days := moments.forms(text):
        found.any_day += rows
        found.with_hour += rows if ":" in text else 0
        found.day_texts.append(text)
        for form in days:
            found.days[form] += rows


def _readings(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The formats a text is a number in, and those in which that number has decimals."""
    read = {form: value for form in NUMBER_FORMATS if (value := numbers.number(text, form)) is not None}
    return frozenset(read), frozenset(form for form, value in read.items() if isinstance(value, Decimal))


def decide(found: Census, name: str, declared: Declared | None, fixed: Mapping[str, Decision]) -> dict[str, Decision]:
    """Kind and formats of a column.

    :param found: what its cells are
    :param name: its name
    :param declared: what the dictionary says of it
    :param fixed: what its producer decided
    :returns: ``kind``, and ``number_format`` or ``date_format`` where cells written as text need one
    """
    kind = fixed.get("kind")
    if kind is None and declared is not None and declared.kind is not None:
        kind = Decision(declared.kind.value, by=DICTIONARY)
        if declared.kind is Kind.DATE and found.with_hour:
            kind = Decision(Kind.DATETIME.value, by=DICTIONARY)
    if kind is None:
        kind = propose(found, name)
    decided = {"kind": kind}
    if Kind(kind.value).numeric and found.number_shapes:
        decided["number_format"] = fixed.get("number_format") or number_format(found)
    if kind.value in (Kind.DATE.value, Kind.DATETIME.value) and found.day_texts:
        decided["date_format"] = fixed.get("date_format") or date_format(found)
    if "kind" not in fixed and kind.by != DICTIONARY and Kind(kind.value).numeric:
        form = decided["number_format"].value if "number_format" in decided else NUMBER_FORMATS[0]
        decided["kind"] = Decision(
            (Kind.DECIMAL if found.fractions[form] else Kind.INTEGER).value, kind.certain, kind.alternatives
        )
    return decided


def propose(found: Census, name: str) -> Decision:
    """The kind that the cells of a column have; not certain if some of them are of another."""
    if not found.total:
        return Decision(Kind.TEXT.value)
    if _is_code(found, name):
        return Decision(Kind.CODE.value)
    shares = (
        (Kind.INTEGER, max(found.numbers.values(), default=0), found.any_number),
        (Kind.DATETIME if found.with_hour else Kind.DATE, max(found.days.values(), default=0), found.any_day),
        (Kind.TIME, found.times, found.times),
        (Kind.BOOLEAN, found.booleans, found.booleans),
    )
    for kind, rows, _ in shares:
        if rows == found.total:
            return Decision(kind.value)
    for kind, _, rows in shares:
        if 2 * rows > found.total:
            return Decision(kind.value, False, (Kind.TEXT.value,))
    return Decision(Kind.TEXT.value)


def _is_code(found: Census, name: str) -> bool:
    whole = found.codes == found.total
    if whole and (found.leading_zero or found.long) and found.digits == found.total:
        return True
    if found.dotted == found.total > found.any_number and not found.any_day:
        return True
    words = re.split(r"[^a-z]+", name.casefold())
    named = any(_CODE_NAME.fullmatch(word) for word in words) and not any(map(_AMOUNT_NAME.match, words))
    return whole and named


def number_format(found: Census) -> Decision:
    """How numbers are written in a column; not certain if some can be read in two ways and nothing tells which."""
    most = max(found.numbers.values())
    fitting = [form for form in _LIKELY if found.numbers[form] == most]
    return _single(fitting, lambda form: tuple(numbers.number(text, form) for text in found.number_shapes.values()))


#: In which order readings are offered: a point between groups of three is most often the Indonesian way of thousands.
_LIKELY = (",.", ".,", ", ", ". ")


def date_format(found: Census) -> Decision:
    """In which order day and month stand in a column; not certain if nothing tells which."""
    most = max(found.days.values())
    fitting = [form for form in DATE_FORMATS if found.days[form] == most]
    texts = found.day_texts[:1000]
    return _single(fitting, lambda form: tuple(moments.day(text.split(" ")[0], form) for text in texts))


def _single(fitting: Sequence[str], reading) -> Decision:
    """One of several formats, and those that would read the same cells otherwise."""
    first: dict[object, str] = {}
    for form in fitting:
        first.setdefault(reading(form), form)
    value, *others = first.values()
    return Decision(value, not others, tuple(others))


def says_no_number(raw: Raw) -> bool:
    """Whether a cell is a word, as names of columns are: no number, no day, no hour."""
    if not isinstance(raw, str):
        return False
    text = text_of(raw).strip()
    return bool(text) and not numbers.forms(text) and not moments.forms(text) and not moments.hour(text)
