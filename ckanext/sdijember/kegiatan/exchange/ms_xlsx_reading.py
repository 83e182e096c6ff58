"""Reading the workbook of a kegiatan: the answers of all three forms, or everything that is wrong by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from typing import Any

from ...codes.domain.values import is_blank
from ...files.exchange.workbook import Cell, Problem, SheetError, Workbook
from ...kernel.domain.findings import N_, Finding, error, wrong
from ...metadata.domain.answers import answer, taken_apart
from ...metadata.domain.forms import ROW_FORMS, Field, form
from ...metadata.domain.kegiatan_facts import Kegiatan
from ...metadata.domain.kegiatan_rules import check_kegiatan
from ...metadata.exchange.rows_columns import SHEETS
from .ms_xlsx import ANSWER, CODE, NAME, SHEET, key_of
from .outcome import Reading
from .rows_reading import EMPTY, read_rows

NO_SHEET = N_("No sheet has the columns “{answer}” and “{name}” of {wanted}. Download the template and use it.")
UNKNOWN = N_("“{name}” is no item of MS-Keg. Use the names of the template.")
UNNAMED = N_("There is an answer here, but the column “{name}” does not say to what. Use the rows of the template.")
TWICE = N_("The item “{name}” stands here twice. Delete one of the rows.")
LACKING = N_("The row of this item is missing. Use the rows of the template.")
CONFLICT = N_("The code “{code}” and the answer “{answer}” do not fit each other. Correct one, or empty the code.")
MERGED = N_("Cells {cells} are merged. Take them apart and write the value in every cell.")
#: In how many filled rows the heading is looked for.
_SEARCHED = 40


@dataclass
class _Item:
    """A row of MS-Keg: its field, and what its cells say."""

    field: Field
    line: int
    answer: Cell | None
    code: Cell | None


@dataclass
class _Sheet:
    """What was read of MS-Keg; ``columns``: heading → letter."""

    name: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    items: dict[str, _Item] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_workbook(data: bytes) -> Reading:
    """Read a workbook that ``write_workbook`` or the template made and somebody may have filled in.

    :param data: the bytes of the file
    :raises SheetError: everything that is wrong in any of the three sheets, each with its cell; what is merely missing
        is not wrong
    """
    book = Workbook(data)
    sheet = _read(book)
    values = {name: _value(sheet, item) for name, item in sheet.items.items()} if sheet.name else {}
    sheet.problems += _checked(sheet, values)
    lines: dict[str, list[dict[str, Any]]] = {}
    for name in ROW_FORMS:
        try:
            lines[name] = read_rows(name, data)
        except SheetError as refused:
            lines[name] = []
            found = [problem for problem in refused.problems if problem.finding.message != EMPTY]
            sheet.problems += [with_changes(problem, sheet=problem.sheet or SHEETS[name]) for problem in found]
    if sheet.problems:
        raise SheetError(sheet.problems)
    return Reading(Kegiatan(values, lines["variabel"], lines["indikator"]))


def _read(book: Workbook) -> _Sheet:
    """The rows of the sheet that has the columns of MS-Keg."""
    sheet = _Sheet()
    for name in book.names:
        if columns := _heading(book, name):
            sheet.name, sheet.columns = name, columns
            break
    else:
        sheet.problems.append(Problem(error("upload", NO_SHEET, answer=ANSWER, name=NAME, wanted=SHEET)))
        return sheet
    keys = {key: known for known in form("kegiatan") for key in (key_of(known), known.name)}
    for line, cells in book.rows(sheet.name):
        _read_line(sheet, line, {cell.column: cell for cell in cells}, keys)
    for span in book.merged(sheet.name):
        sheet.problems.append(Problem(error("upload", MERGED, cells=span), span, sheet=sheet.name))
    for known in form("kegiatan"):
        if known.name not in sheet.items and not known.personal:
            sheet.problems.append(Problem(error(known.name, LACKING), label=known.label, sheet=sheet.name))
    return sheet


def _heading(book: Workbook, name: str) -> dict[str, int]:
    """Column of each heading; empty if the sheet has no such heading."""
    for count, (line, cells) in enumerate(book.rows(name)):
        found = {cell.value.strip(): cell.column for cell in cells}
        if ANSWER in found and NAME in found:
            return {**{key: found[key] for key in (ANSWER, CODE, NAME) if key in found}, "line": line}
        if count >= _SEARCHED:
            break
    return {}


def _read_line(sheet: _Sheet, line: int, cells: Mapping[int, Cell], keys: Mapping[str, Field]) -> None:
    if line <= sheet.columns["line"]:
        return
    key, said, code = (cells.get(sheet.columns.get(heading, 0)) for heading in (NAME, ANSWER, CODE))
    name = key.value.strip() if key else ""
    known = keys.get(name)
    if known and known.name not in sheet.items:
        sheet.items[known.name] = _Item(known, line, said, code)
    elif known:
        sheet.problems.append(_problem(sheet, NAME, line, error(known.name, TWICE, name=name), known))
    elif name:
        sheet.problems.append(_problem(sheet, NAME, line, error("upload", UNKNOWN, name=name)))
    elif said or code:
        sheet.problems.append(_problem(sheet, ANSWER, line, error("upload", UNNAMED, name=NAME)))


def _value(sheet: _Sheet, item: _Item) -> Any:
    """The answer of a row in plain shape; where it has both, the words and the code have to say the same."""
    for heading, cell in ((ANSWER, item.answer), (CODE, item.code)):
        if cell and cell.problem:
            finding = with_changes(cell.problem, field=item.field.name)
            sheet.problems.append(_problem(sheet, heading, item.line, finding, item.field))
            return answer(item.field, "")
    in_words = answer(item.field, item.answer.value if item.answer else "")
    if item.code is None or item.field.kind not in ("code", "codes"):
        return in_words
    in_codes = _decoded(item.field, item.code.value.strip())
    if not is_blank(in_words) and in_words != in_codes:
        params = {"code": item.code.value.strip(), "answer": item.answer.value.strip() if item.answer else ""}
        finding = error(item.field.name, CONFLICT, **params)
        sheet.problems.append(_problem(sheet, CODE, item.line, finding, item.field))
    return in_codes


def _decoded(known: Field, text: str) -> Any:
    if known.sum and text.isdigit() and (codes := taken_apart(known, int(text))):
        return codes
    return answer(known, re.split(r"[;\n]", text) if known.kind == "codes" else text)


def _checked(sheet: _Sheet, values: Mapping[str, Any]) -> list[Problem]:
    """Every rule of MS-Keg, each at the cell of its answer; a cell with a problem of its own is not judged twice."""
    said = {problem.finding.field for problem in sheet.problems}
    answered = {name: value for name, value in values.items() if not is_blank(value)}
    found = wrong(check_kegiatan(answered))
    return [_at_item(sheet, finding) for finding in found if finding.field not in said]


def _at_item(sheet: _Sheet, finding: Finding) -> Problem:
    item = sheet.items.get(finding.field)
    if item is None:
        known = form("kegiatan").fields.get(finding.field)
        return Problem(finding, label=known.label if known else {}, sheet=sheet.name)
    return _problem(sheet, ANSWER if item.answer else CODE, item.line, finding, item.field)


def _problem(sheet: _Sheet, heading: str, line: int, finding: Finding, known: Field | None = None) -> Problem:
    letter = chr(ord("A") + sheet.columns[heading] - 1) if heading in sheet.columns else ""
    return Problem(finding, f"{letter}{line}", line, known.label if known else {}, sheet.name)
