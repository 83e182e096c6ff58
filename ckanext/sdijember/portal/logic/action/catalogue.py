"""The public catalogue at a glance."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ....kernel.logic import schema as params


@tk.side_effect_free
def sdijember_catalogue_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What the public catalogue holds: only published data count, whoever asks.

    :param newest: how many of the last published datasets to return (default 0, at most 20)
    :returns: ``datasets`` (number), ``organizations`` (by title) and ``urusan`` (in the order of their codes), both
        lists of ``name``, ``title``, ``datasets`` and ``until`` (last day of a former office, else empty), and
        ``newest`` (package dicts, the last published first)
    :raises NotAuthorized: the portal is closed to the caller

    SOP step 20 (penyebarluasan).
    """
    tk.check_access("sdijember_catalogue_show", context, data_dict)
    data = params.checked(data_dict, _schema(), context)
    found = tk.get_action("package_search")(
        {"user": "", "auth_user_obj": None},
        {
            "fq": "+dataset_type:dataset",
            "facet.field": ["organization", "groups"],
            "facet.limit": -1,
            "rows": min(data["newest"], 20),
            "sort": "sdi_published_at desc, metadata_modified desc",
        },
    )
    offices, urusan = _groups()
    return {
        "datasets": found["count"],
        "organizations": _counted(offices, found["facets"]["organization"]),
        "urusan": _counted(urusan, found["facets"]["groups"]),
        "newest": found["results"],
    }


def _schema() -> dict[str, Any]:
    default, natural_number = tk.get_validator("default"), tk.get_validator("natural_number_validator")
    return {"newest": [default(0), natural_number]}


def _groups() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The active offices by title, and the active urusan by name, which holds their code; in one query."""
    group = model.Group
    rows = model.Session.execute(
        sa.select(group.name, group.title, group.type, group.extras["berlaku_sampai"].astext)
        .where(group.state == model.State.ACTIVE, group.type.in_(("organization", "group")))
        .order_by(group.name)
    ).tuples()
    kinds: dict[str, list[dict[str, str]]] = {"organization": [], "group": []}
    for name, title, kind, until in rows:
        kinds[kind].append({"name": name, "title": title or name, "until": until or ""})
    return sorted(kinds["organization"], key=lambda office: office["title"].casefold()), kinds["group"]


def _counted(groups: list[dict[str, str]], numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [{**group, "datasets": numbers.get(group["name"], 0)} for group in groups]
