"""Reading uploaded files, wherever CKAN or the store keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib import files as storages
from ckan.lib.uploader import FKResourceUpload, ResourceUpload

from .. import model as stored
from . import store


def in_storage() -> bool:
    """Whether CKAN keeps files of resources in a storage of its own, and not in a folder."""
    try:
        storages.get_storage(tk.config["ckan.files.default_storages.resource"])
    except storages.exc.UnknownStorageError:
        return False
    return True


def chunks(resource: dict[str, Any]) -> Iterator[bytes]:
    """Content of an uploaded resource, piece by piece.

    :raises FileNotFoundError: the file is not where it should be
    """
    digest = stored.digest_of(resource["id"])
    return store.chunks(digest) if digest else _of_ckan(resource["id"])


def _of_ckan(resource_id: str) -> Iterator[bytes]:
    if not in_storage():
        with open(ResourceUpload({}).get_path(resource_id), "rb") as stream:
            yield from store.pieces(stream)
        return
    upload = FKResourceUpload({})
    assert upload.storage
    try:
        yield from upload.storage.stream(storages.FileData(upload.get_path(resource_id)))
    except storages.exc.MissingFileError as error:
        raise FileNotFoundError(resource_id) from error


def sha256(pieces: Iterable[bytes]) -> str:
    """SHA-256 of a content given in pieces (64 hexadecimal digits)."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def digests(dataset: dict[str, Any]) -> dict[str, str]:
    """SHA-256 of every uploaded file of a dataset, by resource id; empty for a file that is gone."""
    uploads = [one["id"] for one in dataset.get("resources", []) if one.get("url_type") == "upload"]
    in_store, found = stored.digests_of(uploads), {}
    for resource_id in uploads:
        digest = in_store.get(resource_id)
        try:
            found[resource_id] = sha256(store.chunks(digest) if digest else _of_ckan(resource_id))
        except FileNotFoundError:
            found[resource_id] = ""
    return found


def kept(dataset: dict[str, Any]) -> dict[str, str]:
    """The same, and the store has every file from now on; what it has already is not written again."""
    found = digests(dataset)
    for resource_id, digest in found.items():
        if digest and not store.exists(digest):
            # it cannot be one of the store's, which were read there a moment ago
            found[resource_id] = store.keep(_of_ckan(resource_id))
    return found
