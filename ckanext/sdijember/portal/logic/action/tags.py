"""Keywords are listed once a published dataset carries them; core lists those of private datasets too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Action, Context, DataDict


@tk.side_effect_free
@tk.chained_action
def tag_list(original: Action, context: Context, data_dict: DataDict) -> list[Any]:
    """As core's, without the keywords that only unpublished datasets carry."""
    found = original(context, data_dict)
    return found if data_dict.get("vocabulary_id") else _published(found)


@tk.side_effect_free
@tk.chained_action
def tag_autocomplete(original: Action, context: Context, data_dict: DataDict) -> list[str]:
    """As core's, without the keywords that only unpublished datasets carry."""
    if data_dict.get("vocabulary_id"):
        return original(context, data_dict)
    return _page(_published(original(context, _unpaged(data_dict))), data_dict)


@tk.side_effect_free
@tk.chained_action
def tag_search(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """As core's, without the keywords that only unpublished datasets carry; ``count`` counts what is left."""
    if data_dict.get("vocabulary_id"):
        return original(context, data_dict)
    found = _published(original(context, _unpaged(data_dict))["results"])
    return {"count": len(found), "results": _page(found, data_dict)}


@tk.side_effect_free
@tk.chained_action
def tag_show(original: Action, context: Context, data_dict: DataDict) -> dict[str, Any]:
    """As core's; a keyword that only unpublished datasets carry is not there."""
    found = original(context, data_dict)
    if not found.get("vocabulary_id") and not _published([found]):
        raise tk.ObjectNotFound
    return found


def _unpaged(data_dict: DataDict) -> DataDict:
    return {key: value for key, value in data_dict.items() if key not in {"limit", "offset"}}


def _page(found: list[Any], data_dict: DataDict) -> list[Any]:
    """The page that was asked for, cut out after what is unpublished has been left out."""
    offset, limit = int(data_dict.get("offset") or 0), data_dict.get("limit")
    return found[offset : offset + int(limit)] if limit not in (None, "") else found[offset:]


def _published(tags: Sequence[Any]) -> list[Any]:
    """Those of ``tags`` (names or dicts with a name) that a public dataset carries, in their order."""
    names = [tag if isinstance(tag, str) else tag["name"] for tag in tags]
    query = (
        sa.select(model.Tag.name)
        .join(model.PackageTag, model.PackageTag.tag_id == model.Tag.id)
        .join(model.Package, model.Package.id == model.PackageTag.package_id)
        .where(
            model.Tag.name.in_(names),
            model.PackageTag.state == model.State.ACTIVE,
            model.Package.state == model.State.ACTIVE,
            model.Package.private.is_(False),
        )
    )
    public = set(model.Session.scalars(query))
    return [tag for tag, name in zip(tags, names, strict=True) if name in public]
