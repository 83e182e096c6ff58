"""CSV and other text files: bytes to the grid of their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, BinaryIO

from ...kernel.domain.findings import N_
from ..domain.charset import Charset, charset_of
from ..domain.decisions import Decision, Decisions
from ..domain.delimiters import ROWS, announced, delimiter_of, dialect
from ..domain.grid import BeyondLimitError, Grid, gather
from ..domain.limits import Limits
from ..domain.notices import beyond, on_text
from ..domain.remarks import Remark, remark
from .unreadable import UnreadableError

NOT_TEXT = N_(
    "This is no text: the file cannot be read as a table. Open it in a spreadsheet and save it as “CSV UTF-8”."
)
_BROKEN = N_(
    "Letters in line {row} are neither UTF-8, as in the rest of the file, nor readable otherwise. "
    "Open the file where it comes from, and save it as “CSV UTF-8”."
)
_OLD = N_("The text is not in UTF-8, so letters such as é may look wrong. Save the file as “CSV UTF-8”.")
_COMMA = N_("Columns are set apart by “{delimiter}”. It works, but a comma is the standard for CSV.")
_QUOTES = N_(
    "A quotation mark in row {row} is not closed, or something stands behind the closing one. "
    "Double quotation marks within a value, or say that the file uses none."
)
_ONE_COLUMN = N_("The file has a single column. If there are more, set them apart by commas.")
_BUFFER = 1 << 16


def grid_of(stream: BinaryIO, fixed: Decisions, limits: Limits) -> tuple[Grid, Decisions, list[Remark]]:
    """The cells of a text file.

    :param fixed: the producer's corrections
    :returns: the grid, what was decided, what is to be said
    :raises UnreadableError: it is no text
    :raises BeyondLimitError: there is more of it than is taken
    """
    charset = charset_of(stream, fixed.file.get("encoding"))
    if charset.decision is None:
        raise UnreadableError(_unreadable(stream, charset))
    decisions = Decisions({"encoding": charset.decision})
    lines = list(islice(_lines(stream, charset), ROWS))
    named = announced(lines[0]) if lines else ""
    quote = fixed.file.get("quote") or Decision('"')
    delimiter = fixed.file.get("delimiter") or (Decision(named) if named else delimiter_of(lines, str(quote.value)))
    decisions = decisions.with_file(delimiter=delimiter, quote=quote)
    remarks = [*_said(decisions), *on_text(decisions)]
    try:
        grid = _gather(stream, charset, decisions, bool(named), limits, strict=bool(quote.value))
    except csv.Error:
        found = _bad_quote(stream, charset, decisions, bool(named))
        too_long = beyond(BeyondLimitError("cell_length", csv.field_size_limit(), limits.cell_length))
        try:
            bare = decisions.with_file(quote=Decision(""))
            grid = _gather(stream, charset, bare, bool(named), limits, strict=False)
        except csv.Error as problem:
            # without quotation marks too there is a cell that the standard library's reader does not take
            raise UnreadableError(too_long, decisions=decisions) from problem
        remarks.append(found)
        if "quote" not in fixed.file:
            decisions = decisions.with_file(quote=Decision('"', False, ("",)))
    if grid.width == 1:
        remarks.append(remark("one-column", _ONE_COLUMN))
    return grid, decisions, remarks


def _said(decisions: Decisions) -> Iterator[Remark]:
    if decisions.get("encoding") == "cp1252":
        yield remark("not-utf-8", _OLD)
    delimiter = decisions.get("delimiter")
    if delimiter != ",":
        yield remark("delimiter", _COMMA, delimiter={"\t": "tab"}.get(delimiter, delimiter))


def _unreadable(stream: BinaryIO, charset: Charset) -> Remark:
    if charset.broken_at < 0:
        return remark("not-text", NOT_TEXT, "error")
    stream.seek(0)
    row = stream.read(charset.broken_at).count(b"\n") + 1
    return remark("broken-text", _BROKEN, "error", row=row)


def _gather(
    stream: BinaryIO, charset: Charset, decisions: Decisions, skip: bool, limits: Limits, *, strict: bool
) -> Grid:
    return gather(_rows(stream, charset, decisions, skip, strict), limits, ragged=True)


def _bad_quote(stream: BinaryIO, charset: Charset, decisions: Decisions, skip: bool) -> Remark:
    """The row in which the rules of quotation marks are broken; what goes on without end is not closed either."""
    row = 1
    with suppress(csv.Error):
        for _ in _rows(stream, charset, decisions, skip, True):
            row += 1
    return remark("bad-quote", _QUOTES, "error", missing=True, cell=str(row), row=row)


def _rows(stream: BinaryIO, charset: Charset, decisions: Decisions, skip: bool, strict: bool) -> Iterator[list[str]]:
    lines = _lines(stream, charset)
    if skip:
        next(lines, None)
    return csv.reader(lines, delimiter=decisions.get("delimiter"), strict=strict, **dialect(decisions.get("quote")))


def _lines(stream: BinaryIO, charset: Charset) -> Iterator[str]:
    """Lines with their ends; a lone carriage return ends one too."""
    assert charset.decision is not None
    stream.seek(charset.mark)
    text = io.TextIOWrapper(
        io.BufferedReader(_Unclosed(stream), _BUFFER), encoding=str(charset.decision.value), newline=""
    )
    yield from text


class _Unclosed(io.RawIOBase):
    """A stream that whoever wraps it does not close."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
