"""What a submission freezes: the metadata a reviewer reads and the SHA-256 of every file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...log.domain import ledger
from ...metadata.domain.forms import form

#: Dataset keys that the review, the index or the reader's position change, not the producer.
DERIVED = frozenset(
    {
        "private", "state", "metadata_created", "metadata_modified", "num_resources", "num_tags", "organization",
        "relationships_as_object", "relationships_as_subject", "isopen", "license_title", "license_url",
        "creator_user_id", "type", "tracking_summary", "id_kegiatan", "id_mskeg", "id_kegiatan_mms",
    }
)  # fmt: skip
#: Resource keys that loading the file into the DataStore writes.
DERIVED_RESOURCE = frozenset(
    {
        "datastore_active", "datastore_contains_all_records_of_source_file", "metadata_modified", "hash", "ckan_url",
        "original_url", "resource_id", "set_url_type", "task_created", "ignore_hash", "queue_name", "tries",
        "cache_url", "cache_last_updated", "mimetype_inner", "package_id", "state", "position", "created",
        "tracking_summary",
    }
)  # fmt: skip
#: Personal data are frozen as the version that the dataset carries, not as themselves: a snapshot is never deleted.
PERSONAL = frozenset(form("kegiatan").personal)
#: Prefix of the fields that our own tables write into the dataset.
PROJECTED = "sdi_"


def content(dataset: Mapping[str, Any]) -> dict[str, Any]:
    """The producer's part of a dataset as ``package_show`` gives it: same content, same result."""
    kept = {
        key: value
        for key, value in dataset.items()
        if key not in DERIVED | PERSONAL and key != "resources" and not key.startswith(PROJECTED) and not _empty(value)
    }
    for key in ("groups", "tags"):
        kept[key] = sorted(entry["name"] for entry in dataset.get(key) or [])
    kept["resources"] = [_resource(resource) for resource in dataset.get("resources") or []]
    return kept


def take(dataset: Mapping[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    """Snapshot of a dataset.

    :param digests: resource id → SHA-256 of its file (64 hexadecimal digits)
    """
    snapshot = content(dataset)
    for resource in snapshot["resources"]:
        resource["sha256"] = digests.get(resource["id"], "")
    return snapshot


def sha256(snapshot: Mapping[str, Any]) -> str:
    """The name of a snapshot."""
    return ledger.digest(snapshot)


def _resource(resource: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in resource.items() if key not in DERIVED_RESOURCE and not _empty(value)}
    if kept.get("url_type") == "upload":
        kept["url"] = kept["url"].rsplit("/", 1)[-1]
    return kept


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
