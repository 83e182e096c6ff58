"""Versions of a dataset that were public (SOP step 20): what was said then, and the files of then."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ....kernel.logic.schema import checked
from ....review.logic import facts as cases
from .. import schema, versions


@tk.side_effect_free
def sdijember_version_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Versions of a dataset, the newest first.

    :param id: id or name of the dataset or kegiatan
    :returns: dicts of ``package_id``, ``number``, ``kind`` ("terbit", "revisi", "terbit_ulang"), ``change_note``,
        ``published_at``, ``recommendation`` (``number``, ``date``) or None, ``withdrawn`` and ``snapshot`` (SHA-256);
        versions that were withdrawn only for the producing office and the teams
    :raises NotAuthorized: the caller may not see the dataset
    """
    package = cases.package_of(tk.get_or_bust(data_dict, "id"))
    tk.check_access("sdijember_version_list", context, {"id": package.id})
    return [versions.version_dict(version) for version in versions.readable(context, package)]


@tk.side_effect_free
def sdijember_version_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """What one version said, without personal data, and where its files are.

    :param id: id or name of the dataset or kegiatan
    :param number: of the version, from 1
    :returns: as in ``sdijember_version_list``, with ``content``: the metadata, for a kegiatan ``variabel`` and
        ``indikator``, and ``resources``, each with ``sha256`` and ``download_url`` of the file of then
    :raises NotAuthorized: the caller may not see the dataset
    :raises ObjectNotFound: there is no such version that the caller may read
    """
    data = checked(data_dict, schema.version_show(), context)
    package = cases.package_of(data["id"])
    tk.check_access("sdijember_version_show", context, {"id": package.id})
    version = versions.one(context, package, data["number"])
    content = versions.content(version, package.type)
    for file in content["resources"]:
        if file.get("sha256"):
            file["download_url"] = versions.address(package, version, file)
    return versions.version_dict(version) | {"type": package.type, "content": content}
