"""Reading what is not public: rows of a table, noted before they leave, and the list of readings."""

from __future__ import annotations

import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context, DataDict

from ...kernel.logic import schema as params
from ...review.logic import dictize
from ...review.logic import facts as cases
from ...review.model.review import Review
from ..model import Access
from . import schema


@tk.side_effect_free
def sdijember_access_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Who read files that were not public, the latest first: of one dataset, or of all the caller may review.

    :param id: dataset id or name (optional)
    :param reader: name or id of who read (optional)
    :param way: one of ``download``, ``preview``, ``dump``, ``api``, ``diff``, ``evidence``, ``paper``, ``version``
        (optional)
    :param limit: how many, 20 unless told
    :param offset: how many to skip
    :returns: ``count`` and ``results``: ``created`` (UTC), ``package_id``, ``name``, ``title``, ``resource_id``,
        ``file`` (its name), ``sha256``, ``state`` at that moment, ``way``, ``user_id``, ``user_name``, ``page``
    :raises NotAuthorized: the caller may not read the review of this dataset
    """
    data = params.checked(data_dict, schema.access_list(), context)
    package = cases.package_of(data["id"]) if data.get("id") else None
    tk.check_access("sdijember_access_list", context, {"id": package.id} if package else {})
    query = _readings(cases.actor_of(context), package, data)
    count = model.Session.scalar(query.with_only_columns(sa.func.count())) or 0
    rows = model.Session.execute(query.order_by(Access.id.desc()).limit(data["limit"]).offset(data["offset"])).tuples()
    return {"count": count, "results": [_reading(*row) for row in rows]}


def _readings(user: model.User | None, package: model.Package | None, data: dict[str, Any]) -> sa.Select:
    query = (
        sa.select(Access, model.Package, model.Resource)
        .join(model.Package, model.Package.id == Access.package_id)
        .outerjoin(Review, Review.package_id == Access.package_id)
        .outerjoin(model.Resource, model.Resource.id == Access.resource_id)
        .where(dictize.visible_to(user))
    )
    if package:
        query = query.where(Access.package_id == package.id)
    if who := data.get("reader"):
        query = query.where(sa.or_(Access.user_id == who, Access.user_name == who))
    if way := data.get("way"):
        query = query.where(Access.way == way)
    return query


def _reading(found: Access, package: model.Package, resource: model.Resource | None) -> dict[str, Any]:
    return {
        "created": found.created.astimezone(datetime.timezone.utc).isoformat(timespec="seconds"),
        "package_id": package.id,
        "name": package.name,
        "title": package.title or package.name,
        "resource_id": found.resource_id,
        "file": (resource.name or "") if resource else "",
        "sha256": found.sha256,
        "state": found.state,
        "way": found.way,
        "user_id": found.user_id,
        "user_name": found.user_name,
        "page": found.page,
    }
