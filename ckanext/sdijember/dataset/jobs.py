"""What hangs on a dataset or its kegiatan is brought along, in the background or at once."""

from __future__ import annotations

import logging

from ckan import model

from ..kernel.logic import background
from .logic import dictionary, national
from .model import datasets_of

logger = logging.getLogger(__name__)


def kegiatan_changed(kegiatan_id: str, at_once: bool = False) -> None:
    """Bring datasets to what their kegiatan is now. Nothing is undone if that fails: the change is committed already.

    :param at_once: do it now, because something is no longer public; if that fails it is queued
    """
    try:
        if at_once:
            follow_kegiatan(kegiatan_id)
            return
    except Exception:
        model.Session.rollback()
        logger.exception("Could not bring the datasets of %s up to date at once", kegiatan_id)
    background.queue(follow_kegiatan, kegiatan_id, title=f"datasets of kegiatan {kegiatan_id}")


@background.job
def follow_kegiatan(kegiatan_id: str) -> None:
    """Make anew what is made of a kegiatan: the national fields of its datasets, and their data dictionaries."""
    national.kegiatan_changed(kegiatan_id)
    for package_id in datasets_of(kegiatan_id):
        dictionary.keep_all(package_id)


def dataset_changed(package_id: str) -> None:
    """Queue what follows from a change of a dataset: the dictionaries that the DataStore keeps of its files."""
    package = model.Package.get(package_id)
    if package is not None and dictionary.tables_of(package):
        background.queue(dictionary.keep_all, package_id, title=f"data dictionary of {package_id}")


def table_loaded(resource_id: str) -> None:
    """A file that has become a table gets its data dictionary; that it could not be written spoils no table."""
    try:
        dictionary.keep(resource_id)
    except Exception:
        model.Session.rollback()
        logger.exception("Could not write the data dictionary of %s", resource_id)
