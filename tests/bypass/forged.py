"""What somebody sends who hopes that a field which is not his to write is taken over nevertheless."""

from __future__ import annotations

from typing import Any

#: Fields that the review alone writes, with what would make a dataset public.
FIELDS: dict[str, Any] = {
    "private": False,
    "sdi_status": "published",
    "sdi_verified_at": "2020-01-01",
    "sdi_recommendation_number": "PALSU",
    "sdi_recommendation_date": "2020-01-01",
    "sdi_published_at": "2020-01-01",
}
#: Columns of the review's own table: no field of a dataset, whatever they are called.
COLUMNS: dict[str, Any] = {
    "claimed_by": "uji-stranger",
    "due_at": "2020-01-01",
    "publish_at": "2020-01-01",
    "revision_of": "00000000-0000-0000-0000-000000000000",
    "scheduled_by": "uji-stranger",
    "snapshot": "0" * 64,
    "version": 99,
}
#: What CKAN's own code passes beside the data, sent within the data.
CONTEXT: dict[str, Any] = {
    "__auth_audit": [],
    "actor": "uji-walidata",
    "api_version": 3,
    "auth_user_obj": {"name": "uji-sysadmin", "sysadmin": True},
    "context": {"ignore_auth": True, "user": "uji-sysadmin"},
    "defer_commit": True,
    "ignore_auth": True,
    "user": "uji-sysadmin",
}


def shapes() -> dict[str, dict[str, Any]]:
    """The forged fields in every shape in which CKAN takes fields."""
    extras = [{"key": key, "value": str(value)} for key, value in FIELDS.items()]
    return {
        "fields": FIELDS,
        "columns": COLUMNS,
        "context": CONTEXT,
        "extras": {"extras": extras},
        "extras as text": {"extras": str(extras)},
        "both": FIELDS | {"extras": extras} | CONTEXT,
        "nested": {"sdi_status": {"0": "published"}, "private": [False], "sdi_published_at": {"$set": "2020-01-01"}},
        "flat keys": {"extras__0__key": "sdi_status", "extras__0__value": "published", "__extras": FIELDS},
        "as text": {"private": "False", "sdi_status": '"published"'},
        "deleted": {"private": "", "sdi_status": None},
        "state": {"state": "deleted", "private": False},
    }
