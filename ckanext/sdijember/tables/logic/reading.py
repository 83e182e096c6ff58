"""The one reader as jobs and commands call it: on the file of a resource, in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan import model

from ..domain.declared import Dictionary
from ..domain.table import Outcome
from ..exchange import process
from . import sources


def read(resource: model.Resource, given: Mapping[str, Any], dictionary: Dictionary) -> tuple[Outcome, str]:
    """What the reader makes of the file of a resource, and the SHA-256 of the file.

    :param given: what was decided, as ``Decisions.stored`` writes it
    :param dictionary: the declared columns
    :raises FileNotFoundError: the file is not where it should be
    """
    format, name = resource.format, resource.url or ""
    with sources.opened(resource) as (stream, digest):
        return process.read_apart(stream, format, given, dictionary, filename=name), digest  # type: ignore[arg-type]
