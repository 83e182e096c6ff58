"""What the actions of revisions and versions accept."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator

from ...kernel.logic.schema import identified, reasoned


@validator_args
def revision_open(
    not_empty: Validator, unicode_safe: Validator, sdijember_trimmed: Validator, sdijember_change_note: Validator
) -> Schema:
    """Of which dataset, and what changes and why."""
    note = [not_empty, unicode_safe, sdijember_trimmed, not_empty, sdijember_change_note]
    return identified() | {"catatan_perubahan": note}


def revision_discard() -> Schema:
    """Which working copy, and why."""
    return identified() | reasoned()


@validator_args
def version_show(not_empty: Validator, natural_number_validator: Validator) -> Schema:
    """Which version of which dataset."""
    return identified() | {"number": [not_empty, natural_number_validator]}
