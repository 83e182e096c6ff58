"""How a file was read, as pages say it in a line."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ...files.logic.corrected import READING
from ..domain.reading_form import LABELS, words_of
from ..logic.file_reading import is_read

_SAID = ("encoding", "delimiter", "sheet", "records", "header")


def sdijember_reading(resource: dict[str, Any]) -> dict[str, Any] | None:
    """What was decided about the file of a resource.

    :param resource: as ``package_show`` returns it
    :returns: ``words`` and ``open`` (how much has to be settled before the submission); None if it makes no table, or
        was uploaded before this was kept
    """
    kept = resource.get(READING)
    if not isinstance(kept, dict) or not is_read(resource):
        return None
    notes = resource.get("catatan_berkas")
    errors = [note for note in notes if note.get("level") == "error"] if isinstance(notes, list) else []
    return {"words": [_words(key, kept["file"][key]) for key in _SAID if key in kept["file"]], "open": len(errors)}


def _words(key: str, decision: dict[str, Any]) -> str:
    return f"{tk._(LABELS[key])}: {tk._(words_of(key, decision['value']))}"
