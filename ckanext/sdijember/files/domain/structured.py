"""XML and PDF: can they be read to their end."""

from __future__ import annotations

from typing import Any, BinaryIO
from xml.parsers import expat

from ...kernel.domain.findings import N_, Finding, error, warning

_TAIL = 4096
DAMAGED = N_("The file is damaged and cannot be opened. Open it on your computer, save it again, and upload that file.")


def check_xml(stream: BinaryIO) -> list[Finding]:
    """The file is well-formed XML without entities of its own."""
    stream.seek(0)
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as problem:
        message = N_("The XML breaks off or is not well-formed (line {line}). Save it again where it comes from.")
        return [error("upload", message, line=problem.lineno)]
    except _EntityDeclaredError:
        return [
            error(
                "upload",
                N_("XML that declares its own entities is not taken. Save it without a document type."),
            )
        ]
    return []


def check_pdf(stream: BinaryIO) -> list[Finding]:
    """A PDF is taken as a document that goes with the data."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        return [error("upload", DAMAGED)]
    message = N_("A PDF is a document, not data that machines can read. Upload the table as CSV or XLSX as well.")
    return [warning("upload", message)]


class _EntityDeclaredError(Exception):
    pass


def _refuse_entity(*_: Any) -> None:
    raise _EntityDeclaredError
