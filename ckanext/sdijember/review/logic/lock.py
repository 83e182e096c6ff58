"""A dataset that is with a reviewer, or published, is locked for every caller on every way to write it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ..domain import snapshot
from ..domain import transitions as rules
from ..model.review import Review
from . import working_copy
from .facts import REVIEWED_TYPES, dataset_now

PUBLISHED = rules.N_(
    "The dataset is published and stays as it was approved. To change it, make a revision: the published version stays "
    "up until the revision has been checked."
)
LOCKED = rules.N_(
    "The dataset is locked, because it is “{state}”. "
    "It can be changed when it has been recalled, returned or withdrawn."
)


def message(review: Review) -> str:
    """Why the dataset cannot be changed now."""
    if review.state == "published":
        return tk._(PUBLISHED)
    return tk._(LOCKED).format(state=tk._(review.rule.label))


def lock(name_or_id: str | None) -> Review | None:
    """Lock the review row of a dataset before the package row, so that everybody locks in one order.

    :returns: the row, or nothing if there is no such dataset or its type is not reviewed
    """
    package = model.Package.get(name_or_id)
    return Review.lock(package.id) if package and package.type in REVIEWED_TYPES else None


def require_reviewed_type(context: Context, data_dict: dict[str, Any]) -> None:
    """Refuse to create what would pass no gate; only the portal's own code (``ignore_auth``) may.

    :raises ValidationError: the type is not one that the review knows
    """
    kind = data_dict.get("type") or tk.h.default_package_type()
    if kind not in REVIEWED_TYPES and not context.get("ignore_auth"):
        raise tk.ValidationError(
            {"type": [tk._("Datasets of this type do not pass the review: {type}").format(type=kind)]}
        )


def require_new_id(data_dict: dict[str, Any]) -> None:
    """Refuse an id that a dataset had which is gone: its review and its log are still here and are of that one.

    :raises ValidationError: the id was used
    """
    if data_dict.get("id") and Review.get(str(data_dict["id"])):
        raise tk.ValidationError({"id": [tk._("This id belongs to a dataset that was here before. Leave it out.")]})


def require_editable(name_or_id: str | None) -> None:
    """Refuse unless the dataset is with its producer.

    :raises NotAuthorized: it is locked
    """
    review = lock(name_or_id)
    if review and not review.rule.editable:
        raise tk.NotAuthorized(message(review))
    if review:
        working_copy.require_open(review)


def require_editable_or_same(context: Context, data_dict: dict[str, Any]) -> None:
    """As ``require_editable``, but let pass what loading a file into the DataStore notes about it.

    :raises NotAuthorized: the dataset is locked and something else would change
    """
    review = lock(data_dict.get("id") or data_dict.get("name"))
    if review is None:
        return
    if review.rule.editable:
        working_copy.require_open(review)
        return
    now = dataset_now(context, review.package_id)
    unsaid = {key: now.get(key) for key in ("resources", "state")}
    if _kept(now) != _kept(unsaid | data_dict):
        raise tk.NotAuthorized(message(review))


def _kept(dataset: dict[str, Any]) -> tuple[Any, ...]:
    """What must not change while locked: the producer's content, and whether the dataset lives."""
    uploads = [
        resource for resource in dataset.get("resources", []) if resource.get("upload") or resource.get("clear_upload")
    ]
    return snapshot.content(dataset), dataset.get("state"), uploads
