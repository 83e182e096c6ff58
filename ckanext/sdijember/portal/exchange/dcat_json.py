"""A dataset in DCAT JSON, as /data.json gives it: DCAT's own keys, and the national flat fields at the top level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...metadata.exchange import national
from . import dcat_words as words


def dataset(package: Mapping[str, Any], page: str, contact: Mapping[str, str]) -> dict[str, Any]:
    """One dataset; what it does not say is left out.

    :param package: as ``package_show`` gives it
    :param page: address of its page
    :param contact: ``name`` and ``email`` of the office that answers questions
    """
    described = words.described(package, page, contact)
    own = {
        "identifier": package["id"],
        "title": package.get("title"),
        "description": described.get("notes"),
        "landingPage": page,
        "issued": described.get("issued"),
        "modified": described.get("modified"),
        "language": ["id"],
        "keyword": [tag["name"] for tag in package.get("tags") or []],
        "publisher": {"name": described.get("publisher_name")},
        "contactPoint": {"fn": described.get("contact_name"), "hasEmail": described.get("contact_email")},
        "license": package.get("license_url"),
        "spatial": described.get("spatial_text"),
        "temporal": _period(package),
        "distribution": [_file(file) for file in described["resources"]],
    }
    given = {key: value for key, value in own.items() if value not in (None, "", [])}
    given["contactPoint"] = {key: value for key, value in own["contactPoint"].items() if value}
    # national texts win over DCAT's own words for the same key: the national harvester reads them as they are
    return given | national.flat(package)


def _file(file: Mapping[str, Any]) -> dict[str, Any]:
    described = {
        "title": file.get("name"),
        "description": file.get("description"),
        "format": str(file.get("format") or "").rsplit("/", 1)[-1],
        "mediaType": str(file.get("mimetype") or "").partition("/media-types/")[2],
        "byteSize": file.get("size"),
        "accessURL": file.get("access_url"),
        "downloadURL": file.get("download_url"),
        "license": file.get("license"),
        "modified": file.get("modified"),
    }
    return {key: value for key, value in described.items() if value not in (None, "")}


def _period(package: Mapping[str, Any]) -> str:
    start, end = package.get("periode_mulai"), package.get("periode_selesai")
    return f"{start}/{end}" if start and end else ""
