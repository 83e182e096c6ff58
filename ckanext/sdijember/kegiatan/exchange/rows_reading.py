"""Reading MS-Variabel and MS-Indikator from a workbook: all lines, or everything that is wrong with them by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.utils import get_column_letter

from ...files.exchange.workbook import Cell, Problem, SheetError, Workbook, columns, last_row
from ...kernel.domain.findings import N_, Finding, error, wrong
from ...metadata.domain.answers import answers
from ...metadata.domain.forms import ROW_FORMS, form
from ...metadata.domain.row_rules import MOST_ROWS, check_rows
from ...metadata.exchange.rows_columns import ID, NUMBER, SHEETS, column_of, label

#: In how many filled rows the heading is looked for.
_SEARCHED = 40
#: With so many known columns a row is the heading; fewer may be a coincidence.
_ENOUGH = 4
_NUMBERED = re.compile(r"\(\d+\)([-–]\(\d+\))?|\d{1,2}")

OTHER_SHEET = N_("This is the sheet of {found}; here {wanted} is expected. Choose the other file.")
NO_SHEET = N_("No sheet has the columns of {wanted}. Download the template and use its heading.")
SEVERAL = N_("The sheets {sheets} both hold such a table. Leave one of them in the file.")
EMPTY = N_("There is no line below the heading. Fill in the sheet first.")
TOO_MANY = N_("The sheet has more than {limit} lines; a kegiatan has fewer. Is it the right file?")
UNKNOWN = N_("“{heading}” is no column of this form. Delete the column, or use the heading of the template.")
UNNAMED = N_("This column has no heading, but there is something below it. Give it a heading or empty it.")
TWICE = N_("The column “{heading}” stands here twice. Delete one of them.")
LACKING = N_("This column is missing. Use the heading of the template.")
MERGED = N_("Cells {cells} are merged. Take them apart and write the value in every cell.")


@dataclass
class _Sheet:
    """What was read of a sheet.

    :param heading: row of the headings
    :param columns: number of the column → name of its field
    :param rows: row of the sheet → cells
    """

    name: str
    heading: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Lines:
    """The lines that a workbook holds, and where they stand.

    :param form_name: "variabel" or "indikator"
    :param sheet: name of the sheet
    :param rows: the lines, in plain shape, with the ``id`` they were downloaded with
    :param numbers: row of the sheet of each line
    :param letters: field name → letter of its column
    """

    form_name: str
    sheet: str
    rows: list[dict[str, Any]]
    numbers: list[int]
    letters: Mapping[str, str]

    def problem(self, finding: Finding) -> Problem:
        """The same finding at its cell."""
        number = self.numbers[finding.row - 1] if finding.row else 0
        at = f"{self.letters[finding.field]}{number}" if number and finding.field in self.letters else ""
        known = finding.field in form(self.form_name).fields
        params = dict(finding.params)
        if isinstance(params.get("row"), int):
            # "already stands in row 2" counts the rows of the sheet here
            params["row"] = self.numbers[params["row"] - 1]
        named = label(self.form_name, finding.field) if known else {}
        return Problem(replace(finding, params=params), at, number, named, self.sheet)


def read_rows(form_name: str, data: bytes) -> list[dict[str, Any]]:
    """The lines of a form in a workbook, in their order, in plain shape.

    :param form_name: "variabel" or "indikator"
    :param data: the bytes of the file
    :returns: lines as ``sdijember_rows_update`` takes them; those of a downloaded sheet with their ``id``
    :raises SheetError: everything that is wrong, each with its cell; what is merely missing is not wrong
    """
    return read_sheet(form_name, data).rows


def read_sheet(form_name: str, data: bytes) -> Lines:
    """As ``read_rows``, with the places of the lines, for checks that come after.

    :raises SheetError: everything that is wrong
    """
    book = Workbook(data)
    sheet = _Sheet(_chosen(form_name, book))
    _read(form_name, book, sheet)
    filled = {number: _values(sheet, cells) for number, cells in sheet.rows.items()}
    plain = [answers(form(form_name), values) for values in filled.values()]
    if not any(plain) and not sheet.problems:
        raise SheetError([Problem(error(form_name, EMPTY), sheet=sheet.name)])
    lines = Lines(
        form_name,
        sheet.name,
        list(_with_ids(filled.values(), plain)),
        list(filled),
        {name: get_column_letter(column) for column, name in sheet.columns.items() if name},
    )
    sheet.problems += _untaken(form_name, sheet)
    sheet.problems += [lines.problem(finding) for finding in wrong(check_rows(form_name, plain))]
    if sheet.problems:
        raise SheetError(sorted(sheet.problems, key=lambda problem: problem.line))
    return lines


def _chosen(form_name: str, book: Workbook) -> str:
    """Name of the sheet that holds the form."""
    best = {name: _most_like(book, name) for name in book.names}
    found = [name for name, (likest, _) in best.items() if likest == form_name]
    if len(found) > 1:
        named = [name for name in found if name == SHEETS[form_name]]
        found = named or found
    if len(found) == 1:
        return found[0]
    wanted = SHEETS[form_name]
    if found:
        raise SheetError([Problem(error(form_name, SEVERAL, sheets=", ".join(f"“{name}”" for name in found)))])
    others = [likest for likest, _ in best.values() if likest]
    if others:
        raise SheetError([Problem(error(form_name, OTHER_SHEET, found=SHEETS[others[0]], wanted=wanted))])
    raise SheetError([Problem(error(form_name, NO_SHEET, wanted=wanted))])


def _most_like(book: Workbook, name: str) -> tuple[str, int]:
    """The form whose heading the sheet has, and in how many columns; "" if it is no form."""
    score = dict.fromkeys(ROW_FORMS, 0)
    for count, (_, cells) in enumerate(book.rows(name)):
        if count >= _SEARCHED:
            break
        for other in ROW_FORMS:
            score[other] = max(score[other], _known(other, cells))
    likest = max(score, key=lambda other: score[other])
    return (likest, score[likest]) if score[likest] >= _ENOUGH else ("", 0)


def _known(form_name: str, cells: Sequence[Cell]) -> int:
    return len({column_of(form_name, cell.value) for cell in cells} - {None, NUMBER, ID})


def _read(form_name: str, book: Workbook, sheet: _Sheet) -> None:
    """Fill in ``sheet``: the heading, then the lines below it."""
    for number, cells in book.rows(sheet.name):
        if not sheet.heading:
            if _known(form_name, cells) >= _ENOUGH:
                sheet.heading = number
                _read_heading(form_name, sheet, cells)
            continue
        if not sheet.rows and _only_numbers(cells):
            continue
        if _says_something(sheet, cells):
            if len(sheet.rows) >= MOST_ROWS:
                raise SheetError([Problem(error(form_name, TOO_MANY, limit=MOST_ROWS), sheet=sheet.name)])
            sheet.rows[number] = cells
    for span in book.merged(sheet.name):
        if last_row(span) >= sheet.heading:
            sheet.problems.append(Problem(error(form_name, MERGED, cells=span), span, sheet.heading, sheet=sheet.name))
            sheet.columns = dict.fromkeys(columns(span), "") | sheet.columns
    sheet.problems += _stray(form_name, sheet)


def _read_heading(form_name: str, sheet: _Sheet, cells: Sequence[Cell]) -> None:
    for cell in cells:
        name = column_of(form_name, cell.value)
        at = f"{get_column_letter(cell.column)}{sheet.heading}"
        heading = " ".join(cell.value.split())[:80]
        if cell.problem or name is None:
            finding = cell.problem or error(form_name, UNKNOWN, heading=heading)
            sheet.problems.append(Problem(finding, at, sheet.heading, sheet=sheet.name))
            sheet.columns[cell.column] = ""
        elif name in sheet.columns.values():
            sheet.problems.append(Problem(error(form_name, TWICE, heading=heading), at, sheet.heading))
            sheet.columns[cell.column] = ""
        else:
            sheet.columns[cell.column] = name
    for wanted in form(form_name):
        if wanted.name not in sheet.columns.values():
            sheet.problems.append(
                Problem(error(wanted.name, LACKING), "", sheet.heading, wanted.label, sheet=sheet.name)
            )


def _only_numbers(cells: Sequence[Cell]) -> bool:
    """The row below the headings that numbers the columns, as on the printed form."""
    return len(cells) >= _ENOUGH and all(_NUMBERED.fullmatch(cell.value.replace(" ", "")) for cell in cells)


def _says_something(sheet: _Sheet, cells: Sequence[Cell]) -> bool:
    """Whether there is more than the number of the line and its id."""
    return any(sheet.columns.get(cell.column) not in (NUMBER, ID) for cell in cells)


def _stray(form_name: str, sheet: _Sheet) -> Iterator[Problem]:
    """Columns that hold something and have no heading."""
    seen: set[int] = set()
    for number, cells in sheet.rows.items():
        for cell in cells:
            if cell.column not in sheet.columns and cell.column not in seen:
                seen.add(cell.column)
                at = f"{get_column_letter(cell.column)}{number}"
                yield Problem(error(form_name, UNNAMED), at, number, sheet=sheet.name)


def _values(sheet: _Sheet, cells: Sequence[Cell]) -> dict[str, str]:
    """What a line says by the names of fields; what cannot be taken is left out."""
    found = {sheet.columns.get(cell.column, ""): cell.value for cell in cells if not cell.problem}
    found.pop("", None)
    return found


def _untaken(form_name: str, sheet: _Sheet) -> Iterator[Problem]:
    """Formulas and errors of the spreadsheet."""
    for row, (number, cells) in enumerate(sheet.rows.items(), 1):
        for cell in cells:
            name = sheet.columns.get(cell.column, "")
            if cell.problem and name != NUMBER:
                finding = replace(cell.problem, field=name or form_name, row=row)
                at = f"{get_column_letter(cell.column)}{number}"
                yield Problem(finding, at, number, label(form_name, name) if name else {}, sheet.name)


def _with_ids(lines: Any, plain: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines with their ids; a line that was copied inside the sheet, id and all, is a new one."""
    seen: set[str] = set()
    for values, line in zip(lines, plain, strict=True):
        known = values.get(ID, "").strip()
        if known and known not in seen:
            seen.add(known)
            yield {"id": known, **line}
        else:
            yield line
