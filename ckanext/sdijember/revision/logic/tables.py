"""The DataStore follows a merge: a table is shown only while it is that of the file."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context
from ckanext.datastore.backend import DatastoreBackend
from ckanext.xloader.utils import XLoaderFormats

from ... import config
from ...kernel.logic import background
from ...review.model import working_copy as revisions
from . import package_rows

logger = logging.getLogger(__name__)


def load(package_id: str) -> None:
    """Queue the loading of the files of a dataset that have no table yet; doing it again does no harm."""
    for resource in package_rows.files_of(package_id):
        if not _has_table(resource) and XLoaderFormats.is_it_an_xloader_format(resource.format):
            try:
                tk.get_action("xloader_submit")(_context(), {"resource_id": resource.id, "ignore_hash": True})
            except Exception:
                logger.exception("Could not queue the loading of %s", resource.id)


@background.job
def bring(package_id: str) -> None:
    """Make the tables what the files are, those of a working copy and of the live dataset; safe to repeat.

    :param package_id: of a working copy whose revision has ended
    """
    live_id = revisions.live_of(package_id)
    for one in {package_id, live_id}:
        package = model.Package.get(one)
        for resource in package.resources_all if package else []:
            gone = resource.state != model.State.ACTIVE or (package and package.state != model.State.ACTIVE)
            if gone or not _has_table(resource):
                _drop(resource.id)
    live = model.Package.get(live_id)
    if live and live.state == model.State.ACTIVE:
        load(live_id)


def hidden(resource_id: str | None) -> bool:
    """Whether the DataStore may have a table of this file that is not the file's: nobody is shown it."""
    resource = model.Resource.get(resource_id) if resource_id else None
    if resource is None:
        return False
    return resource.state != model.State.ACTIVE or not _has_table(resource)


def _has_table(resource: model.Resource) -> bool:
    return bool((resource.extras or {}).get("datastore_active"))


def _drop(resource_id: str) -> None:
    """Through the backend, for the action finds no file that is in the trash."""
    backend = DatastoreBackend.get_active_backend()
    if backend.resource_exists(resource_id):
        backend.delete(_context(), {"resource_id": resource_id})
        backend.clear_table_stats(resource_id)


def _context() -> Context:
    return {"ignore_auth": True, "user": config.site_user(), "model": model, "session": model.Session}
