"""Looks for numbers of persons in files that are no tables: XML and packed shapefiles."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ...kernel.domain.findings import N_, Finding, lack
from ...tables.domain import personal
from ...tables.domain.limits import Limits
from ...tables.exchange.archive import Archive

_CHUNK = 1 << 20
_OVERLAP = 64
#: So many are named; the rest is found when these are gone.
_NAMED = 5

IN_TEXT = N_("The file holds what looks like a {kind} ({masked}). Delete what tells of persons, then upload it anew.")


def find_persons(stream: BinaryIO, code: str, limits: Limits) -> list[Finding]:
    """NIK and NIP in a file that was found sound: they do not stop the upload, so that all else can be seen to, but
    the submission.

    :param code: its format, of the list ``format_berkas``
    """
    if code == "PDF":
        return []
    pieces = (found for chunks in _contents(stream, code, limits) for text in _pieces(chunks)
              for found in personal.find(text))  # fmt: skip
    found = {(one.kind, one.masked): one for one in pieces}
    return [lack("upload", IN_TEXT, kind=one.kind, masked=one.masked) for one in found.values()][:_NAMED]


def _contents(stream: BinaryIO, code: str, limits: Limits) -> Iterator[Iterable[bytes]]:
    if code == "ZIP":
        archive = Archive(stream, limits)
        yield from map(archive.chunks, archive.names)
    else:
        stream.seek(0)
        yield iter(lambda: stream.read(_CHUNK), b"")


def _pieces(chunks: Iterable[bytes]) -> Iterator[str]:
    """Pieces of the content that hold a long number; reading bytes is far quicker than reading text."""
    tail = b""
    for chunk in chunks:
        window = tail + chunk
        # UTF-16 is Latin-1 with a zero beside each letter
        for text in {window, window.replace(b"\0", b"")}:
            if personal.SUSPICIOUS.search(text):
                yield io.TextIOWrapper(io.BytesIO(text), "latin-1").read()
        tail = window[-_OVERLAP:]
