"""The check of what is attached to a note: the portal's own formats as every upload, and pictures."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from ...codes.domain.codelists import codelist
from ...files.domain.formats import actual_format, declared_format
from ...files.exchange.check import check_file
from ...kernel.domain.findings import N_, Finding, error
from ...tables.domain.limits import Limits
from ...tables.domain.remarks import Remark

PICTURES = {"PNG": "image/png", "JPG": "image/jpeg"}
_PICTURE_NAMES = {"png": "PNG", "jpg": "JPG", "jpeg": "JPG"}

NOT_TAKEN = N_("Files of this kind are not taken. Use one of these: {formats}.")
NO_PICTURE = N_("The file is named as a {declared} picture, but it is none, or it is damaged. Save it anew.")


@dataclass(frozen=True)
class Kind:
    """What an attachment is: ``format`` as people call it, and its media type."""

    format: str
    media_type: str


def kind_of(filename: str) -> Kind | None:
    """What a file is by its name; ``check`` says whether that is true. None if it is not taken."""
    picture = _PICTURE_NAMES.get(_extension(filename))
    if picture:
        return Kind(picture, PICTURES[picture])
    code = declared_format("", filename)
    return Kind(code.code, code.attributes["media_types"][0]) if code else None


def accepted_extensions() -> list[str]:
    """Ends of the names of files that may be attached, without the dot."""
    data = [extension for code in codelist("format_berkas") for extension in code.attributes["extensions"]]
    return [*data, *_PICTURE_NAMES]


def check(stream: BinaryIO, filename: str, limits: Limits) -> list[Finding]:
    """What is wrong with an attachment; all of it stands in the way, numbers of persons too. That a table is untidy
    does not: it is shown to be talked about, and published by nobody.

    :param stream: the bytes, seekable; left at its beginning
    :param filename: name of the file on the sender's computer
    :param limits: how much a file may hold
    """
    picture = _PICTURE_NAMES.get(_extension(filename))
    if kind_of(filename) is None:
        formats = ", ".join([*(code.code for code in codelist("format_berkas")), *PICTURES])
        return [error("upload", NOT_TAKEN, formats=formats)]
    if picture is None or not 0 < _size(stream) <= limits.bytes:
        # its words for an empty or too large file fit a picture as well
        return [found for found in check_file(stream, filename, "", limits) if _stands_in_the_way(found)]
    try:
        sound = actual_format(stream) == picture and (_png if picture == "PNG" else _jpeg)(stream)
    finally:
        stream.seek(0)
    return [] if sound else [error("upload", NO_PICTURE, declared=picture)]


def _stands_in_the_way(found: Finding) -> bool:
    about_the_table = isinstance(found, Remark) and found.missing and not found.code.startswith("personal-")
    return found.level == "error" and not about_the_table


def _extension(filename: str) -> str:
    return PurePath(filename).suffix.lower().lstrip(".")


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def _png(stream: BinaryIO) -> bool:
    """Chunk after chunk from IHDR to IEND, and nothing behind it."""
    stream.seek(8)
    kind = b""
    while header := stream.read(8):
        if len(header) < 8 or (not kind and header[4:] != b"IHDR"):
            return False
        length, kind = struct.unpack(">I", header[:4])[0], header[4:]
        if len(stream.read(length)) < length or len(stream.read(4)) < 4:
            return False
        if kind == b"IEND":
            return not stream.read(1)
    return False


def _jpeg(stream: BinaryIO) -> bool:
    """Begins and ends as a JPEG does; cameras may leave zeros behind the end."""
    stream.seek(0)
    content = stream.read().rstrip(b"\0")
    return content.startswith(b"\xff\xd8\xff") and content.endswith(b"\xff\xd9")
