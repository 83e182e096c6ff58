"""Reading uploaded files, wherever CKAN or the store keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ckan.lib import files as storages
from ckan.lib import uploader

CHUNK = 1 << 20


def chunks(resource: dict[str, Any]) -> Iterator[bytes]:
    """Content of an uploaded resource, piece by piece.

    :raises FileNotFoundError: the file is not where it should be
    """
    upload = uploader.get_resource_uploader(dict(resource))
    path = upload.get_path(resource["id"])
    storage = getattr(upload, "storage", None)
    if storage is None:
        with open(path, "rb") as stream:
            while piece := stream.read(CHUNK):
                yield piece
        return
    try:
        yield from storage.stream(storages.FileData(path))
    except storages.exc.MissingFileError as error:
        raise FileNotFoundError(resource["id"]) from error


def sha256(pieces: Iterable[bytes]) -> str:
    """SHA-256 of a content given in pieces (64 hexadecimal digits)."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def digests(dataset: dict[str, Any], read: Callable[[Iterable[bytes]], str] = sha256) -> dict[str, str]:
    """SHA-256 of every uploaded file of a dataset, by resource id; empty for a file that is gone.

    :param read: what takes the pieces of a file and returns its SHA-256; ``filestore.keep`` also keeps it
    """
    found = {}
    for resource in dataset.get("resources", []):
        if resource.get("url_type") != "upload":
            continue
        try:
            found[resource["id"]] = read(chunks(resource))
        except FileNotFoundError:
            found[resource["id"]] = ""
    return found
