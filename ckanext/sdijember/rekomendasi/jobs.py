"""The letters of recommendations, made in the background after the decision."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from ckan import model

from . import model as store
from .domain import rekomendasi as rules
from .logic import letter as letters

logger = logging.getLogger(__name__)


def wanted(package_id: str) -> None:
    """Queue the letters of a dataset's recommendations. Nothing is undone if that fails: who asks for one gets it."""
    try:
        tk.enqueue_job(make, [package_id], title=f"sdijember: letter of recommendation of {package_id}")
    except Exception:
        logger.exception("Could not queue the letter of recommendation of %s", package_id)


def make(package_id: str) -> None:
    """Make the letters that are not made yet; one that fails does not stop the others, and is made when asked for."""
    for one in store.of_packages([package_id]):
        if one.kind != rules.PENYEBARLUASAN or one.letter_sha256:
            continue
        try:
            letters.make(one.id)
        except Exception:
            model.Session.rollback()
            logger.exception("Could not make the letter of recommendation %s", one.id)
