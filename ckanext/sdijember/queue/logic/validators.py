"""Validators of the queue's actions."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from . import bulk


def sdijember_items(value: Any) -> list[dict[str, Any]]:
    """Datasets with the version that was seen: a list of ``id`` and ``version``, each dataset once, not too many."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise tk.Invalid(tk._("Send a list of datasets, each with its id and version."))
    found: dict[str, dict[str, Any]] = {}
    for item in value:
        try:
            found[str(item["id"])] = {"id": str(item["id"]), "version": int(item["version"])}
        except (KeyError, TypeError, ValueError) as error:
            raise tk.Invalid(tk._("Send a list of datasets, each with its id and version.")) from error
    if len(found) > bulk.MOST:
        raise tk.Invalid(tk._("Choose at most {number} datasets at once.").format(number=bulk.MOST))
    return list(found.values())
