"""The store of submitted files, each once under its SHA-256: what was approved can be read again."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from ... import config

CHUNK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


def path(sha256: str) -> Path:
    """Where the file of that digest lies, if it is there.

    :raises ValueError: that is no SHA-256 in hexadecimal digits
    """
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(sha256)
    return config.store_path() / "berkas" / sha256[:2] / sha256[2:]


def exists(sha256: str) -> bool:
    """Whether the store has the file."""
    return bool(_DIGEST.fullmatch(sha256)) and path(sha256).exists()


def keep(pieces: Iterable[bytes]) -> str:
    """Keep a content; the same content again is the same file. It appears whole or not at all.

    :returns: its SHA-256 (64 hexadecimal digits)
    :raises OSError: the disk does not take it; nothing is left behind
    """
    folder = config.store_path() / "berkas"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(prefix=".baru-", dir=folder)
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                digest.update(piece)
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        target = path(digest.hexdigest())
        target.parent.mkdir(exist_ok=True, mode=0o700)
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream from its beginning, piece by piece."""
    stream.seek(0)
    while piece := stream.read(CHUNK):
        yield piece


def chunks(sha256: str) -> Iterator[bytes]:
    """Content of a file of the store, piece by piece.

    :raises FileNotFoundError: the store has no such file
    """
    with open(path(sha256), "rb") as stream:
        yield from pieces(stream)
