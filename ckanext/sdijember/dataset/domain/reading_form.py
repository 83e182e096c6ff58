"""The form in which a producer answers and corrects how a file was read: its fields, and what was filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...kernel.domain.findings import N_
from ...tables.domain.cells import Kind
from ...tables.domain.decisions import ENCODINGS, PRODUCER, Decision, Decisions
from ...tables.domain.table import Sheet

#: Words of what is decided.
LABELS = {
    "encoding": N_("Encoding of the letters"),
    "delimiter": N_("Sign between columns"),
    "quote": N_("Quotation mark"),
    "sheet": N_("Sheet that is the table"),
    "records": N_("List that is the table"),
    "header": N_("Rows with the column names"),
    "first_row": N_("First row of data"),
    "last_row": N_("Last row of data"),
    "left_out": N_("Rows that are no data"),
    "name": N_("Column name"),
    "kind": N_("Content"),
    "number_format": N_("How numbers are written"),
    "date_format": N_("How dates are written"),
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "encoding": {"utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "cp1252": "Windows-1252"},
    "delimiter": {",": N_("comma ,"), ";": N_("semicolon ;"), "\t": N_("tabulator"), "|": N_("bar |")},
    "quote": {'"': '"', "'": "'", "": N_("none")},
    "kind": {
        Kind.INTEGER.value: N_("Whole number"),
        Kind.DECIMAL.value: N_("Decimal number"),
        Kind.BOOLEAN.value: N_("Yes or no"),
        Kind.DATE.value: N_("Date"),
        Kind.TIME.value: N_("Hour"),
        Kind.DATETIME.value: N_("Date and hour"),
        Kind.CODE.value: N_("Code"),
        Kind.TEXT.value: N_("Text"),
    },
    "number_format": {",.": "1.234,5", ".,": "1,234.5", ", ": "1 234,5", ". ": "1 234.5"},
    "date_format": {"dmy": "31/12/2024", "mdy": "12/31/2024", "ymd": "2024-12-31"},
}
_CHOSEN, _ROWS, _ROW = ("encoding", "delimiter", "quote", "sheet", "records"), ("header", "left_out"), (
    "first_row", "last_row",
)  # fmt: skip
_OF_COLUMNS = ("kind", "number_format", "date_format")
#: Stands for "as the file says" in a list of choices; no value of a decision.
AS_READ = "*"
#: The quotation mark that is none, which a form cannot tell from a field that was left empty.
_NONE = "-"
BAD_ROWS = N_("Write numbers of rows, such as 1 or 1-2 or 5, 9. Write 0 if there is none.")
_SPAN = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_MOST_ROWS = 10_000


@dataclass(frozen=True)
class Field:
    """A field of the form.

    :param name: in the form
    :param label: what is decided; to be translated
    :param decision: what was decided; None if nothing was
    :param choices: values and their words, to be translated unless they are names; none if it is typed
    :param typed: what stands in a field that is typed
    """

    name: str
    label: str
    decision: Decision | None
    choices: tuple[tuple[str, str], ...] = ()
    typed: str = ""

    @property
    def asked(self) -> bool:
        """Whether it has to be answered before the data are submitted."""
        return self.decision is not None and not self.decision.certain

    @property
    def chosen(self) -> str:
        """The choice of the producer; AS_READ if there is none."""
        mine = self.decision is not None and self.decision.by == PRODUCER
        return _written(self.decision.value) if mine and self.decision else AS_READ

    @property
    def read_as(self) -> str:
        """Words of what was read."""
        value = _written(self.decision.value) if self.decision else ""
        return dict(self.choices).get(value, value)


def of_file(decisions: Decisions, sheets: Sequence[Sheet]) -> list[Field]:
    """Fields about the whole file, in the order in which things are decided."""
    return list(_of_file(decisions, sheets))


def _of_file(decisions: Decisions, sheets: Sequence[Sheet]) -> Iterator[Field]:
    for key in (*_CHOSEN, *_ROWS[:1], *_ROW, *_ROWS[1:]):
        decision = decisions.file.get(key)
        if decision is None:
            continue
        choices = tuple(_choices(key, decision, sheets)) if key in _CHOSEN else ()
        mine = decision.by == PRODUCER
        yield Field(f"file:{key}", LABELS[key], decision, choices, "" if choices or not mine else _rows(decision.value))


def of_column(decisions: Decisions, position: int) -> list[Field]:
    """Fields about one column: what it holds, and how that is written."""
    decided = decisions.columns.get(position, {})
    return [
        Field(f"column:{position}:{key}", LABELS[key], decided[key], tuple(WORDS[key].items()))
        for key in _OF_COLUMNS
        if key in decided
    ]


def name_of(decisions: Decisions, position: int) -> Field:
    """The field for the name of a column."""
    decision = decisions.columns.get(position, {}).get("name")
    typed = str(decision.value) if decision and decision.by == PRODUCER else ""
    return Field(f"column:{position}:name", LABELS["name"], decision, (), typed)


def filled_in(form: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What was filled in, as ``decisions.corrections`` takes it, and what is wrong by name of the field.

    A field that is left as it was read says nothing, so that the reader decides.
    """
    file: dict[str, Any] = {}
    columns: dict[str, dict[str, Any]] = {}
    wrong: dict[str, str] = {}
    for name, said in form.items():
        part, _, rest = name.partition(":")
        position, _, key = rest.rpartition(":")
        value: Any = said.strip() if key in ("name", *_ROWS, *_ROW) else said
        if part not in ("file", "column") or key not in LABELS or value in ("", AS_READ):
            continue
        if key in (*_ROWS, *_ROW):
            numbers = _numbers(value)
            if numbers is None or (key in _ROW and len(numbers) != 1):
                wrong[name] = BAD_ROWS
                continue
            value = numbers[0] if key in _ROW else numbers
        elif key in ("quote", "records") and value == _NONE:
            value = ""
        if part == "file":
            file[key] = value
        else:
            columns.setdefault(position, {})[key] = value
    return {name: one for name, one in (("file", file), ("columns", columns)) if one}, wrong


def words_of(key: str, value: Any) -> str:
    """A decision in words; to be translated unless it is a name or a number."""
    said = value if isinstance(value, str) else _rows(value)
    return WORDS.get(key, {}).get(said) or said or "/"


def _choices(key: str, decision: Decision, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    if key == "sheet":
        yield from ((one.name, one.name) for one in sheets if one.visibility == "visible" and one.rows)
    elif key == "records":
        values = dict.fromkeys((decision.value, *decision.alternatives))
        yield from ((_written(value), str(value) or "/") for value in values)
    else:
        known = ENCODINGS if key == "encoding" else tuple(WORDS[key])
        yield from ((_written(value), WORDS[key][value]) for value in known)


def _written(value: Any) -> str:
    return _rows(value) if isinstance(value, list | tuple | int) else str(value) or _NONE


def _rows(value: Any) -> str:
    numbers = sorted(value) if isinstance(value, list | tuple) else [value]
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans) or "0"


def _numbers(said: str) -> list[int] | None:
    """Numbers of rows; none for "0", None if something else was written."""
    found: list[int] = []
    for part in said.split(","):
        span = _SPAN.fullmatch(part.strip())
        if span is None:
            return None
        first, last = int(span[1]), int(span[2] or span[1])
        if last < first or last - first > _MOST_ROWS:
            return None
        found += range(first, last + 1)
    return None if len(found) > _MOST_ROWS or (0 in found and found != [0]) else [one for one in found if one]
