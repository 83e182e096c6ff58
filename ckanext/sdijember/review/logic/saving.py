"""Saving a dataset without ``package_update``: what core does around its own write, for who writes a part of it."""

from __future__ import annotations

import datetime

from ckan import logic, model
from ckan.types import Context

from ... import config
from ..model.review import Review, projection


def touch(package: model.Package) -> None:
    """The dataset has changed now; without this its old copy would be taken from the index."""
    package.metadata_modified = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    model.Session.flush()


def project(package: model.Package, review: Review) -> None:
    """Write our fields into the package row (decision 3), without asking whether its metadata still validate."""
    values = projection(review)
    package.private = values.pop("private")
    package.extras.update({key: str(value) for key, value in values.items()})
    touch(package)


def own_context() -> Context:
    """The portal itself at work, with no person behind it."""
    return Context(ignore_auth=True, user=config.site_user())


def index(context: Context, package_id: str) -> None:
    """Bring the index to what this transaction has written, before it commits, as core does."""
    fresh = logic.fresh_context(context, ignore_auth=True)
    logic.index_update_package_dicts(logic.package_show_default_and_custom_schemas(fresh, package_id))
