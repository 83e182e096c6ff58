"""Fields that the review writes, whatever a caller sends."""

from __future__ import annotations

from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey


def sdijember_projected(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """Overwrite the field with what the review says; a dataset without one is a private draft."""
    data[key] = {"private": True, "sdi_status": "draft"}.get(key[-1], "")
    errors[key] = []
