"""What a producer has answered and corrected, told from what is kept with a file or from what a caller sends."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .decisions import PRODUCER, CorrectionError, Decisions, corrections

#: The field of a resource that says how its file was read, as ``Decisions.stored`` writes it.
READING = "pembacaan"


def asked(given: Any) -> dict[str, Any]:
    """The producer's part of decisions; what the reader itself decided it decides anew.

    :param given: JSON text or value: whole decisions as ``Decisions.stored`` writes them, bare values that somebody
        sends as corrections, or both
    :returns: ``{"file": {key: value}, "columns": {"3": {key: value}}}``, as ``corrections`` takes it; without a part
        that holds nothing
    :raises CorrectionError: they are none
    """
    if isinstance(given, str):
        try:
            given = json.loads(given) if given.strip() else {}
        except ValueError as problem:
            raise CorrectionError("no JSON") from problem
    if given in (None, [], {}):
        return {}
    taken = corrections(given)
    return _plain(given, taken)


def _plain(given: Mapping[str, Any], taken: Decisions) -> dict[str, Any]:
    sent = given.get("file") or {}
    file = {key: one.value for key, one in taken.file.items() if _producers(sent[key])}
    by_column = {int(at): one for at, one in (given.get("columns") or {}).items()}
    columns = {
        str(at): kept
        for at in sorted(taken.columns)
        if (kept := {key: one.value for key, one in taken.columns[at].items() if _producers(by_column[at][key])})
    }
    return {name: part for name, part in (("file", file), ("columns", columns)) if part}


def _producers(one: Any) -> bool:
    return one.get("by") == PRODUCER if isinstance(one, Mapping) and "value" in one else True
