"""What the extension does when CKAN tells it that something happened."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.types import Context

from .dataset.logic import national, urusan
from .metadata.domain.forms import ROW_FORMS
from .metadata.logic import kegiatan
from .readings.logic import noting
from .review.domain import transitions as rules
from .review.logic.facts import REVIEWED_TYPES
from .review.model.review import Review
from .tables.logic import following

#: Lucene refuses a term of more than 32,766 bytes.
LONGEST_TERM = 32_766


def dataset_created(context: Context, dataset: dict[str, Any]) -> None:
    """A new dataset starts its review as a draft, in the same transaction."""
    if dataset.get("type") in REVIEWED_TYPES:
        model.Session.add(Review(package_id=dataset["id"], state=rules.INITIAL))
        kegiatan.store_aside(context, dataset["id"])
        urusan.join_group(dataset)
        following.follow(dataset["id"])


def dataset_updated(context: Context, dataset: dict[str, Any]) -> None:
    """Whatever else follows from a dataset's fields follows in the same transaction."""
    if dataset.get("type") in REVIEWED_TYPES:
        kegiatan.store_aside(context, dataset["id"])
        urusan.join_group(dataset)
        following.follow(dataset["id"])


def dataset_shown(dataset: dict[str, Any]) -> None:
    """What is published carries the fields that the national portal reads; the same for everybody."""
    national.shown(dataset)


def file_downloaded(resource_id: str) -> None:
    """CKAN is about to hand out an uploaded file; raising keeps it back."""
    noting.note_file(resource_id, noting.DOWNLOAD)


def dataset_indexed(dataset: dict[str, Any]) -> dict[str, Any]:
    """A kegiatan is found by its variables and indicators too; what the index could not take is left out of it."""
    kept = {"data_dict", "validated_data_dict"}
    if dataset.get("dataset_type") == kegiatan.TYPE:
        dataset |= {f"extras_{name}": kegiatan.names_of(dataset["id"], name) for name in ROW_FORMS}
    return {
        key: value
        for key, value in dataset.items()
        if key in kept or not isinstance(value, str) or len(value.encode()) <= LONGEST_TERM
    }
