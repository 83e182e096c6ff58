"""The check that every uploaded file goes through, whichever way it comes. Data files the one reader reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from ...codes.domain.codelists import Code, codelist
from ...kernel.domain.findings import N_, Finding, error, errors, warning, wrong
from ...tables.domain.declared import Dictionary
from ...tables.domain.limits import Limits
from ...tables.exchange.process import look_apart
from ...tables.exchange.reader import FORMATS
from ..domain.formats import actual_format, declared_format
from ..domain.structured import check_pdf, check_xml
from ..domain.upload import FileColumns, FileReading, UploadFindings
from .scan import find_persons
from .shapefile import check_shapefile_zip

_CHECKS: dict[str, Callable[[BinaryIO, Limits], list[Finding]]] = {
    "XML": lambda stream, limits: check_xml(stream),
    "PDF": lambda stream, limits: check_pdf(stream),
    "ZIP": check_shapefile_zip,
}
#: What the first bytes may look like for each declared format; what is wrong beyond that the reader says itself.
_LOOKS_LIKE = {
    "CSV": {"TXT", "BIN"},
    "JSON": {"JSON", "GeoJSON", "TXT", "BIN"},
    "GeoJSON": {"JSON", "GeoJSON", "TXT", "BIN"},
    "XLSX": {"XLSX", "ZIP"},
    "ODS": {"ODS", "ZIP"},
}
_OLD = N_("XLS is an old format that is not open. Save the file as XLSX or CSV: every system reads these.")


def check_upload(
    stream: BinaryIO,
    filename: str,
    declared: str,
    limits: Limits,
    given: Mapping[str, Any] | None = None,
    dictionary: Dictionary | None = None,
) -> UploadFindings:
    """All that is to be known of an uploaded file.

    :param stream: the bytes, seekable; left at its beginning
    :param filename: name of the file on the sender's computer
    :param declared: format that the sender named, or "" to go by the name of the file
    :param limits: how much a file may hold
    :param given: what its producer decided about a table, as ``decisions.corrections`` takes it
    :param dictionary: the declared columns
    :returns: findings on the field "upload"; without an error among them, but for what may wait, the file may be stored
    :raises CorrectionError: the corrections are none
    """
    try:
        wanted = declared_format(declared, filename)
        at_once = refused(stream, wanted, limits)
        if at_once or wanted is None:
            return UploadFindings(at_once)
        if wanted.code in FORMATS:
            return _table(stream, wanted.code, given, dictionary, limits, filename)
        found = _CHECKS[wanted.code](stream, limits)
        return UploadFindings(found if errors(found) else [*found, *find_persons(stream, wanted.code, limits)])
    finally:
        stream.seek(0)


def check_file(stream: BinaryIO, filename: str, declared: str, limits: Limits) -> list[Finding]:
    """What is wrong with a file that becomes no table of the portal; parameters as of ``check_upload``."""
    return list(check_upload(stream, filename, declared, limits))


def _table(
    stream: BinaryIO,
    code: str,
    given: Mapping[str, Any] | None,
    dictionary: Dictionary | None,
    limits: Limits,
    filename: str,
) -> UploadFindings:
    look = look_apart(stream, code, given, dictionary, limits, filename)
    found: list[Finding] = list(look.remarks)
    if wrong(found):
        return UploadFindings(found)
    if code == "XLS":
        found.append(warning("upload", _OLD))
    return UploadFindings(found, FileColumns(look.columns), FileReading(look.decisions.stored()))


def refused(stream: BinaryIO, wanted: Code | None, limits: Limits) -> list[Finding]:
    """What is wrong with a file as far as its size, its declared format and its first bytes tell."""
    size = stream.seek(0, 2)
    if size == 0:
        return [error("upload", N_("The file is empty (0 bytes). Choose the file that holds the data."))]
    if size > limits.bytes:
        message = N_("The file is {size} MB; at most {limit} MB are taken. Split it up, or leave out what is not data.")
        return [error("upload", message, size=_megabytes(size), limit=_megabytes(limits.bytes))]
    if wanted is None:
        message = N_("Files of this kind are not taken. Use one of these: {formats}.")
        return [error("upload", message, formats=", ".join(code.code for code in codelist("format_berkas")))]
    mismatch = _mismatch(wanted, actual_format(stream))
    return [mismatch] if mismatch else []


def _mismatch(wanted: Code, actual: str) -> Finding | None:
    if actual in _LOOKS_LIKE.get(wanted.code, {wanted.code}):
        return None
    if actual in ("TXT", "BIN"):
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
