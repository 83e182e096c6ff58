"""What is untidy about a table, told from its first rows: it should have one row of names, at the top."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from ...kernel.domain.findings import N_, Finding, error, warning
from .formats import bom_encoding, is_binary

ROWS = 200
_CHUNK = 1 << 20
_SAMPLE = 1 << 18
_CP1252_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_NUMBER = re.compile(r"-?[\d.,\s]*\d%?")
_COUNTING = re.compile(r"\(?\d{1,2}\)?")
_TOTAL = re.compile(r"(jumlah|total)( (total|keseluruhan|seluruhnya))?|kabupaten jember|jumlah/total", re.I)

Rows = Sequence[Sequence[str]]

UNREADABLE = N_(
    "This is no text: the file cannot be read as a table. Open it in a spreadsheet and save it as CSV UTF-8."
)
NO_DATA = N_("The file holds no data: there is nothing below the column names.")


def check_csv(stream: BinaryIO) -> list[Finding]:
    """The whole file is text, and its first rows are a tidy table."""
    encoding = _encoding(stream)
    if encoding is None:
        return [error("upload", UNREADABLE)]
    found = []
    if encoding == "cp1252":
        message = N_("The text is not in UTF-8, so letters such as é may look wrong. Save the file as “CSV UTF-8”.")
        found.append(warning("upload", message))
    stream.seek(0)
    raw = stream.read(_SAMPLE)
    text = raw.decode(encoding, errors="ignore")
    whole = len(raw) < _SAMPLE
    delimiter = _delimiter(text)
    if delimiter != ",":
        name = {"\t": "tab"}.get(delimiter, delimiter)
        message = N_("Columns are set apart by “{delimiter}”. It works, but a comma is the standard for CSV.")
        found.append(warning("upload", message, delimiter=name))
    rows = list(_rows(text if whole else text.rpartition("\n")[0], delimiter))
    return found + lint_rows(rows)


def first_rows(raw: bytes, count: int) -> list[list[str]]:
    """The first rows of a CSV, for people to look at; nothing if it is no text.

    :param raw: the beginning of the file; a last line that may be cut off is left out
    :param count: how many, the row of names included
    """
    lines = raw.rpartition(b"\n")[0] or raw
    encoding = _encoding(io.BytesIO(lines))
    if encoding is None:
        return []
    text = lines.decode(encoding, errors="ignore")
    return list(islice((row for row in _rows(text, _delimiter(text)) if any(row)), count))


def head_rows(stream: BinaryIO) -> list[list[str]]:
    """The first rows of a CSV that the check has let pass, blank ones included."""
    encoding = _encoding(stream)
    stream.seek(0)
    raw = stream.read(_SAMPLE)
    if encoding is None:
        return []
    text = raw.decode(encoding, errors="ignore")
    return list(_rows(text if len(raw) < _SAMPLE else text.rpartition("\n")[0], _delimiter(text)))


def all_rows(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Every row of a CSV with its number, one after the other."""
    encoding = _encoding(stream)
    stream.seek(0)
    text = stream.read(_SAMPLE).decode(encoding or "utf-8", errors="ignore")
    delimiter = _delimiter(text)
    stream.seek(0)
    lines = codecs.getreader(encoding or "utf-8")(stream, errors="replace")
    with suppress(csv.Error):
        yield from enumerate(csv.reader(lines, delimiter=delimiter), 1)


def header_of(rows: Rows) -> tuple[int, list[str]] | None:
    """The row of column names: its number and the names, blank ones at its end left out; None if there is no table."""
    filled = [(number, _trim(row)) for number, row in enumerate(rows, 1)]
    filled = [(number, row) for number, row in filled if any(row)]
    if len(filled) < 2:
        return None
    return filled[_header_at(filled)]


def _header_at(filled: Sequence[tuple[int, Sequence[str]]]) -> int:
    """Which of the filled rows holds the names: the first that is about as wide as most."""
    width = Counter(sum(map(bool, row)) for _, row in filled).most_common(1)[0][0]
    return next((i for i, (_, row) in enumerate(filled) if sum(map(bool, row)) >= max(1, 0.6 * width)), 0)


def lint_rows(rows: Rows) -> list[Finding]:
    """Remarks on the first rows of a table; an error if it holds nothing but names.

    :param rows: cells as text, blank rows included, so that row numbers are those people see
    """
    filled = [(number, _trim(row)) for number, row in enumerate(rows, 1)]
    filled = [(number, row) for number, row in filled if any(row)]
    if len(filled) < 2:
        return [error("upload", NO_DATA)]
    at = _header_at(filled)
    number, header = filled[at]
    body = filled[at + 1 :]
    if not body:
        return [error("upload", NO_DATA)]
    return [*_above(number), *_header(number, header, body), *_body(header, body)]


def _above(number: int) -> Iterator[Finding]:
    if number > 1:
        message = N_("The column names stand in row {row}. Delete the rows above them, so that they stand in row 1.")
        yield warning("upload", message, row=number)


def _header(number: int, header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Finding]:
    if all(_NUMBER.fullmatch(cell) for cell in header if cell) and not all(_year(cell) for cell in header if cell):
        yield warning("upload", N_("Row {row} holds figures where column names should stand."), row=number)
        return
    width = max(len(row) for _, row in body)
    nameless = [i + 1 for i in range(width) if i >= len(header) or not header[i]]
    if nameless:
        message = N_("Column {column} has no name. Each column needs its own name in one single row.")
        yield warning("upload", message, column=nameless[0])
    twice = [cell for cell, n in Counter(cell.lower() for cell in header if cell).items() if n > 1]
    if twice:
        yield warning("upload", N_("Two columns are called “{name}”. Give each its own name."), name=twice[0])


def _body(header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Finding]:
    number, first = body[0]
    counting = [cell for cell in first if cell]
    if len(counting) > 1 and all(_COUNTING.fullmatch(cell) for cell in counting) and "(" in counting[0]:
        yield warning("upload", N_("Row {row} only counts the columns. Delete it."), row=number)
    total = next((n for n, row in body if any(_TOTAL.fullmatch(cell) for cell in row[:2])), None)
    if total:
        message = N_("Row {row} looks like a total. Delete totals: others add the rows up, and would count twice.")
        yield warning("upload", message, row=total)


def _encoding(stream: BinaryIO) -> str | None:
    """UTF-8, UTF-16 or Windows-1252, whichever reads the whole file; None if none does."""
    stream.seek(0)
    head = stream.read(4)
    announced = bom_encoding(head)
    if announced == "utf-16":
        return announced if _decodes(stream, "utf-16") else None
    stream.seek(0)
    holes = False
    while chunk := stream.read(_CHUNK):
        if is_binary(chunk):
            return None
        holes = holes or bool(_CP1252_HOLES.search(chunk))
    if _decodes(stream, "utf-8"):
        return "utf-8-sig"
    return None if holes else "cp1252"


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """The sign that cuts the most lines into the same number of columns; a comma if none does."""
    lines = [line for line in text.splitlines()[:ROWS] if line.strip()]
    best, score = ",", 0
    for sign in (",", ";", "\t", "|"):
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        width, n = max(counts.items(), key=lambda item: (item[0] > 1) * item[1], default=(1, 0))
        if width > 1 and n > score:
            best, score = sign, n
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for _, row in zip(range(ROWS), csv.reader(io.StringIO(text), delimiter=delimiter), strict=False):
            yield row
    except csv.Error:
        return


def _trim(row: Sequence[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _year(cell: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d{2}", cell))
