"""Which files should have a table, over the whole portal; for commands."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ..exchange.reader import FORMATS
from ..model import LOADED, NONE, FileTable


def files(everything: bool) -> list[str]:
    """Ids of uploaded files of formats that become a table, published datasets first.

    :param everything: also those that have their table
    """
    resource, package = model.Resource, model.Package
    query = (
        sa.select(resource.id)
        .join(package, package.id == resource.package_id)
        .outerjoin(FileTable, FileTable.resource_id == resource.id)
        .where(resource.state == model.State.ACTIVE, package.state != model.State.DELETED)
        .where(resource.url_type == "upload", resource.format.in_(sorted(FORMATS)))
        .order_by(package.private, package.name, resource.position)
    )
    if not everything:
        query = query.where(sa.or_(FileTable.state.is_(None), FileTable.state.not_in([LOADED, NONE])))
    found = list(model.Session.scalars(query))
    model.Session.rollback()
    return found


def name_of(resource_id: str) -> str:
    """A file as an administrator finds it: name of the dataset, name of the file."""
    resource = model.Resource.get(resource_id)
    package = model.Package.get(resource.package_id) if resource else None
    return f"{package.name}/{resource.name or resource.id}" if resource and package else resource_id
