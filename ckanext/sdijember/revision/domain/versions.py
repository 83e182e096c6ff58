"""What a former version shows: of its snapshot only what the schema names, and no personal data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ...review.domain.snapshot import DERIVED, PERSONAL, PROJECTED

#: What our own tables note in a dataset; no content of it.
_INTERNAL = frozenset({"versi_pribadi", "disalin_dari", "sumber_lama"})
_OF_A_DATASET = ("id", "name", "title", "owner_org", "license_id", "tags", "groups")
_OF_A_FILE = ("id", "name", "description", "format", "mimetype", "size", "last_modified", "url", "url_type", "sha256")
#: Remarks of the upload check are for those who prepare data.
_NOT_OF_A_FILE = frozenset({"catatan_berkas", "upload"})


def shown(
    snapshot: Mapping[str, Any],
    fields: Collection[str],
    of_files: Collection[str],
    lines: Mapping[str, Collection[str]],
) -> dict[str, Any]:
    """The public part of a snapshot.

    :param fields: names of the dataset's fields in the schema
    :param of_files: names of the fields of a file
    :param lines: name of each form that has lines → names of its fields
    """
    allowed = {name for name in fields if not name.startswith(PROJECTED)} | set(_OF_A_DATASET)
    allowed -= DERIVED | PERSONAL | _INTERNAL | {"resources", *lines}
    found = {key: value for key, value in snapshot.items() if key in allowed}
    kept = (set(of_files) | set(_OF_A_FILE)) - _NOT_OF_A_FILE
    found["resources"] = [_only(file, kept) for file in snapshot.get("resources") or []]
    for form, names in lines.items():
        found[form] = [_only(line, {"id", *names}) for line in snapshot.get(form) or []]
    return found


def _only(part: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key in names}
