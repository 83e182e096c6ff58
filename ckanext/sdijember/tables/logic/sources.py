"""What the loader asks of later subjects: the bytes of a file, and what its producer has declared of its columns."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from ckan import model

from ...kernel.logic.handed_in import HandedIn
from ..domain.declared import Dictionary


@dataclass(frozen=True)
class Sources:
    """Where files and dictionaries are.

    :param chunks: content of an uploaded file, piece by piece, by the dict of its resource; raises FileNotFoundError
    :param dictionary: the declared columns of a resource
    """

    chunks: Callable[[dict[str, Any]], Iterator[bytes]]
    dictionary: Callable[[model.Resource], Dictionary]


SOURCES: HandedIn[Sources] = HandedIn("Files and dictionaries of tables")


@contextmanager
def opened(resource: model.Resource) -> Iterator[tuple[IO[bytes], str]]:
    """A copy of the file of a resource, which nobody replaces while it is read, and its SHA-256.

    :raises FileNotFoundError: the file is not where it should be
    """
    named = {"id": resource.id, "url_type": resource.url_type, "url": resource.url}
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as copy:
        for piece in SOURCES.table.chunks(named):
            digest.update(piece)
            copy.write(piece)
        copy.seek(0)
        yield copy, digest.hexdigest()
