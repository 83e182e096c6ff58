"""Does the index show every dataset to the right people, as the database has it?"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ckan import model
from ckan.lib import search
from ckan.lib.plugins import get_permission_labels
from ckan.lib.search.common import make_connection

from .... import config
from ....kernel.domain.findings import N_
from ....review.domain import transitions as rules
from ....review.logic.facts import REVIEWED_TYPES
from ...domain.trouble import Trouble
from .rows import Row

_PAGE = 1000
#: Seconds that a save takes between the index and the commit, at the most.
_SAVING = 0.5


@dataclass
class Document:
    """What the index has of a dataset; ``labels``: those that were asked for and that it carries."""

    capacity: str
    dataset: dict[str, Any]
    labels: set[str] = field(default_factory=set)


class Look(NamedTuple):
    """What the index had of some datasets, by id, and when that was (seconds of ``time.monotonic``)."""

    at: float
    documents: dict[str, Document]


def look(rows: Sequence[Row]) -> Look:
    """Ask the index about these datasets. Labels are not stored, so each is asked for."""
    at = time.monotonic()
    ids = "id:(" + " OR ".join(f'"{row.package.id}"' for row in rows) + ")"
    found = {
        doc["id"]: Document(doc.get("capacity", ""), json.loads(doc.get("validated_data_dict") or "{}"))
        for doc in _ask(ids, "id,capacity,validated_data_dict", len(rows))
    }
    wanted = {label for row in rows for label in _labels(row.package)} | {"public"}
    wanted |= {f"sdijember-{team}" for team in rules.TEAMS}
    for label in wanted:
        for doc in _ask(f'{ids} AND permission_labels:"{label}"', "id", len(rows)):
            found[doc["id"]].labels.add(label)
    return Look(at, found)


def check(row: Row, indexed: Look) -> Iterator[Trouble]:
    """What the index says otherwise than the database.

    A dataset that is being saved is in the index a moment before it is in the database: it is looked at once more,
    when such a save is through.
    """
    if not _wrong(row.package, indexed.documents.get(row.package.id)):
        return
    time.sleep(max(0.0, indexed.at + _SAVING - time.monotonic()))
    package = model.Session.get(model.Package, row.package.id, populate_existing=True)
    if package is None:
        return
    if message := _wrong(package, look([row]).documents.get(package.id)):
        yield Trouble("index", row.name, message, _MENDING, mend=_indexing(package.id))


def _wrong(package: model.Package, document: Document | None) -> str:
    """What is wrong with what the index has of a dataset; empty if nothing is."""
    wanted = package.state != model.State.DELETED
    if document is None:
        return N_("The index has not got the dataset.") if wanted else ""
    if not wanted:
        return N_("The index still has the dataset, which is in the trash.")
    if document.labels != set(_labels(package)) or document.capacity != _capacity(package):
        return N_("The index shows the dataset to others than those who may see it.")
    if document.dataset.get("metadata_modified") != package.metadata_modified.isoformat():
        return N_("The index has the dataset as it was before its last change.")
    return ""


def strangers(known: set[str]) -> Iterator[Trouble]:
    """What the index has and the database has not."""
    kinds = " OR ".join(sorted(REVIEWED_TYPES))
    start = 0
    while page := _ask(f"dataset_type:({kinds})", "id", _PAGE, start=start, sort="id asc"):
        for doc in page:
            if doc["id"] not in known:
                message = N_("The index has a dataset that does not exist.")
                yield Trouble("index", doc["id"], message, _MENDING, mend=_clearing(doc["id"]))
        start += len(page)


_MENDING = N_("ckan sdijember doctor --mend indexes it anew.")


def _ask(query: str, fields: str, rows: int, **more: Any) -> list[dict[str, Any]]:
    """Documents of this portal."""
    options = {"fl": fields, "rows": rows, "fq": f'+site_id:"{config.site_user()}"', "df": "id"} | more
    return list(make_connection(decode_dates=False).search(q=query, **options))


def _labels(package: model.Package) -> list[str]:
    return get_permission_labels().get_dataset_labels(package)


def _capacity(package: model.Package) -> str:
    return "private" if package.private else "public"


def _indexing(package_id: str):
    return lambda: search.rebuild(package_id, force=True)


def _clearing(package_id: str):
    return lambda: search.clear(package_id)
