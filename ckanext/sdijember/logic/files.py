"""Reading uploaded files, wherever CKAN or the store keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from ckan.lib import files as storages

from .. import uploader
from ..model import file as stored
from . import filestore

CHUNK = 1 << 20


def chunks(resource: dict[str, Any]) -> Iterator[bytes]:
    """Content of an uploaded resource, piece by piece.

    :raises FileNotFoundError: the file is not where it should be
    """
    digest = stored.digest_of(resource["id"])
    return filestore.chunks(digest) if digest else _of_ckan(resource)


def _of_ckan(resource: dict[str, Any]) -> Iterator[bytes]:
    # without the format: nothing is declared anew, nothing to be checked
    upload = uploader.of_ckan({name: resource[name] for name in ("id", "url", "url_type") if name in resource})
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


def digests(dataset: dict[str, Any]) -> dict[str, str]:
    """SHA-256 of every uploaded file of a dataset, by resource id; empty for a file that is gone."""
    found = {}
    for resource, pieces in _uploads(dataset):
        try:
            found[resource["id"]] = sha256(pieces)
        except FileNotFoundError:
            found[resource["id"]] = ""
    return found


def kept(dataset: dict[str, Any]) -> dict[str, str]:
    """The same, and the store has every file from now on; what it has already is not written again."""
    found = digests(dataset)
    for resource, pieces in _uploads(dataset):
        if found[resource["id"]] and not filestore.exists(found[resource["id"]]):
            found[resource["id"]] = filestore.keep(pieces)
    return found


def _uploads(dataset: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Iterator[bytes]]]:
    """Every uploaded resource of a dataset with the content of its file, which is read when it is asked for."""
    uploads = [resource for resource in dataset.get("resources", []) if resource.get("url_type") == "upload"]
    kept_as = stored.digests_of([resource["id"] for resource in uploads])
    for resource in uploads:
        digest = kept_as.get(resource["id"])
        yield resource, filestore.chunks(digest) if digest else _of_ckan(resource)
