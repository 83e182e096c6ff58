"""What a file really is, told from its bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import BinaryIO

from ...codes.domain.codelists import Code, codelist

HEAD = 8192

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_SIGNATURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"MZ", "EXE"),
    (b"{\\rtf", "RTF"),
)
#: Folders in packed files, by which the first members tell what they are.
_PARTS = ((b"xl/", "XLSX"), (b"word/", "DOCX"), (b"ppt/", "PPTX"))
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|meta|style|div)\b", re.I | re.S)
_GEOJSON = re.compile(
    r'^\s*\{.*?"type"\s*:\s*"(Feature(Collection)?|GeometryCollection|(Multi)?(Point|LineString|Polygon))"',
    re.S,
)


def declared_format(declared: str, filename: str) -> Code | None:
    """The format that the uploader or else the file's name says; None if the portal does not take it."""
    name = declared.strip().lower()
    extension = PurePath(filename).suffix.lower().lstrip(".")
    for code in codelist("format_berkas"):
        known = {code.code.lower(), *code.attributes["extensions"], *code.attributes["media_types"]}
        if (name or extension) in known:
            return code
    return None


def bom_encoding(head: bytes) -> str | None:
    """Encoding that a byte order mark announces."""
    return next((encoding for mark, encoding in _BOMS if head.startswith(mark)), None)


def is_binary(data: bytes) -> bool:
    """Whether ``data`` holds bytes that no text holds."""
    return bool(_CONTROL.search(data))


def actual_format(stream: BinaryIO) -> str:
    """Name of the format that the first bytes are in; no more of the file is looked at.

    :returns: a code of the list ``format_berkas``, the name of another format, "TXT" for text of no special
        kind, or "BIN" for bytes of none
    """
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_format(head)
    if head.startswith(_OLE):
        return "XLS"
    if b"%PDF-" in head[:1024]:
        return "PDF"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    return _text_format(head)


def _text_format(head: bytes) -> str:
    encoding = bom_encoding(head)
    if encoding is None and is_binary(head):
        return "BIN"
    text = head.decode(encoding or "utf-8", errors="replace").lstrip("\ufeff")
    start = text.lstrip()
    if _HTML.match(start):
        return "HTML"
    if re.match(r"<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w.:-]*[\s/>])", start):
        return "XML"
    if start.startswith("{") or re.match(r'\[\s*([\[{"\]\d-]|true|false|null)', start):
        return "GeoJSON" if _GEOJSON.match(start) else "JSON"
    return "TXT"


def _zip_format(head: bytes) -> str:
    """What a packed file is by the names of its first members; "ZIP" if they do not tell."""
    if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head:
        return "ODS"
    names = [head[at.end() + 26 : at.end() + 26 + head[at.end() + 22]] for at in re.finditer(_ZIP, head[:-32])]
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), "ZIP")
