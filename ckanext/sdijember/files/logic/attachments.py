"""Papers that go with a decision: looked at by their content, and kept in the store of submitted files."""

from __future__ import annotations

from typing import IO, Any

import ckan.plugins.toolkit as tk
from ckan.lib.munge import munge_filename
from werkzeug.datastructures import FileStorage

from ... import config
from ...kernel.domain.findings import errors
from ..domain.structured import check_pdf
from . import store

#: How a scanned paper begins, and what it then is.
PAPERS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def stream_of(upload: FileStorage) -> IO[bytes]:
    """The stream; before Python 3.11 that of werkzeug does not say that it can seek, the one within does."""
    stream = upload.stream
    return stream if hasattr(stream, "seekable") else stream._file  # type: ignore[attr-defined]


def kind_of(upload: FileStorage) -> str:
    """Media type of a scanned paper.

    :raises Invalid: it is neither PDF nor JPEG nor PNG, it is damaged, empty or too large
    """
    stream = upload.stream
    stream.seek(0)
    head = stream.read(8)
    size = stream.seek(0, 2)
    stream.seek(0)
    kind = next((kind for start, kind in PAPERS.items() if head.startswith(start)), None)
    if kind is None:
        raise tk.Invalid(tk._("Scan the paper as PDF, JPEG or PNG; this file is none of them."))
    if size > config.max_resource_mb() << 20:
        raise tk.Invalid(tk._("The file is larger than {limit} MB.").format(limit=config.max_resource_mb()))
    damaged = errors(check_pdf(stream)) if kind == "application/pdf" else []  # type: ignore[arg-type]
    stream.seek(0)
    if damaged:
        raise tk.Invalid(damaged[0].text(tk._, tk.h.lang()))
    return kind


def keep(upload: FileStorage, kind: str) -> dict[str, Any]:
    """Keep a paper in the store.

    :param kind: its media type, as ``kind_of`` found it
    :returns: ``sha256``, ``name`` (safe as a file name), ``type`` and ``size`` in bytes
    """
    sha256 = store.keep(store.pieces(upload.stream))
    name = munge_filename(upload.filename or "")
    return {"sha256": sha256, "name": name, "type": kind, "size": store.path(sha256).stat().st_size}
