"""The national flat fields in what the API answers about published datasets, and out of what comes in."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search

from ...metadata.exchange import national
from .. import model as store

TYPE = "dataset"


def shown(dataset: dict[str, Any]) -> None:
    """Give a published dataset its national fields, made anew: what the index kept may be out of date.

    The answer is the same for everybody, for the index keeps it. It costs one statement, and none for a dataset
    without a kegiatan.

    :param dataset: as the schema of the portal shows it; changed in place
    """
    if dataset.get("type") != TYPE or "sdi_status" not in dataset:
        return
    if dataset.get("private") or dataset.get("state") != model.State.ACTIVE or dataset["sdi_status"] != "published":
        national.strip(dataset)
        return
    national.add(dataset, public_kegiatan(dataset))


def public_kegiatan(dataset: dict[str, Any]) -> national.PublicKegiatan | None:
    """The kegiatan that a dataset names, if everybody may see it, with the indicators that the data show."""
    named = dataset.get("kegiatan")
    found = store.public_kegiatan(named, dataset.get("id_msind") or []) if named else None
    return national.PublicKegiatan(*found[:3], tuple(found[3])) if found else None


def taken_out(name_or_id: str | None, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What a caller sends about a dataset, without what this portal itself had added to it.

    :param name_or_id: the stored dataset, if there is one
    """
    package = model.Package.get(name_or_id) if name_or_id else None
    kind = package.type if package else data_dict.get("type") or tk.h.default_package_type()
    if kind != TYPE:
        return data_dict
    data_dict = dict(data_dict)
    national.strip(data_dict)
    return data_dict


def kegiatan_changed(kegiatan_id: str) -> None:
    """Bring the index of all datasets of a kegiatan to what the kegiatan is now."""
    for package_id in store.datasets_of(kegiatan_id):
        search.rebuild(package_id, force=True)
