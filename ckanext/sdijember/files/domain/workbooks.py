"""Spreadsheet files (XLSX, ODS) and zipped shapefiles: do they open, and is what they hold a table.

Only the first rows are turned into cells; the rest is unpacked piece by piece, never held in memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree import ElementTree

from ...kernel.domain.findings import N_, Finding, error, warning
from .tables import NO_DATA, ROWS, lint_rows

#: Unpacked size over which an archive is not looked into.
MAX_UNPACKED = 2 << 30
DAMAGED = N_("The file is damaged and cannot be opened. Open it on your computer, save it again, and upload that file.")

_CHUNK = 1 << 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MERGED = N_("The sheet has merged cells. Take them apart and repeat the value in every cell.")
_SHEETS = N_("The workbook has {sheets} sheets; only the first, “{name}”, becomes a table. Upload the others as files.")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    KeyError,
    EOFError,
    NotImplementedError,
    ValueError,
)


def check_xlsx(stream: BinaryIO) -> list[Finding]:
    """The workbook opens and its first sheet is a tidy table."""
    return _guarded(stream, _xlsx)


def check_ods(stream: BinaryIO) -> list[Finding]:
    """The workbook opens and its first sheet is a tidy table."""
    return _guarded(stream, _ods)


def check_shapefile_zip(stream: BinaryIO) -> list[Finding]:
    """The archive holds the parts of a shapefile."""
    return _guarded(stream, _shapefile)


def xlsx_head(stream: BinaryIO) -> list[list[str]]:
    """The first rows of the first sheet of a workbook that the check has let pass."""
    with zipfile.ZipFile(stream) as archive:
        return _xlsx_rows(archive, xlsx_sheets(archive)[0][1])


def xlsx_all(stream: BinaryIO) -> Iterator[tuple[str, int, list[str]]]:
    """Every row of every visible sheet: name of the sheet, number of the row, cells."""
    with zipfile.ZipFile(stream) as archive:
        shared = _every_string(archive)
        for name, path in xlsx_sheets(archive):
            with archive.open(path) as member:
                number = 0
                for _, element in ElementTree.iterparse(member):
                    if element.tag.rpartition("}")[2] == "row":
                        number = int(element.get("r") or number + 1)
                        cells = {at: shared[int(v)] if kind == "s" else v for at, (kind, v) in _xlsx_cells(element)}
                        yield name, number, _spread(cells)
                        element.clear()


def _every_string(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found = []
    with archive.open("xl/sharedStrings.xml") as member:
        for _, element in ElementTree.iterparse(member):
            if element.tag.rpartition("}")[2] == "si":
                found.append("".join(text.text or "" for text in element.iter() if text.tag.endswith("}t")))
                element.clear()
    return found


def ods_head(stream: BinaryIO) -> list[list[str]]:
    """The first rows of the first sheet of a workbook that the check has let pass."""
    with zipfile.ZipFile(stream) as archive:
        return _ods_table(archive)[0]


def members(stream: BinaryIO) -> Iterator[Iterator[bytes]]:
    """The content of every member of an archive, piece by piece."""
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            with archive.open(info) as member:
                yield iter(lambda member=member: member.read(_CHUNK), b"")


def _guarded(stream: BinaryIO, check) -> list[Finding]:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                return [error("upload", N_("The file is protected by a password. Take the password away first."))]
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                return [error("upload", N_("The file is too large to be checked once it is unpacked. Split it up."))]
            _unpack_all(archive)
            return check(archive)
    except _BROKEN:
        return [error("upload", DAMAGED)]


def _unpack_all(archive: zipfile.ZipFile) -> None:
    """Read every member to its end, which compares its checksum."""
    for info in archive.infolist():
        with archive.open(info) as member:
            while member.read(_CHUNK):
                pass


def _xlsx(archive: zipfile.ZipFile) -> list[Finding]:
    sheets = xlsx_sheets(archive)
    name, path = sheets[0]
    rows = _xlsx_rows(archive, path)
    found = lint_rows(rows) if rows else [error("upload", NO_DATA)]
    if _holds(archive, path, b"<mergeCell ", b":mergeCell "):
        found.append(warning("upload", _MERGED))
    filled = [sheet for sheet, other in sheets if _holds(archive, other, b"<v>", b":v>", b"<is>")]
    if len(filled) > 1:
        found.append(warning("upload", _SHEETS, sheets=len(filled), name=name))
    return found


def xlsx_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and member of each visible sheet, in the order of the workbook."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = [s for s in book.iter() if s.tag.endswith("}sheet") and s.get("state", "visible") == "visible"]
    found = []
    for sheet in sheets:
        target = targets[sheet.get(_RELATION) or _strict_relation(sheet)]
        member = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if "worksheets/" in member:
            found.append((sheet.get("name", ""), member))
    if not found:
        raise ValueError("no sheet")
    return found


def _strict_relation(sheet: ElementTree.Element) -> str:
    return next(value for key, value in sheet.items() if key.endswith("}id"))


def _xlsx_rows(archive: zipfile.ZipFile, path: str) -> list[list[str]]:
    rows: list[dict[int, tuple[str, str]]] = []
    with archive.open(path) as member:
        for _, element in ElementTree.iterparse(member):
            if element.tag.rpartition("}")[2] != "row":
                continue
            number = int(element.get("r") or len(rows) + 1)
            if number > ROWS:
                break
            rows.extend({} for _ in range(number - len(rows) - 1))
            rows.append(dict(_xlsx_cells(element)))
            element.clear()
    shared = _shared_strings(archive, {int(v) for row in rows for kind, v in row.values() if kind == "s"})
    return [_spread({at: shared[int(v)] if kind == "s" else v for at, (kind, v) in row.items()}) for row in rows]


def _xlsx_cells(row: ElementTree.Element) -> Iterator[tuple[int, tuple[str, str]]]:
    for position, cell in enumerate(row):
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            value = "".join(text.text or "" for text in cell.iter() if text.tag.endswith("}t"))
        else:
            value = next((child.text or "" for child in cell if child.tag.endswith("}v")), "")
        if value:
            yield _column(cell.get("r"), position), (kind, value)


def _column(reference: str | None, position: int) -> int:
    letters = re.match(r"[A-Z]+", reference or "")
    if not letters:
        return position
    index = 0
    for letter in letters[0]:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _shared_strings(archive: zipfile.ZipFile, wanted: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    if not wanted:
        return found
    with archive.open("xl/sharedStrings.xml") as member:
        index = 0
        for _, element in ElementTree.iterparse(member):
            if element.tag.rpartition("}")[2] != "si":
                continue
            if index in wanted:
                found[index] = "".join(text.text or "" for text in element.iter() if text.tag.endswith("}t"))
            index += 1
            element.clear()
            if len(found) == len(wanted):
                break
    return found


def _ods(archive: zipfile.ZipFile) -> list[Finding]:
    rows, merged = _ods_table(archive)
    found = lint_rows(rows) if rows else [error("upload", NO_DATA)]
    if merged:
        found.append(warning("upload", _MERGED))
    return found


def _ods_table(archive: zipfile.ZipFile) -> tuple[list[list[str]], bool]:
    """The first rows of the first sheet, and whether it has merged cells."""
    rows: list[list[str]] = []
    merged, tables = False, 0
    with archive.open("content.xml") as member:
        for event, element in ElementTree.iterparse(member, events=("start", "end")):
            if element.tag == f"{_TABLE}table":
                tables += event == "start"
            if event == "end" and element.tag == f"{_TABLE}covered-table-cell":
                merged = merged or tables == 1
            if event == "end" and element.tag == f"{_TABLE}table-row":
                if tables == 1 and len(rows) < ROWS:
                    rows.extend(_ods_rows(element, ROWS - len(rows)))
                element.clear()
    return rows, merged


def _ods_rows(row: ElementTree.Element, room: int) -> list[list[str]]:
    cells: list[str] = []
    for cell in row:
        text = " ".join("".join(part.itertext()) for part in cell if part.tag.endswith("}p"))
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        cells.extend([text] * (times if text else min(times, 256)))
    times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
    return [cells] * min(times if any(cells) else 1, room)


def _shapefile(archive: zipfile.ZipFile) -> list[Finding]:
    names = [name.lower() for name in archive.namelist() if not name.startswith("__MACOSX/")]
    stems = [name[:-4] for name in names if name.endswith(".shp")]
    if not stems:
        message = N_("A ZIP is taken only if it holds a shapefile (.shp, .shx, .dbf). Upload other files one by one.")
        return [error("upload", message)]
    lacking = [ext for ext in (".shx", ".dbf") if f"{stems[0]}{ext}" not in names]
    if lacking:
        message = N_("The shapefile is incomplete: {parts} is missing from the ZIP.")
        return [error("upload", message, parts=", ".join(lacking))]
    if f"{stems[0]}.prj" not in names:
        message = N_("The ZIP holds no .prj file, so nobody knows the coordinate system of the map.")
        return [warning("upload", message)]
    return []


def _holds(archive: zipfile.ZipFile, path: str, *needles: bytes) -> bool:
    """Whether one of ``needles`` stands anywhere in a member."""
    longest = max(map(len, needles))
    tail = b""
    with archive.open(path) as member:
        while chunk := member.read(_CHUNK):
            window = tail + chunk
            if any(needle in window for needle in needles):
                return True
            tail = window[-longest:]
    return False


def _spread(cells: dict[int, str]) -> list[str]:
    return [cells.get(index, "") for index in range(max(cells, default=-1) + 1)]
