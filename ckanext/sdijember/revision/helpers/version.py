"""A former version as its page shows it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ...review.domain import working_copy as rules


def sdijember_version_kind(kind: str) -> str:
    """Why a version became public, in words."""
    return tk._(rules.KINDS.get(kind, kind))


def sdijember_version_dataset(version: dict[str, Any], pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """What a version said, in the shape in which ``package_show`` says it.

    :param version: as ``sdijember_version_show`` returned it
    :param pkg_dict: the dataset of today, for its office
    """
    said = version["content"]
    licence = model.Package.get_license_register().get(said.get("license_id") or "")
    return {
        **said,
        "type": version["type"],
        "organization": pkg_dict.get("organization") or {},
        "tags": [{"name": name, "display_name": name} for name in said.get("tags") or []],
        "license_title": licence.title if licence else "",
        "license_url": licence.url if licence else "",
    }


def sdijember_version_sections(dataset: dict[str, Any]) -> list[dict[str, Any]]:
    """What a dataset said, in the sections of the form, without what was left empty.

    :param dataset: of ``sdijember_version_dataset``
    """
    sections = tk.h.sdijember_metadata_sections(dataset)
    filled = [{**section, "rows": [row for row in section["rows"] if not row["empty"]]} for section in sections]
    return [section for section in filled if section["rows"]]
