"""How the file of a resource is read now, for the producer who answers and corrects it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...files.logic import corrected, reading
from ...readings.logic import noting
from ...tables.domain.asked import asked
from ...tables.domain.look import Look
from ...tables.exchange.process import look_apart
from ...tables.exchange.reader import FORMATS
from ...tables.logic.limits import limits
from . import dictionary


@dataclass(frozen=True)
class Shown:
    """What the page shows.

    :param dataset: as ``package_show`` gives it
    :param file: the resource
    :param look: what the reader makes of it
    """

    dataset: dict[str, Any]
    file: dict[str, Any]
    look: Look


def is_read(file: dict[str, Any]) -> bool:
    """Whether a file is one that becomes a table."""
    return file.get("url_type") == "upload" and file.get("format") in FORMATS


def asks(resource: model.Resource) -> bool:
    """Whether something about the file of a resource has to be settled before it is submitted."""
    said = resource.extras or {}
    notes = said.get("catatan_berkas") or []
    kept = json.loads(notes) if isinstance(notes, str) else notes
    return bool(said.get(corrected.READING)) and any(note.get("level") == "error" for note in kept)


def shown(context: Context, resource_id: str) -> Shown:
    """The file, read with what its producer has decided so far.

    :raises ObjectNotFound: there is no such file, it is gone, or it makes no table
    :raises NotAuthorized: the caller may not change it
    """
    tk.check_access("resource_update", tk.fresh_context(context), {"id": resource_id})
    dataset, file, _ = dictionary.of_resource(context, resource_id)
    if not is_read(file):
        raise tk.ObjectNotFound(tk._("File not found."))
    with tempfile.TemporaryFile() as stream:
        try:
            stream.writelines(reading.chunks(file))
        except FileNotFoundError as gone:
            raise tk.ObjectNotFound(tk._("File not found.")) from gone
        noting.note_file(resource_id, noting.PREVIEW)
        given = asked(file.get(corrected.READING))
        columns = corrected.dictionary(file.get("skema_kolom"))
        look = look_apart(stream, file["format"], given, columns, limits(), str(file.get("url") or ""))  # type: ignore[arg-type]
    return Shown(dataset, file, look)


def save(context: Context, resource_id: str, given: dict[str, Any]) -> None:
    """Keep what the producer decided; the file is read with it before it is kept.

    :raises ValidationError: the file cannot be read so
    :raises NotAuthorized: the caller may not change it
    """
    tk.get_action("resource_patch")(tk.fresh_context(context), {"id": resource_id, corrected.READING: given})
