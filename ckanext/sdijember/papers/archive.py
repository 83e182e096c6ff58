"""A ZIP that is written while it is sent, with the SHA-256 of all that is in it; same content, same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

#: The ZIP knows no other beginning of time; when a thing happened is said in the things themselves.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


class Archive:
    """Each method returns what is to be sent next; nothing but one piece is held in memory."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)  # type: ignore[arg-type]
        self._entries: list[dict[str, Any]] = []

    def add(self, path: str, pieces: Iterable[bytes], **said: Any) -> Iterator[bytes]:
        """One file.

        :param said: what the manifest says of it besides its size and SHA-256
        """
        info = zipfile.ZipInfo(path, _ALWAYS)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        # the size is not known before; without this a file of more than 2 GiB would end in an error
        with self._zip.open(info, "w", force_zip64=True) as stream:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                stream.write(piece)
                yield self._sink.taken()
        self._entries.append({"path": path, "bytes": size, "sha256": digest.hexdigest()} | said)
        yield self._sink.taken()

    def end(self, **said: Any) -> Iterator[bytes]:
        """The manifest, the list for ``sha256sum -c``, and the end of the archive.

        :param said: what the manifest says of the whole
        """
        manifest = json.dumps(said | {"entries": list(self._entries)}, ensure_ascii=False, indent=1, sort_keys=True)
        yield from self.add(MANIFEST, [manifest.encode()])
        sums = "".join(f"{entry['sha256']}  {entry['path']}\n" for entry in self._entries)
        yield from self.add(SUMS, [sums.encode()])
        self._zip.close()
        yield self._sink.taken()


class _Sink(io.RawIOBase):
    """Takes what the ZIP writes until it is fetched; it cannot go back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, content: Any) -> int:
        self._held += content
        return len(content)

    def taken(self) -> bytes:
        """What was written since the last time."""
        held = bytes(self._held)
        self._held.clear()
        return held
