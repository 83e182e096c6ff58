"""CKAN's stream of activities keeps, with every change of a public dataset, the dataset and who may read it then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from ckan import model
from ckan.plugins import plugin_loaded

if TYPE_CHECKING:
    from ...review.logic.change import Change

_HIDE = "UPDATE activity SET permission_labels = :labels WHERE object_id = :dataset AND permission_labels IS NOT NULL"


def hide(change: Change) -> dict[str, Any]:
    """What was written while a dataset was public is, from its withdrawal on, for the producing office alone."""
    if plugin_loaded("activity"):
        labels = [f"member-{change.package.owner_org}"]
        model.Session.execute(sa.text(_HIDE), {"labels": labels, "dataset": change.package.id})
    return {}
