"""The check that every uploaded file goes through, whichever way it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from ...codes.domain.codelists import Code, codelist
from ...kernel.domain.findings import N_, Finding, error, errors, wrong
from .columns import FileColumns
from .formats import BROKEN_ZIP, actual_format, declared_format
from .scan import file_columns, find_persons
from .structured import check_geojson, check_json, check_pdf, check_xls, check_xml
from .tables import check_csv
from .workbooks import DAMAGED, check_ods, check_shapefile_zip, check_xlsx

_CHECKS: dict[str, Callable[[BinaryIO], list[Finding]]] = {
    "CSV": check_csv,
    "XLSX": check_xlsx,
    "ODS": check_ods,
    "JSON": check_json,
    "GeoJSON": check_geojson,
    "XML": check_xml,
    "ZIP": check_shapefile_zip,
    "XLS": check_xls,
    "PDF": check_pdf,
}
#: What the bytes may look like for each declared format; what is wrong beyond that each check says itself.
_LOOKS_LIKE = {
    "CSV": {"TXT", "BIN"},
    "JSON": {"JSON", "GeoJSON", "TXT"},
    "GeoJSON": {"JSON", "GeoJSON", "TXT"},
}
_IN_ZIP = {"XLSX", "ODS", "ZIP"}


class UploadFindings(list[Finding]):
    """Findings that come from the check itself: no caller of an action can send this type.

    :param columns: what the columns of the file are, if it is a table that was let pass
    """

    columns: FileColumns

    def __init__(self, findings: Iterable[Finding] = (), columns: FileColumns | None = None) -> None:
        super().__init__(findings)
        self.columns = FileColumns() if columns is None else columns


def check_upload(stream: BinaryIO, filename: str, declared: str, max_bytes: int) -> UploadFindings:
    """All that is to be known of an uploaded file; parameters as of ``check_file``."""
    found = check_file(stream, filename, declared, max_bytes)
    code = declared_format(declared, filename)
    if wrong(found) or code is None:
        return UploadFindings(found)
    try:
        return UploadFindings(found, file_columns(stream, code.code))
    finally:
        stream.seek(0)


def check_file(stream: BinaryIO, filename: str, declared: str, max_bytes: int) -> list[Finding]:
    """What is wrong with an uploaded file.

    :param stream: the bytes, seekable; left at its beginning
    :param filename: name of the file on the sender's computer
    :param declared: format that the sender named, or "" to go by the name of the file
    :param max_bytes: largest size that is taken
    :returns: findings on the field "upload"; without an error among them, but for what may wait, the file may be stored
    """
    try:
        return _check(stream, filename, declared, max_bytes)
    finally:
        stream.seek(0)


def _check(stream: BinaryIO, filename: str, declared: str, max_bytes: int) -> list[Finding]:
    size = stream.seek(0, 2)
    if size == 0:
        return [error("upload", N_("The file is empty (0 bytes). Choose the file that holds the data."))]
    if size > max_bytes:
        message = N_("The file is {size} MB; at most {limit} MB are taken. Split it up, or leave out what is not data.")
        return [error("upload", message, size=_megabytes(size), limit=_megabytes(max_bytes))]
    wanted = declared_format(declared, filename)
    if wanted is None:
        message = N_("Files of this kind are not taken. Use one of these: {formats}.")
        return [error("upload", message, formats=", ".join(code.code for code in codelist("format_berkas")))]
    actual = actual_format(stream)
    mismatch = _mismatch(wanted, actual)
    if mismatch:
        return [mismatch]
    found = _CHECKS[wanted.code](stream)
    return found if errors(found) else [*found, *find_persons(stream, wanted.code)]


def _mismatch(wanted: Code, actual: str) -> Finding | None:
    if actual == BROKEN_ZIP and wanted.code in _IN_ZIP:
        return error("upload", DAMAGED)
    if actual in _LOOKS_LIKE.get(wanted.code, {wanted.code}):
        return None
    if actual in ("TXT", "BIN", BROKEN_ZIP):
        message = N_("The file is declared as {declared}, but it is none. Choose the right file or correct the format.")
        return error("upload", message, declared=wanted.code)
    if wanted.code == "XLSX" and actual == "XLS":
        message = N_("This is an old Excel file, or one with a password. Save it as XLSX without a password.")
        return error("upload", message)
    if actual == "HTML":
        message = N_("The file is declared as {declared}, but it is a web page. Save it anew from a spreadsheet.")
        return error("upload", message, declared=wanted.code)
    message = N_("The file is declared as {declared}, but its content is {actual}. Choose the right file or format.")
    return error("upload", message, declared=wanted.code, actual=actual)


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f}".removesuffix(".0").replace(".", ",")
