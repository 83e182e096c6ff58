"""A dataset in the words of schema.org, as search engines for data read it."""

from __future__ import annotations

from typing import Any


def dataset(package: dict[str, Any], url: str, catalogue: str) -> dict[str, Any]:
    """Description of a dataset; what the dataset does not say is left out.

    :param package: the dataset as ``package_show`` returns it
    :param url: its permanent address
    :param catalogue: name of the portal
    """
    office = package.get("organization") or {}
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": package["title"],
        "description": package.get("notes"),
        "url": url,
        "identifier": package["id"],
        "license": package.get("license_url"),
        "isAccessibleForFree": True,
        "datePublished": package.get("sdi_published_at"),
        "version": package.get("sdi_version"),
        "dateModified": package.get("metadata_modified"),
        "temporalCoverage": _period(package),
        "keywords": [tag["display_name"] for tag in package.get("tags", [])],
        "creator": {"@type": "GovernmentOrganization", "name": office["title"]} if office.get("title") else None,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": catalogue},
        "distribution": [_file(resource) for resource in package.get("resources", [])],
    }
    return {key: value for key, value in described.items() if value}


def _file(resource: dict[str, Any]) -> dict[str, Any]:
    described = {
        "@type": "DataDownload",
        "name": resource.get("name"),
        "encodingFormat": resource.get("mimetype") or resource.get("format"),
        "contentUrl": resource.get("url"),
    }
    return {key: value for key, value in described.items() if value}


def _period(package: dict[str, Any]) -> str:
    start, end = package.get("periode_mulai"), package.get("periode_selesai")
    return f"{start or '..'}/{end or '..'}" if start or end else ""
