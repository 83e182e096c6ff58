"""Packed files (XLSX, ODS): what lies in them, looked through before anything else unpacks them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ..domain.grid import BeyondLimitError
from ..domain.limits import Limits
from .unreadable import UnreadableError, damaged, entities, password

CHUNK = 1 << 20
#: A member may be of any ratio as long as it is no larger.
_SMALL = 10 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_DECLARATION = b"<!ENTITY"


class Archive:
    """A packed file that has been looked through: it unpacks to no more than is taken, and its XML is harmless.

    :param stream: the bytes, seekable
    :raises UnreadableError: it is damaged, encrypted, or declares entities
    :raises BeyondLimitError: there is more in it than is taken
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        stream.seek(0)
        try:
            self._zip = zipfile.ZipFile(stream)
            self._look_through(limits)
        except (BeyondLimitError, UnreadableError):
            raise
        except _BROKEN as problem:
            raise damaged() from problem

    @property
    def names(self) -> list[str]:
        """Names of the members."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """A whole member; one that is not there is empty."""
        return self._zip.read(name) if name in self._zip.NameToInfo else b""

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member, piece by piece."""
        with self._zip.open(name) as member:
            while chunk := member.read(CHUNK):
                yield chunk

    def _look_through(self, limits: Limits) -> None:
        found = self._zip.infolist()
        if len(found) > limits.members:
            raise BeyondLimitError("members", len(found), limits.members)
        if any(info.flag_bits & 1 for info in found):
            raise password()
        if len({info.filename for info in found}) < len(found):
            raise damaged()
        if "EncryptedPackage" in self.names or b"encryption-data" in self.read("META-INF/manifest.xml")[: 8 * CHUNK]:
            raise password()
        total = 0
        for info in found:
            total += self._unpack(info, limits, total)

    def _unpack(self, info: zipfile.ZipInfo, limits: Limits, before: int) -> int:
        """Unpack a member to its end, which compares its checksum; what its header says of its size is not believed."""
        size, tail = 0, b""
        is_xml = info.filename.endswith((".xml", ".rels", ".vml"))
        for chunk in self.chunks(info.filename):
            size += len(chunk)
            if before + size > limits.unpacked:
                raise BeyondLimitError("unpacked", before + size, limits.unpacked)
            if size > _SMALL and size > limits.ratio * max(1, info.compress_size):
                raise BeyondLimitError("ratio", size // max(1, info.compress_size), limits.ratio)
            if is_xml:
                # UTF-16 is Latin-1 with a zero beside each letter
                window = tail + (chunk.replace(b"\0", b"") if b"\0" in chunk else chunk)
                if _DECLARATION in window:
                    raise entities()
                tail = window[-16:]
        return size
