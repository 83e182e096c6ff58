"""What the actions of revisions and versions accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator


@validator_args
def revision_open(
    not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator, sdijember_change_note: Validator
) -> Schema:
    """Of which dataset, and what changes and why."""
    note = [not_empty, unicode_safe, sdijember_trimmed, not_empty, sdijember_change_note]
    return {"id": [not_empty, unicode_safe], "catatan_perubahan": note}


@validator_args
def revision_discard(not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator) -> Schema:
    """Which working copy, and why."""
    return {"id": [not_empty, unicode_safe], "note": [not_empty, unicode_safe, sdijember_trimmed, not_empty]}


@validator_args
def version_show(not_empty: Validator, unicode_safe: Validator, natural_number_validator: Validator) -> Schema:
    """Which version of which dataset."""
    return {"id": [not_empty, unicode_safe], "number": [not_empty, natural_number_validator]}
