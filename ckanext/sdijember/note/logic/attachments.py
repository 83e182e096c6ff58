"""Files attached to notes: checked by their content as uploads are, and kept in the store under their SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.munge import munge_filename
from werkzeug.datastructures import FileStorage

from ... import config
from ...files.logic import attachments, store
from ...kernel.logic.wording import said
from ...review.domain.transitions import N_
from ...tables.logic.limits import limits
from ..exchange import attachments as rules

#: So many files go with one note.
MOST = 5

TOO_MANY = N_("At most {number} files can be attached to a note.")
NO_FILE = N_("Send the attachment as a file.")


def given(value: Any) -> list[FileStorage]:
    """The files that a caller sends: one, several, or the empty field of a form.

    :raises ValidationError: it is something else
    """
    several = list(value) if isinstance(value, list | tuple) else [value]
    files = [one for one in several if one not in (None, "")]
    if not all(isinstance(one, FileStorage) for one in files):
        raise tk.ValidationError({"attachment": [tk._(NO_FILE)]})
    return [one for one in files if one.filename]


def problems(files: Sequence[FileStorage]) -> list[str]:
    """Everything that is wrong with the attachments of a note, in the reader's language."""
    if len(files) > MOST:
        return [tk._(TOO_MANY).format(number=MOST)]
    taken = limits(config.note_attachment_mb())
    return [
        f"{upload.filename}: {said(finding)}"
        for upload in files
        for finding in rules.check(attachments.stream_of(upload), upload.filename or "", taken)  # type: ignore[arg-type]
    ]


def keep(files: Sequence[FileStorage]) -> list[dict[str, Any]]:
    """Keep attachments that were found sound.

    :returns: per file ``sha256``, ``name`` (safe as a file name), ``format``, ``type`` (media type) and ``size``
    :raises OSError: the disk does not take it
    """
    return [_keep(upload) for upload in files]


def _keep(upload: FileStorage) -> dict[str, Any]:
    kind = rules.kind_of(upload.filename or "")
    assert kind
    sha256 = store.keep(store.pieces(attachments.stream_of(upload)))
    size = store.path(sha256).stat().st_size
    name = munge_filename(upload.filename or "")
    return {"sha256": sha256, "name": name, "format": kind.format, "type": kind.media_type, "size": size}
