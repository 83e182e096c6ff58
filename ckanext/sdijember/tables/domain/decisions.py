"""What the reader decided about a file, how sure it was, and how a producer's corrections overrule it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .cells import Kind

#: Who decided: the file's own content, its producer, or the declared dictionary.
FILE, PRODUCER, DICTIONARY = "file", "producer", "dictionary"
#: Number formats: the sign of decimals, then the sign that may group thousands.
NUMBER_FORMATS = (".,", ",.", ". ", ", ")
#: Orders of day, month and year.
DATE_FORMATS = ("dmy", "mdy", "ymd")
DELIMITERS = (",", ";", "\t", "|")


class CorrectionError(ValueError):
    """A correction that no reader can follow; the text says which (English, for the log: forms offer choices)."""


@dataclass(frozen=True)
class Decision:
    """One thing that was decided.

    :param value: what was taken; JSON
    :param certain: whether the file leaves no other reading
    :param alternatives: what else it may be, likeliest first; asked of the producer when not certain
    :param by: FILE, PRODUCER or DICTIONARY
    """

    value: Any
    certain: bool = True
    alternatives: tuple[Any, ...] = ()
    by: str = FILE

    def stored(self) -> dict[str, Any]:
        """The decision as JSON keeps it."""
        return {
            "value": self.value,
            "certain": self.certain,
            "alternatives": list(self.alternatives),
            "by": self.by,
        }


#: What is decided of the whole file, in the order in which it is decided.
FILE_KEYS = (
    "encoding",  # name of a Python codec; text files
    "delimiter",  # one of DELIMITERS; text files
    "quote",  # '"', "'" or ""; text files
    "sheet",  # name of the sheet; workbooks
    "records",  # JSON Pointer of the list that is the table; JSON
    "header",  # numbers of the rows that name the columns, [] if none does
    "first_row",  # number of the first row of data
    "last_row",  # number of the last row of data
    "left_out",  # numbers of rows between them that are no data: column numbers, totals
)
#: What is decided of one column.
COLUMN_KEYS = (
    "name",  # the name, where the file's is blank, doubled or wrong
    "kind",  # a ``Kind``
    "number_format",  # one of NUMBER_FORMATS; numbers written as text
    "date_format",  # one of DATE_FORMATS; dates written as text
)


@dataclass(frozen=True)
class Decisions:
    """All that was decided of one file.

    :param file: decision by key of FILE_KEYS; a key that means nothing in the format is absent
    :param columns: by number of the column in the sheet (from 1), decision by key of COLUMN_KEYS
    """

    file: Mapping[str, Decision] = field(default_factory=dict)
    columns: Mapping[int, Mapping[str, Decision]] = field(default_factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        """The value decided for the file under ``key``."""
        decision = self.file.get(key)
        return default if decision is None else decision.value

    def of_column(self, column: int, key: str, default: Any = None) -> Any:
        """The value decided for a column (number in the sheet, from 1) under ``key``."""
        decision = self.columns.get(column, {}).get(key)
        return default if decision is None else decision.value

    def with_file(self, **decided: Decision) -> Decisions:
        """The same with more decisions on the file."""
        return replace(self, file={**self.file, **decided})

    def with_column(self, column: int, **decided: Decision) -> Decisions:
        """The same with more decisions on one column."""
        return replace(self, columns={**self.columns, column: {**self.columns.get(column, {}), **decided}})

    def open_questions(self) -> list[tuple[int, str, Decision]]:
        """What has to be asked of the producer: number of the column (0: the file), key, decision."""
        found = [(0, key, one) for key, one in self.file.items() if not one.certain]
        found += [(at, k, one) for at in sorted(self.columns) for k, one in self.columns[at].items() if not one.certain]
        return found

    def stored(self) -> dict[str, Any]:
        """The decisions as JSON keeps them."""
        return {
            "file": {key: one.stored() for key, one in self.file.items()},
            "columns": {
                str(at): {key: one.stored() for key, one in self.columns[at].items()} for at in sorted(self.columns)
            },
        }

    def canonical(self) -> str:
        """What was decided, and nothing of how, as one text: this is hashed, approved and compared."""
        values = {
            "file": {key: one.value for key, one in self.file.items()},
            "columns": {
                str(at): {key: one.value for key, one in self.columns[at].items()} for at in sorted(self.columns)
            },
        }
        return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def settled(self) -> Decisions:
        """The same as corrections: read again with these, a file can be taken in no other way."""
        return Decisions(
            {key: replace(one, certain=True, by=PRODUCER) for key, one in self.file.items()},
            {
                at: {key: replace(one, certain=True, by=PRODUCER) for key, one in decided.items()}
                for at, decided in self.columns.items()
            },
        )


def corrections(given: Mapping[str, Any]) -> Decisions:
    """A producer's corrections, checked.

    :param given: ``{"file": {key: value}, "columns": {"3": {key: value}}}``; a value may also be a whole decision as
        ``Decision.stored`` writes it, so that what was stored can be given back as it is
    :raises CorrectionError: a key or a value is none
    """
    if not isinstance(given, Mapping) or set(given) - {"file", "columns"}:
        raise CorrectionError("corrections have the parts “file” and “columns”")
    file, columns = given.get("file", {}), given.get("columns", {})
    if not isinstance(file, Mapping) or not isinstance(columns, Mapping):
        raise CorrectionError("corrections are objects")
    found: dict[int, dict[str, Decision]] = {}
    for at, decided in columns.items():
        if not str(at).isascii() or not str(at).isdigit() or not isinstance(decided, Mapping):
            raise CorrectionError(f"column {at!r}")
        found[int(at)] = {key: _correction(key, value, COLUMN_KEYS) for key, value in decided.items()}
    return Decisions({key: _correction(key, value, FILE_KEYS) for key, value in file.items()}, found)


def _correction(key: str, given: Any, keys: tuple[str, ...]) -> Decision:
    value = given["value"] if isinstance(given, Mapping) and "value" in given else given
    if key not in keys or not _ALLOWED[key](value):
        raise CorrectionError(f"{key}: {value!r}")
    return Decision(value, by=PRODUCER)


def _is_row(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 1 << 31


def _are_rows(value: Any, most: int = 100_000) -> bool:
    return isinstance(value, list | tuple) and len(value) <= most and all(map(_is_row, value))


def _are_names(value: Any) -> bool:
    return _are_rows(value, 10)


#: Encodings that a producer may name.
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
_ALLOWED = {
    "encoding": lambda value: value in ENCODINGS,
    "delimiter": lambda value: value in DELIMITERS,
    "quote": lambda value: value in ('"', "'", ""),
    "sheet": lambda value: isinstance(value, str) and 0 < len(value) <= 255,
    "records": lambda value: isinstance(value, str) and len(value) <= 255,
    "header": _are_names,
    "first_row": _is_row,
    "last_row": _is_row,
    "left_out": _are_rows,
    "name": lambda value: isinstance(value, str) and 0 < len(value.strip()) <= 300,
    "kind": lambda value: value in [kind.value for kind in Kind],
    "number_format": lambda value: value in NUMBER_FORMATS,
    "date_format": lambda value: value in DATE_FORMATS,
}
