"""The table of a file as a file of another kind: who may have the file may have it, and readings are noted as its."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ...dataset.logic import dictionary
from ...files.logic import reading
from ...readings.logic import noting
from ...tables.exchange.download import made_apart
from ...tables.exchange.writing.table_schema import Described
from ...tables.logic.limits import limits
from ...tables.model import LOADED, FileTable, of


@dataclass(frozen=True)
class Source:
    """A file whose table is wanted.

    :param file: the resource, as this reader sees it
    :param entries: its data dictionary, as this reader sees it
    :param table: the table that was loaded of it: the file is read again with its decisions, and no other is written
    :param public: whether everybody may read it
    """

    file: dict[str, Any]
    entries: list[dict[str, Any]]
    table: FileTable
    public: bool

    def mark(self, form: str) -> str:
        """What tells one content of a download from another, without making it."""
        names = ("id", "url", "format", "size", "hash", "last_modified", "skema_kolom")
        said = [form, [self.file.get(name) for name in names], self.entries, self.table.table_sha256]
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:32]


def source_of(context: Context, package_id: str, resource_id: str) -> Source:
    """The file of an address.

    :raises ObjectNotFound, NotAuthorized: there is none, or not for this reader, or it has no table (yet)
    """
    tk.check_access("resource_show", tk.fresh_context(context), {"id": resource_id})
    dataset, file, entries = dictionary.of_resource(context, resource_id)
    package = model.Session.get(model.Package, dataset["id"])
    if package is None or package_id not in (dataset["id"], dataset["name"]):
        raise tk.ObjectNotFound(tk._("File not found."))
    table = of(resource_id)
    if table is None or table.state != LOADED:
        raise tk.ObjectNotFound(tk._("This file has no table."))
    return Source(file, entries, table, not noting.unpublished(package))


@contextmanager
def made(source: Source, form: str) -> Iterator[IO[bytes]]:
    """The table of a file, written.

    :param form: one of ``tables.exchange.download.FORMS``
    :raises ObjectNotFound: the file is no table, or gone
    """
    noting.note_file(source.file["id"], noting.DOWNLOAD)
    with tempfile.TemporaryFile() as copy:
        try:
            for piece in reading.chunks(source.file):
                copy.write(piece)
        except FileNotFoundError:
            raise tk.ObjectNotFound(tk._("File not found.")) from None
        title = str(source.file.get("name") or "")
        described = {entry["kolom"]: _described(entry) for entry in source.entries}
        options = {"title": title, "described": described, "limits": limits(), "sha256": source.table.table_sha256}
        with made_apart(form, copy, source.file["format"], source.table.decisions, {}, **options) as content:
            if content is None:
                raise tk.ObjectNotFound(tk._("This file has no table."))
            yield content


def _described(entry: dict[str, Any]) -> Described:
    codes = tuple(str(value["kode"]) for value in entry["nilai"] if value.get("kode"))
    title = entry["variabel"] or entry["arti"]
    return Described(title, entry["definisi"] or entry["arti"], entry["satuan"], entry["daftar_kode"], codes)
